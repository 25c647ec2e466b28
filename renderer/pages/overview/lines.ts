import type { TFunction } from 'i18next';
import {
  type DeviceFilter,
  type DeviceOverview,
  type DevicePlatform,
  quarterBounds,
} from '../../../electron/bridge/domain';
import { type Preset, rangeOf } from '../devices/filters/presets';

/** One bar of a widget: `filter` shows its devices; null where no filter can. */
export interface BarLine {
  key: string;
  label: string;
  count: number;
  filter: DeviceFilter | null;
}

const MOST_VERSIONS = 5;
const MOST_QUARTERS = 5;

const synced = (preset: Preset, now: number): DeviceFilter => ({ lastSync: rangeOf(preset, now) });
const ending = (preset: Preset, now: number): DeviceFilter => ({ autoUpdateUntil: rangeOf(preset, now) });

/** Devices not seen for 30 days, with those never seen. */
export function unseenOf({ at, lastSync }: DeviceOverview): { count: number; filter: DeviceFilter } {
  const range = { ...rangeOf('over30', at), never: true };
  return { count: lastSync.older + lastSync.never, filter: { lastSync: range } };
}

/** The whole of each platform. */
export function platformLines(overview: DeviceOverview, t: TFunction): BarLine[] {
  const only = onlyPlatform(overview);
  return present(overview).map(({ platform, count }) => ({
    key: platform,
    label: t(`overview:platform.${platform}`),
    count,
    filter: only === null ? { platform: [platform] } : {},
  }));
}

function present({ platforms }: DeviceOverview): DeviceOverview['platforms'] {
  return platforms.filter(({ count }) => count > 0);
}

function onlyPlatform(overview: DeviceOverview): DevicePlatform | null {
  const [first, ...others] = present(overview);
  return first === undefined || others.length > 0 ? null : first.platform;
}

/** How many Chromebooks there are. */
export function chromebooksOf({ platforms }: DeviceOverview): number {
  return platforms.find(({ platform }) => platform === 'chromeos')?.count ?? 0;
}

/** The states, the most frequent first; `word` names one. */
export function stateLines({ statuses }: DeviceOverview, word: (status: string) => string): BarLine[] {
  return statuses.map(({ status, count }) => ({
    key: status,
    label: word(status),
    count,
    filter: { status: [status] },
  }));
}

/** Last syncs by age, the freshest first; devices that never synced only where there are some. */
export function ageLines({ at, lastSync }: DeviceOverview, t: TFunction): BarLine[] {
  const line = (key: keyof DeviceOverview['lastSync'], preset: Preset): BarLine => ({
    key,
    label: t(`overview:age.${key}`),
    count: lastSync[key],
    filter: synced(preset, at),
  });
  const ages = [
    line('day', 'last1'),
    line('week', 'days1to7'),
    line('month', 'days7to30'),
    line('older', 'over30'),
  ];
  return lastSync.never === 0 ? ages : [...ages, line('never', 'never')];
}

/** The most frequent versions, the newest first, and one bar for all others. */
export function versionLines({ osVersions }: DeviceOverview, t: TFunction): BarLine[] {
  const known = osVersions.flatMap(({ platform, major, count }) =>
    major === null ? [] : [{ platform, major, count }],
  );
  const most = new Set(known.toSorted((a, b) => b.count - a.count).slice(0, MOST_VERSIONS));
  const rest = known.filter((version) => !most.has(version));
  const lines = known
    .filter((version) => most.has(version))
    .map(({ platform, major, count }): BarLine => {
      return {
        key: `${platform} ${major}`,
        label: t(`overview:os.version.${platform}`, { major }),
        count,
        filter: { platform: [platform], osVersion: [major] },
      };
    });
  const others = {
    key: 'others',
    label: t('overview:os.others'),
    count: rest.reduce((sum, { count }) => sum + count, 0),
    filter: filterOf(rest),
  };
  const unknown = osVersions.reduce((sum, { major, count }) => (major === null ? sum + count : sum), 0);
  const none = { key: 'none', label: t('overview:os.none'), count: unknown, filter: null };
  return [...lines, ...[others, none].filter(({ count }) => count > 0)];
}

/** The filter that shows these versions and no others; null where they are of several systems. */
function filterOf(versions: readonly { platform: DevicePlatform; major: string }[]): DeviceFilter | null {
  const [platform, ...others] = new Set(versions.map((version) => version.platform));
  if (platform === undefined || others.length > 0) return null;
  return { platform: [platform], osVersion: versions.map(({ major }) => major) };
}

/** What has ended, the next quarters in which updates end for some devices, what ends later, and what has no date. */
export function endLines(overview: DeviceOverview, t: TFunction): BarLine[] {
  const { at, autoUpdateEnds, autoUpdateEnded } = overview;
  const today = new Date(at).setHours(0, 0, 0, 0);
  const ahead = aheadOf(overview, today);
  const later = ahead.slice(MOST_QUARTERS);
  const from = later[0]?.from ?? null;
  // Only Chromebooks have such a date.
  const others = overview.total - chromebooksOf(overview);
  const undated = (autoUpdateEnds.find(({ year }) => year === null)?.count ?? 0) - others;
  const lines: BarLine[] = [
    { key: 'ended', label: t('overview:end.ended'), count: autoUpdateEnded, filter: ending('ended', at) },
    ...ahead.slice(0, MOST_QUARTERS).map(
      ({ year, quarter, count, ...range }): BarLine => ({
        key: `${year}-${quarter}`,
        label: t('overview:end.quarter', { year, quarter }),
        count,
        filter: { autoUpdateUntil: { ...range, never: false } },
      }),
    ),
    {
      key: 'later',
      label: t('overview:end.later'),
      count: later.reduce((sum, { count }) => sum + count, 0),
      filter: { autoUpdateUntil: { from, to: null, never: false } },
    },
    {
      key: 'never',
      label: t('overview:end.never'),
      count: undated,
      filter: { ...ending('never', at), ...(others > 0 && { platform: ['chromeos'] }) },
    },
  ];
  return lines.filter(({ count }) => count > 0);
}

/** The quarters still to come; of the present one only what lies after `today`. */
function aheadOf({ autoUpdateEnds, autoUpdateEnded }: DeviceOverview, today: number) {
  let ended = autoUpdateEnded;
  return autoUpdateEnds.flatMap(({ year, quarter, count }) => {
    if (year === null || quarter === null) return [];
    const { from, to } = quarterBounds(year, quarter);
    const gone = Math.min(ended, count);
    ended -= gone;
    if (count === gone) return [];
    return [{ year, quarter, count: count - gone, from: Math.max(from, today + 1), to }];
  });
}
