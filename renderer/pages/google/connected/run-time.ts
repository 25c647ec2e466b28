import { useNow } from '../../../components/use-now';
import type { Format } from '../../../format';

/** Tells a moment as a log does: “10:00” today, “3 Nov 2026, 10:00” on another day. */
export function useRunTime(format: Format): (at: number) => string {
  const now = useNow(60_000);
  const today = new Date(now).toDateString();
  return (at) =>
    new Date(at).toDateString() === today ? format.time(at) : `${format.date(at)}, ${format.time(at)}`;
}
