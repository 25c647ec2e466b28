/** A local day as a date field writes it (`2026-11-03`); empty without one. */
export function dayText(time: number | null): string {
  if (time === null) return '';
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The beginning of the local day a date field holds; null when it is empty. */
export function dayOf(text: string): number | null {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const time = new Date(year, month - 1, day).getTime();
  return Number.isNaN(time) ? null : time;
}

/** The last millisecond of the local day that begins at `start`. */
export function endOfDay(start: number | null): number | null {
  return start === null ? null : new Date(start).setHours(23, 59, 59, 999);
}
