import { describe, expect, it } from 'vitest';
import { KNOWN_FIELDS, PART_KINDS } from '../../../../renderer/pages/devices/pane/fields';
import { readRecord } from '../../../../renderer/pages/devices/pane/record';
import en from '../../../../resources/locales/en/devices.json';
import { speaking } from './texts';

const NOW = Date.UTC(2026, 10, 20, 12);
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

async function lines(document: Record<string, unknown>, language: 'en' | 'fr' = 'en'): Promise<string[]> {
  const record = readRecord(document, { ...(await speaking(language)), now: NOW });
  return Object.entries(record).flatMap(([tab, sections]) =>
    sections.flatMap(({ group, lines: all }) =>
      all.map(
        ({ label, text, at }) =>
          `${tab}/${group} ${label}: ${text}${at === undefined ? '' : ` @${NOW - at}`}`,
      ),
    ),
  );
}

describe('Google’s record, grouped for reading', () => {
  it('writes values as a person reads them', async () => {
    expect(
      await lines({
        status: 'DISABLED',
        osVersion: '142.0.7444.91',
        autoUpdateThrough: '2031-06-01T12:00:00.000Z',
        lastSync: ago(120),
        systemRamTotal: '8589934592',
        willAutoRenew: false,
        manufactureDate: '2023-05-12',
      }),
    ).toEqual([
      'overview/device Google status: Disabled (lost mode)',
      'overview/device OS version: 142.0.7444.91',
      'overview/device Auto-update until: 1 Jun 2031',
      'overview/device Last sync: 2 h ago',
      'overview/lifecycle Renews by itself: No',
      'overview/lifecycle Made on: 12 May 2023',
      'hardware/memory Memory: 8\u00a0GiB',
    ]);
  });

  it('makes one line of each report, with the moment it speaks of', async () => {
    expect(
      await lines({
        cpuStatusReports: [
          {
            reportTime: ago(60),
            cpuUtilizationPercentageInfo: [12, 30],
            cpuTemperatureInfo: [{ label: 'soc_thermal\n', temperature: 41 }],
          },
        ],
        systemRamFreeReports: [{ reportTime: ago(5), systemRamFreeInfo: ['1073741824'] }],
        diskVolumeReports: [
          {
            volumeInfo: [
              { volumeId: '/media/archive', storageFree: '500000000', storageTotal: '1000000000' },
            ],
          },
        ],
        recentUsers: [{ email: 'a@b.example', type: 'USER_TYPE_MANAGED' }, { type: 'USER_TYPE_UNMANAGED' }],
        activeTimeRanges: [{ date: '2026-11-18', activeTime: 5_400_000 }],
      }),
    ).toEqual(
      [
        'hardware/processor Load: 12%, 30% · soc_thermal 41\u00a0°C @3600000',
        'hardware/memory Free memory: 1\u00a0GiB @300000',
        'hardware/storage /media/archive: 500\u00a0MB free of 1\u00a0GB',
        'usage/users User: a@b.example',
        'usage/users User: a user outside the organisation',
        'usage/activity 18 Nov 2026: 1\u00a0h 30\u00a0min',
      ].map((line) =>
        expect.stringMatching(
          new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\u00a0', '\\s')}$`),
        ),
      ),
    );
  });

  it('drops nothing: unknown fields, unknown parts and unknown words keep Google’s own names', async () => {
    const written = (
      await lines({
        futureField: { inner: [1, 2], note: 'kept' },
        bootMode: 'Sideways',
        tpmVersionInfo: { family: '322e3000', era: 'late' },
        recentUsers: [{ email: 'a@b.example', type: 'USER_TYPE_MANAGED', seat: 4 }],
        cpuInfo: [{ model: 'N4120', logicalCpus: [{ currentScalingFrequencyKhz: 1_100_000, mood: 'warm' }] }],
      })
    ).join('\n');
    expect(written).toContain('overview/other futureField · inner: 1, 2');
    expect(written).toContain('overview/other futureField · note: kept');
    expect(written).toContain('Boot mode: Sideways');
    expect(written).toContain('TPM · era: late');
    expect(written).toContain('User · seat: 4');
    expect(written).toMatch(/Core: 1\.1\sGHz/);
    expect(written).toContain('Core · mood: warm');
  });

  it('shows a value that is not what the reference says as it came', async () => {
    const written = await lines({ lastSync: 'soon', systemRamTotal: 'plenty', cpuStatusReports: 'none' });
    expect(written).toEqual([
      'overview/device Last sync: soon',
      'hardware/processor Load: none',
      'hardware/memory Memory: plenty',
    ]);
  });

  it('leaves empty values out, and opens no tab for them', async () => {
    expect(await lines({ notes: '', recentUsers: [] })).toEqual([]);
  });

  it('speaks French with French units', async () => {
    const written = await lines({ systemRamTotal: '8589934592', willAutoRenew: true }, 'fr');
    expect(written).toEqual(['overview/lifecycle Renouvelable: Oui', 'hardware/memory Mémoire: 8\u00a0Gio']);
  });

  it('has a name for every known field and part', () => {
    const fields: Record<string, string> = en.field;
    const parts: Record<string, string> = en.part;
    expect(KNOWN_FIELDS.filter(({ name }) => fields[name] === undefined)).toEqual([]);
    const wordless = Object.keys(PART_KINDS).filter((path) => {
      const oneLined =
        /^(recentUsers|activeTimeRanges|cpuStatusReports|systemRamFreeReports|diskVolumeReports)\./;
      return parts[path.replaceAll('.', '/')] === undefined && !oneLined.test(path);
    });
    expect(wordless).toEqual([]);
  });
});
