import { z } from 'zod';
import { devicePlatformSchema } from './device.ts';

const DAY = 86_400_000;
const count = z.int();

/**
 * The fleet in figures, vanished devices left out. Last syncs are counted by age at `at` (ms UTC):
 * `day` under 1 day, `week` 1 to 7, `month` 7 to 30, `older` over 30.
 */
export const deviceOverviewSchema = z.object({
  at: z.number(),
  total: count,
  platforms: z.array(z.object({ platform: devicePlatformSchema, count })),
  statuses: z.array(z.object({ status: z.string(), count })),
  lastSync: z.object({ day: count, week: count, month: count, older: count, never: count }),
  /** By platform and major version, the newest first; `null` is a device without a version. */
  osVersions: z.array(z.object({ platform: devicePlatformSchema, major: z.string().nullable(), count })),
  /** By calendar quarter, the first one first. `quarter` is 1 to 4; a null year: no date is known. */
  autoUpdateEnds: z.array(
    z.object({ year: z.int().nullable(), quarter: z.int().min(1).max(4).nullable(), count }),
  ),
  /** How many of them ended before the day of `at`: at its first instant or earlier. */
  autoUpdateEnded: count,
});
export type DeviceOverview = z.infer<typeof deviceOverviewSchema>;

/** The instants that part the ages of a last sync: each age includes its own instant and what is newer. */
export function ageLimits(now: number): { day: number; week: number; month: number } {
  return { day: now - DAY, week: now - 7 * DAY, month: now - 30 * DAY };
}

/** The calendar quarter of an instant, in local time. */
export function quarterOf(time: number): { year: number; quarter: number } {
  const date = new Date(time);
  return { year: date.getFullYear(), quarter: Math.floor(date.getMonth() / 3) + 1 };
}

/** The first and the last millisecond of a quarter, in local time. */
export function quarterBounds(year: number, quarter: number): { from: number; to: number } {
  const first = (quarter - 1) * 3;
  return { from: new Date(year, first, 1).getTime(), to: new Date(year, first + 3, 1).getTime() - 1 };
}
