import type { DeviceFilter, TimeRange } from '../../../../electron/bridge/domain';

const DAY = 86_400_000;

export const LAST_SYNC_PRESETS = ['today', 'last7', 'over7', 'over30', 'over90', 'never'] as const;
/** Ages between two ends, which the Overview page leads to. */
export const AGE_PRESETS = ['last1', 'days1to7', 'days7to30'] as const;
export const AUTO_UPDATE_PRESETS = ['ended', 'thisYear', 'nextYear'] as const;
type LastSyncPreset = (typeof LAST_SYNC_PRESETS)[number] | (typeof AGE_PRESETS)[number];
type AutoUpdatePreset = (typeof AUTO_UPDATE_PRESETS)[number];
export type Preset = LastSyncPreset | AutoUpdatePreset;

/** The instants a preset stands for at `now`, in the local calendar. */
export function rangeOf(preset: Preset, now: number): TimeRange {
  const { from, to } = boundsOf(preset, now);
  return { from, to, never: preset === 'never', preset };
}

function boundsOf(preset: Preset, now: number): { from: number | null; to: number | null } {
  const year = new Date(now).getFullYear();
  switch (preset) {
    case 'today':
      return { from: new Date(now).setHours(0, 0, 0, 0), to: null };
    case 'last1':
      return { from: now - DAY, to: null };
    case 'days1to7':
      return { from: now - 7 * DAY, to: now - DAY - 1 };
    case 'days7to30':
      return { from: now - 30 * DAY, to: now - 7 * DAY - 1 };
    case 'last7':
      return { from: now - 7 * DAY, to: null };
    case 'over7':
      return { from: null, to: now - 7 * DAY };
    case 'over30':
      return { from: null, to: now - 30 * DAY };
    case 'over90':
      return { from: null, to: now - 90 * DAY };
    case 'never':
      return { from: null, to: null };
    case 'ended':
      return { from: null, to: new Date(now).setHours(0, 0, 0, 0) };
    case 'thisYear':
      return { from: new Date(year, 0, 1).getTime(), to: new Date(year + 1, 0, 1).getTime() - 1 };
    case 'nextYear':
      return { from: new Date(year + 1, 0, 1).getTime(), to: new Date(year + 2, 0, 1).getTime() - 1 };
  }
}

/** The preset a range was chosen by; null for dates the admin typed. */
export function presetOf(range: TimeRange): Preset | null {
  const all: readonly Preset[] = [...LAST_SYNC_PRESETS, ...AGE_PRESETS, ...AUTO_UPDATE_PRESETS];
  return all.find((preset) => preset === range.preset) ?? null;
}

/** Counts the ranges chosen by preset anew from `now`; dates the admin typed stay. */
export function withFreshPresets(filter: DeviceFilter, now: number): DeviceFilter {
  return {
    ...filter,
    ...(filter.lastSync && { lastSync: fresh(filter.lastSync, now) }),
    ...(filter.autoUpdateUntil && { autoUpdateUntil: fresh(filter.autoUpdateUntil, now) }),
  };
}

function fresh(range: TimeRange, now: number): TimeRange {
  const preset = presetOf(range);
  if (preset === null) return range;
  return { ...rangeOf(preset, now), never: range.never };
}
