/** An instant as a `datetime-local` field writes it, in local time: `2026-11-03T14:00`. */
export function momentText(time: number): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The end of the minute a `datetime-local` field holds: what happened in that minute is told. Null when it is empty. */
export function momentOf(text: string): number | null {
  const parts = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)?.slice(1).map(Number);
  const [year, month, day, hour, minute] = parts ?? [];
  if (year === undefined || month === undefined) return null;
  const time = new Date(year, month - 1, day, hour, minute, 59, 999).getTime();
  return Number.isNaN(time) ? null : time;
}

export const MOMENT_PRESETS = ['yesterday', 'week', 'month', 'monthEnd'] as const;
export type MomentPreset = (typeof MOMENT_PRESETS)[number];

/** The instant a preset stands for at `now`: the same time of day back then, or the last minute of last month. */
export function presetMoment(preset: MomentPreset, now: number): number {
  const date = new Date(now);
  date.setSeconds(59, 999);
  switch (preset) {
    case 'yesterday':
      return date.setDate(date.getDate() - 1);
    case 'week':
      return date.setDate(date.getDate() - 7);
    case 'month':
      return monthBefore(date);
    case 'monthEnd':
      return new Date(date.getFullYear(), date.getMonth(), 0, 23, 59, 59, 999).getTime();
  }
}

/** The same day of the month before; its last day when it is shorter. */
function monthBefore(date: Date): number {
  const last = new Date(date.getFullYear(), date.getMonth(), 0).getDate();
  const before = new Date(date);
  before.setDate(1);
  before.setMonth(before.getMonth() - 1);
  return before.setDate(Math.min(date.getDate(), last));
}
