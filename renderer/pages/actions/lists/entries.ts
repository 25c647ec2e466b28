/** What a pasted list holds. */
export interface ListCount {
  entries: number;
  /** Entries that were there before. */
  twice: number;
}

/** Counts the serials of a list: one a line, or parted by commas, semicolons or tabs. */
export function countEntries(text: string): ListCount {
  const seen = new Set<string>();
  let entries = 0;
  for (const part of text.split(/[\r\n,;\t]+/)) {
    const serial = part.trim();
    if (serial === '') continue;
    entries += 1;
    seen.add(serial);
  }
  return { entries, twice: entries - seen.size };
}
