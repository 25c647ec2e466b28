import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeProfile } from '../../../../electron/mdm/apple/profiles/judge.ts';
import { readProfile } from '../../../../electron/mdm/apple/profiles/read.ts';
import type { PlistDict } from '../../../../electron/model/apple/plist.ts';
import { createCms } from '../../../../electron/pki/cms/cms.ts';
import { writePlist } from '../../../../electron/plist/plist.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { type OpenSsl, openSsl } from '../../../support/pki/openssl.ts';
import { binaryOf } from '../../plist/binary-writer.ts';
import { payload, profile, without } from './samples.ts';

const RESERVED = 'app.muster.enrollment.0193';
const cms = createCms({
  service: () => Promise.reject(new Error('nothing is signed here')),
  clock: createManualClock(0),
});

async function taken(bytes: Uint8Array, fileName = 'intranet.mobileconfig') {
  const read = await readProfile(bytes, cms);
  return { ...read, judged: judgeProfile(read.content, fileName, RESERVED) };
}
const judged = async (content: PlistDict) => (await taken(writePlist(content))).judged;

describe('an uploaded profile', () => {
  it('is read as it says of itself', async () => {
    const bytes = writePlist(profile());
    const { judged: said, signed, bytes: kept } = await taken(bytes);
    expect(said).toEqual({
      name: 'Intranet',
      description: 'The way to the intranet',
      identifier: 'org.example.intranet',
      scope: 'System',
      types: ['com.apple.webClip.managed'],
      warnings: [],
    });
    expect(signed).toBe(false);
    expect(Buffer.compare(kept, bytes)).toBe(0);
  });

  it('is kept as XML when it is binary', async () => {
    const { judged: said, bytes } = await taken(binaryOf(profile({ PayloadScope: 'User' })));
    expect(said).toMatchObject({ identifier: 'org.example.intranet', scope: 'User' });
    expect(Buffer.from(bytes).toString()).toContain('<string>org.example.intranet</string>');
  });

  it('has the name of its file when it has none', async () => {
    const { judged: said } = await taken(
      writePlist(without(profile(), 'PayloadDisplayName')),
      'School Wi-Fi.mobileconfig',
    );
    expect(said.name).toBe('School Wi-Fi');
  });

  it('has each of its payload types once', async () => {
    const other = { PayloadIdentifier: 'b', PayloadUUID: 'B' };
    const wifi = { PayloadType: 'com.apple.wifi.managed', PayloadIdentifier: 'c', PayloadUUID: 'C' };
    const { types } = await judged(profile({ PayloadContent: [payload(), payload(other), payload(wifi)] }));
    expect(types).toEqual(['com.apple.webClip.managed', 'com.apple.wifi.managed']);
  });
});

describe('a signed profile', () => {
  let openssl: OpenSsl;
  beforeAll(async () => {
    openssl = await openSsl();
    await openssl('req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=Signer');
    await openssl.write('profile.plist', writePlist(profile()));
    await openssl(
      'cms -sign -nodetach -binary -outform DER -signer cert.pem -inkey key.pem -in profile.plist -out signed',
    );
  });
  afterAll(() => openssl.remove());

  it('is kept without the signature of others', async () => {
    const { judged: said, signed, bytes } = await taken(await openssl.read('signed'));
    expect(said.identifier).toBe('org.example.intranet');
    expect(signed).toBe(true);
    expect(Buffer.compare(bytes, writePlist(profile()))).toBe(0);
  });

  it('is refused when it was tampered with', async () => {
    const tampered = Buffer.from(await openssl.read('signed'));
    const at = tampered.indexOf('Intranet');
    tampered[at] = 'O'.charCodeAt(0);
    await expect(taken(tampered)).rejects.toMatchObject({ code: 'profile_unreadable' });
  });

  it('is refused when it is enveloped for somebody', async () => {
    await openssl('cms -encrypt -aes256 -binary -outform DER -in profile.plist -out enveloped cert.pem');
    await expect(taken(await openssl.read('enveloped'))).rejects.toMatchObject({
      code: 'profile_unreadable',
    });
  });
});

describe('a bad file is named', () => {
  const inPayload = (change: PlistDict) =>
    profile({
      PayloadContent: [payload(), payload({ PayloadIdentifier: 'x', PayloadUUID: 'X', ...change })],
    });
  const lacking = (key: string) => profile({ PayloadContent: [without(payload(), key)] });
  it.each<[string, PlistDict]>([
    ['PayloadType is missing', without(profile(), 'PayloadType')],
    ['PayloadType is not Configuration', profile({ PayloadType: 'Profile Service' })],
    ['PayloadVersion is missing', without(profile(), 'PayloadVersion')],
    ['PayloadVersion is not 1', profile({ PayloadVersion: '1' })],
    ['PayloadIdentifier is missing', without(profile(), 'PayloadIdentifier')],
    ['PayloadIdentifier is no text', profile({ PayloadIdentifier: ' ' })],
    ['PayloadIdentifier is longer than 500 characters', profile({ PayloadIdentifier: 'x'.repeat(501) })],
    ['PayloadUUID is missing', without(profile(), 'PayloadUUID')],
    ['PayloadDisplayName is no text', profile({ PayloadDisplayName: 3 })],
    ['PayloadScope is neither System nor User', profile({ PayloadScope: 'user' })],
    ['PayloadContent is missing', without(profile(), 'PayloadContent')],
    ['PayloadContent is no array', profile({ PayloadContent: payload() })],
    ['PayloadContent has more than 200 payloads', profile({ PayloadContent: Array(201).fill(payload()) })],
    ['PayloadContent[0] is no dictionary', profile({ PayloadContent: ['x'] })],
    ['PayloadContent[0].PayloadType is missing', lacking('PayloadType')],
    ['PayloadContent[0].PayloadVersion is missing', lacking('PayloadVersion')],
    ['PayloadContent[0].PayloadIdentifier is missing', lacking('PayloadIdentifier')],
    ['PayloadContent[0].PayloadUUID is missing', lacking('PayloadUUID')],
    [
      'PayloadContent[1].PayloadUUID is there twice',
      inPayload({ PayloadUUID: String(payload().PayloadUUID) }),
    ],
    [
      'PayloadContent[1].PayloadIdentifier is there twice',
      inPayload({ PayloadIdentifier: 'org.example.intranet.clip' }),
    ],
  ])('%s', async (problem, content) => {
    await expect(judged(content)).rejects.toMatchObject({ code: 'profile_unreadable', details: { problem } });
  });

  it.each([
    ['that is no property list', Buffer.from('PK\u0003\u0004 a workbook')],
    ['that is empty', Buffer.alloc(0)],
    ['that is cut off', writePlist(profile()).subarray(0, 300)],
    [
      'with an entity',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "b">]><plist><dict/></plist>'),
    ],
    [
      'nested too deep',
      Buffer.from(`<plist><dict><key>a</key>${'<array>'.repeat(40)}${'</array>'.repeat(40)}</dict></plist>`),
    ],
    [
      'with too many values',
      Buffer.from(`<plist><dict><key>a</key><array>${'<true/>'.repeat(60_000)}</array></dict></plist>`),
    ],
    ['larger than the library takes', Buffer.alloc(1_048_577, 0x20)],
  ])('one %s', async (_name, bytes) => {
    await expect(taken(bytes)).rejects.toMatchObject({
      code: 'profile_unreadable',
      details: { problem: expect.stringMatching(/./) },
    });
  });
});

describe('a profile is not allowed', () => {
  it.each<[string, PlistDict, RegExp]>([
    [
      'that hands the device to another management',
      profile({ PayloadContent: [payload({ PayloadType: 'com.apple.mdm' })] }),
      /^PayloadContent\[0\]\.PayloadType: com\.apple\.mdm/,
    ],
    [
      'that is encrypted',
      profile({ EncryptedPayloadContent: Buffer.from('x') }),
      /^EncryptedPayloadContent:/,
    ],
    ['that says it is encrypted', without(profile({ IsEncrypted: true }), 'PayloadContent'), /^IsEncrypted:/],
    [
      'that would take the place of the management itself',
      profile({ PayloadIdentifier: RESERVED }),
      /^PayloadIdentifier:/,
    ],
  ])('%s', async (_name, content, problem) => {
    await expect(judged(content)).rejects.toMatchObject({
      code: 'profile_not_allowed',
      details: { problem: expect.stringMatching(problem) },
    });
  });
});

describe('an admin is warned of a profile', () => {
  const restricting = (keys: PlistDict) =>
    profile({ PayloadContent: [payload({ PayloadType: 'com.apple.applicationaccess', ...keys })] });
  it.each<[string, PlistDict, string[]]>([
    ['with nothing in it', profile({ PayloadContent: [] }), ['no_payloads']],
    ['that removes itself', profile({ RemovalDate: new Date() }), ['has_expiry']],
    ['that removes itself after a while', profile({ DurationUntilRemoval: 60 }), ['has_expiry']],
    ['with a password to remove it', profile({ HasRemovalPasscode: true }), ['password_protected']],
    [
      'with a payload that asks for one',
      profile({ PayloadContent: [payload({ PayloadType: 'com.apple.profileRemovalPassword' })] }),
      ['password_protected'],
    ],
    ['for users', profile({ PayloadScope: 'User' }), ['user_scope']],
    [
      'with a payload for supervised devices',
      profile({ PayloadContent: [payload({ PayloadType: 'com.apple.app.lock' })] }),
      ['needs_supervision'],
    ],
    [
      'with an always-on VPN',
      profile({ PayloadContent: [payload({ PayloadType: 'com.apple.vpn.managed', VPNType: 'AlwaysOn' })] }),
      ['needs_supervision'],
    ],
    ['that forbids AirDrop', restricting({ allowAirDrop: false }), ['needs_supervision']],
    ['that lets AirDrop be', restricting({ allowAirDrop: true, allowScreenShot: false }), []],
    ['that holds Wi-Fi on', restricting({ forceWiFiPowerOn: true }), ['needs_supervision']],
    [
      'that blocks applications',
      restricting({ blockedAppBundleIDs: ['com.example'] }),
      ['needs_supervision'],
    ],
  ])('%s', async (_name, content, warnings) => {
    expect((await judged(content)).warnings).toEqual(warnings);
  });
});
