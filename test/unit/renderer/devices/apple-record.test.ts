import { describe, expect, it } from 'vitest';
import { type AppleDocument, appleDocumentSchema } from '../../../../electron/bridge/domain';
import { APPLE_FIELDS, APPLE_PARTS, LIST_KINDS } from '../../../../renderer/pages/devices/pane/apple/fields';
import { appsOf, certificatesOf, restOf } from '../../../../renderer/pages/devices/pane/apple/inventory';
import { readAppleRecord } from '../../../../renderer/pages/devices/pane/apple/record';
import en from '../../../../resources/locales/en/devices.json';
import { speaking } from './texts';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

const documentOf = (more: Partial<AppleDocument>): AppleDocument =>
  appleDocumentSchema.parse({
    udid: 'U',
    state: 'active',
    enrolledAt: NOW - 9 * MINUTE,
    at: { information: NOW - 2 * MINUTE, security: NOW - MINUTE },
    ...more,
  });

async function lines(more: Partial<AppleDocument>, language: 'en' | 'fr' = 'en'): Promise<string[]> {
  const record = readAppleRecord(documentOf(more), { ...(await speaking(language)), now: NOW });
  return Object.entries(record).flatMap(([tab, sections]) =>
    sections.flatMap(({ group, lines: all }) =>
      all.map(({ label, text, tone = '', at = NOW }) =>
        `${tab}/${group} ${label}: ${text.replaceAll(/\s/g, ' ')} ${tone}@${(NOW - at) / MINUTE}`.trim(),
      ),
    ),
  );
}

describe('what a device tells of itself', () => {
  it('is written with units, and with what is good or bad about it', async () => {
    const information = {
      ProductName: 'iPhone14,6',
      OSVersion: '26.1',
      DeviceCapacity: 128,
      AvailableDeviceCapacity: 8,
      BatteryLevel: 0.12,
      IsMDMLostModeEnabled: true,
    };
    expect(await lines({ information, security: { PasscodePresent: false } })).toEqual([
      'overview/device System: iOS 26.1 @2',
      'overview/device Storage: 8 GB free of 128 GB warn@2',
      'overview/device Battery: 12% warn@2',
      'overview/device Lost Mode: On bad@2',
      'overview/security Passcode set: No warn@1',
      'hardware/model Product: iPhone14,6 @2',
    ]);
  });

  it('says that a battery level is not known', async () => {
    expect(await lines({ information: { BatteryLevel: -1 } })).toEqual([
      'overview/device Battery: not known @2',
    ]);
  });

  it('stands with its first word until an inventory says it again', async () => {
    const authenticate = { OSVersion: '18.0', ProductName: 'Mac14,2' };
    expect(await lines({ authenticate, information: { OSVersion: '26.1' } })).toEqual([
      'overview/device System: macOS 26.1 @2',
      'hardware/model Product: Mac14,2 @9',
    ]);
  });

  it('is read in parts: the firewall at a glance, its rules apart', async () => {
    const FirewallSettings = { FirewallEnabled: true, StealthMode: false, Applications: [] };
    expect(await lines({ security: { FirewallSettings } })).toEqual([
      'overview/security Firewall: On good@1',
      'hardware/protection Stealth mode: Off @1',
    ]);
  });

  it('drops nothing: keys, words and values it does not know keep Apple’s own names', async () => {
    const written = await lines({
      information: {
        FutureKey: { Inner: [1, 2], When: { $date: '2026-11-20T11:00:00.000Z' } },
        CellularTechnology: 9,
        Blob: { $data: 'AAECAwQF' },
      },
    });
    expect(written).toEqual([
      'hardware/cellular Technology: 9 @2',
      'hardware/other FutureKey · Inner: 1, 2 @2',
      'hardware/other FutureKey · When: 1 h ago @2',
      'hardware/other Blob: 6 byte of data @2',
    ]);
  });

  it('speaks French', async () => {
    expect(await lines({ security: { FDE_Enabled: false, HardwareEncryptionCaps: 3 } }, 'fr')).toEqual([
      'overview/security Chiffrement: Blocs et fichiers @1',
      'overview/security FileVault: Désactivé warn@1',
    ]);
  });

  it('has a name for every known key', () => {
    const fields: Record<string, string> = en.apple.field;
    const parts: Record<string, string> = en.apple.part;
    const keys = [...APPLE_FIELDS.map(({ name }) => name), ...Object.keys(LIST_KINDS)];
    expect(keys.filter((name) => fields[name.replaceAll('.', '/')] === undefined)).toEqual([]);
    expect(Object.keys(APPLE_PARTS).filter((path) => parts[path.replaceAll('.', '/')] === undefined)).toEqual(
      [],
    );
  });
});

describe('lists of an inventory', () => {
  const applications = [
    { Name: 'Slack', Identifier: 'com.slack', ShortVersion: '4', BundleSize: 1000, DynamicSize: 500 },
    { Name: 'Éditeur', Identifier: 'org.edit', Version: '2', Odd: 'kept' },
  ];

  it('finds apps by any of their words, in the order of the language', () => {
    const names = (words: string) =>
      appsOf(documentOf({ applications }), words, 'fr').map(({ name }) => name);
    expect(names('')).toEqual(['Éditeur', 'Slack']);
    expect(names('COM slack')).toEqual(['Slack']);
    expect(names('nothing')).toEqual([]);
    expect(appsOf(documentOf({ applications }), 'slack', 'en')[0]).toMatchObject({
      bytes: 1500,
      version: '4',
    });
  });

  it('keeps keys of an item that it does not know', async () => {
    const kit = { ...(await speaking('en')), now: NOW };
    const [app] = appsOf(documentOf({ applications }), 'edit', 'en');
    const rest = restOf(app?.item ?? {}, ['Name', 'Identifier'], kit);
    expect(rest.map(({ label, text }) => `${label}: ${text}`)).toEqual(['Full version: 2', 'Odd: kept']);
  });

  it('shows identities before what is only trusted, each with its PEM', () => {
    const certificates = [
      { CommonName: 'Root', IsIdentity: false, Data: { $data: 'MIIB' } },
      { CommonName: 'Own', IsIdentity: true },
    ];
    const [own, root] = certificatesOf(documentOf({ certificates }));
    expect(own).toMatchObject({ name: 'Own', identity: true, pem: null });
    expect(root?.pem).toBe('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
  });
});
