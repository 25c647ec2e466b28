import { annotatedDevices, namedDevices } from '../../../../electron/bridge/domain';

/** What a list holds, as the main process will read it. */
export type ListCount =
  | { kind: 'counted'; entries: number; twice: number }
  /** Too long to be read while one types; the review reads it. */
  | { kind: 'uncounted' }
  | { kind: 'unreadable'; error: unknown };

/** Longer texts, in characters, would hold up the window. */
const MOST_READ = 1_000_000;

/** Counts the devices a text names by their serials or ids, and those that were named before. */
export function countNamed(text: string): ListCount {
  return count(text, () => namedDevices(text));
}

/** Counts the devices of a CSV of annotations. */
export function countAnnotated(text: string): ListCount {
  return count(text, function* () {
    for (const { named } of annotatedDevices(text)) yield named;
  });
}

function count(text: string, read: () => Iterable<{ by: string; value: string }>): ListCount {
  if (text.trim() === '') return { kind: 'counted', entries: 0, twice: 0 };
  if (text.length > MOST_READ) return { kind: 'uncounted' };
  const seen = new Set<string>();
  let entries = 0;
  try {
    for (const { by, value } of read()) {
      entries += 1;
      seen.add(`${by} ${value}`);
    }
  } catch (error) {
    return { kind: 'unreadable', error };
  }
  return { kind: 'counted', entries, twice: entries - seen.size };
}

/** True when the list names something, as far as is known. */
export function isUsable(count: ListCount): boolean {
  return count.kind === 'uncounted' || (count.kind === 'counted' && count.entries > 0);
}
