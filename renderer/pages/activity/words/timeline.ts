import type { HistoryEntry } from '../../../../electron/bridge/domain';

/** What was seen at once: entries of one device with the same time and the same source. */
export interface Moment {
  /** The id of its first entry. */
  id: string;
  at: number;
  entries: HistoryEntry[];
}

/** A local day with its moments, newest first. */
export interface Day {
  /** Midnight at its beginning, ms UTC. */
  start: number;
  moments: Moment[];
}

/** Groups a timeline by local day, and what one sync saw at once into one moment. The order stays. */
export function daysOf(entries: Iterable<HistoryEntry>): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const start = new Date(entry.at).setHours(0, 0, 0, 0);
    let day = days.at(-1);
    if (day?.start !== start) {
      day = { start, moments: [] };
      days.push(day);
    }
    const last = day.moments.at(-1);
    if (last !== undefined && belongs(entry, last)) last.entries.push(entry);
    else day.moments.push({ id: entry.id, at: entry.at, entries: [entry] });
  }
  return days;
}

function belongs(entry: HistoryEntry, { at, entries }: Moment): boolean {
  const first = entries[0];
  return (
    first !== undefined &&
    at === entry.at &&
    entry.kind === 'changed' &&
    first.kind === 'changed' &&
    sourceKey(first) === sourceKey(entry)
  );
}

function sourceKey({ source }: HistoryEntry): string {
  return source.kind === 'run' ? source.runId : source.kind === 'command' ? source.commandId : source.kind;
}
