import { describe, expect, it } from 'vitest';
import type { DeviceOverview } from '../../../../electron/bridge/domain';
import { quarterBounds } from '../../../../electron/model/device-overview.ts';
import {
  ageLines,
  endLines,
  platformLines,
  stateLines,
  unseenOf,
  versionLines,
} from '../../../../renderer/pages/overview/lines';
import { runsSince, runTotals } from '../../../../renderer/pages/overview/runs';
import { speaking } from '../devices/texts';

const AT = new Date(2026, 10, 20, 9).getTime();
const TODAY = new Date(2026, 10, 20).getTime();
const OVERVIEW: DeviceOverview = {
  at: AT,
  total: 100,
  platforms: [{ platform: 'chromeos', count: 100 }],
  statuses: [
    { status: 'active', count: 90 },
    { status: 'provider:NEW', count: 10 },
  ],
  lastSync: { day: 60, week: 20, month: 10, older: 10, never: 0 },
  osVersions: [
    { platform: 'chromeos', major: '146', count: 1 },
    { platform: 'chromeos', major: '145', count: 40 },
    { platform: 'chromeos', major: '144', count: 30 },
    { platform: 'chromeos', major: '143', count: 9 },
    { platform: 'chromeos', major: '142', count: 8 },
    { platform: 'chromeos', major: '141', count: 7 },
    { platform: 'chromeos', major: '140', count: 3 },
    { platform: 'chromeos', major: null, count: 2 },
  ],
  autoUpdateEnds: [
    { year: 2026, quarter: 2, count: 5 },
    { year: 2026, quarter: 4, count: 7 },
    ...[1, 2, 3, 4].map((quarter) => ({ year: 2027, quarter, count: quarter })),
    { year: 2030, quarter: 1, count: 50 },
    { year: 2031, quarter: 1, count: 4 },
    { year: null, quarter: null, count: 24 },
  ],
  autoUpdateEnded: 8,
};
const { t } = await speaking('en');
const figures = (lines: readonly { label: string; count: number }[]) =>
  lines.map(({ label, count }) => [label, count]);

describe('the bars', () => {
  it('tell platforms and states, the provider’s own words too, and lead to them', () => {
    expect(platformLines(OVERVIEW, t)[0]).toMatchObject({ label: 'ChromeOS', count: 100, filter: {} });
    const states = stateLines(OVERVIEW, (status) => status.toUpperCase());
    expect(figures(states)).toEqual([
      ['ACTIVE', 90],
      ['PROVIDER:NEW', 10],
    ]);
    expect(states[1]?.filter).toEqual({ status: ['provider:NEW'] });
  });

  it('part platforms where there are several, and name the system of each version', () => {
    const platforms = [
      { platform: 'chromeos' as const, count: 70 },
      { platform: 'macos' as const, count: 30 },
    ];
    const osVersions = [
      { platform: 'chromeos' as const, major: '26', count: 70 },
      { platform: 'macos' as const, major: '26', count: 30 },
    ];
    const mixed = { ...OVERVIEW, platforms, osVersions };
    expect(platformLines(mixed, t)[1]).toMatchObject({ label: 'Mac', filter: { platform: ['macos'] } });
    expect(versionLines(mixed, t)).toMatchObject([
      { label: 'ChromeOS 26', count: 70, filter: { platform: ['chromeos'], osVersion: ['26'] } },
      { label: 'macOS 26', count: 30, filter: { platform: ['macos'], osVersion: ['26'] } },
    ]);
    const undated = (overview: DeviceOverview) => endLines(overview, t).find(({ key }) => key === 'never');
    const dated = { ...mixed, autoUpdateEnds: [{ year: null, quarter: null, count: 54 }] };
    expect(undated(dated)).toMatchObject({ count: 24, filter: { platform: ['chromeos'] } });
  });

  it('show “never” only where a device never synced', () => {
    expect(figures(ageLines(OVERVIEW, t)).at(-1)).toEqual(['Over 30 days', 10]);
    const never = { ...OVERVIEW, lastSync: { ...OVERVIEW.lastSync, never: 3 } };
    expect(ageLines(never, t).at(-1)).toMatchObject({ count: 3, filter: { lastSync: { never: true } } });
    expect(unseenOf(never)).toMatchObject({
      count: 13,
      filter: { lastSync: { preset: 'over30', never: true } },
    });
  });

  it('name the five most frequent versions, newest first, and gather the others', () => {
    const lines = versionLines(OVERVIEW, t);
    expect(figures(lines)).toEqual([
      ['ChromeOS 145', 40],
      ['ChromeOS 144', 30],
      ['ChromeOS 143', 9],
      ['ChromeOS 142', 8],
      ['ChromeOS 141', 7],
      ['Others', 4],
      ['Not known', 2],
    ]);
    expect(lines[5]?.filter).toEqual({ platform: ['chromeos'], osVersion: ['146', '140'] });
    expect(lines[6]?.filter).toBeNull();
  });

  it('part what has ended from the present quarter, and gather the far future', () => {
    const lines = endLines(OVERVIEW, t);
    expect(figures(lines)).toEqual([
      ['Ended', 8],
      ['Q4 2026', 4],
      ['Q1 2027', 1],
      ['Q2 2027', 2],
      ['Q3 2027', 3],
      ['Q4 2027', 4],
      ['Later', 54],
      ['Without a date', 24],
    ]);
    expect(lines[1]?.filter?.autoUpdateUntil).toEqual({
      from: TODAY + 1,
      to: quarterBounds(2026, 4).to,
      never: false,
    });
    expect(lines[6]?.filter?.autoUpdateUntil?.from).toBe(quarterBounds(2030, 1).from);
    expect(figures(lines).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(100);
  });
});

describe('the strip of runs', () => {
  it('holds two days, oldest first, and counts how they ended', () => {
    const hour = 3_600_000;
    const run = (hours: number, state: 'complete' | 'failed' | 'cancelled') => ({
      startedAt: AT - hours * hour,
      state,
    });
    const runs = [run(1, 'failed'), run(2, 'complete'), run(3, 'cancelled'), run(50, 'complete')];
    const shown = runsSince(runs, AT);
    expect(shown.map(({ state }) => state)).toEqual(['cancelled', 'complete', 'failed']);
    expect(runTotals(shown)).toEqual({ complete: 1, incomplete: 0, failed: 1, other: 1 });
  });
});
