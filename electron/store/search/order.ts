/** A place in the default order of devices. */
export interface SerialPlace {
  serial: string | null;
  seq: number;
}

/** Compares as `serial COLLATE NOCASE NULLS LAST, seq` does: ASCII letters without case, then bytes. */
export function compareBySerial(a: SerialPlace, b: SerialPlace): number {
  if (a.serial === null || b.serial === null) {
    if (a.serial !== null) return -1;
    return b.serial !== null ? 1 : a.seq - b.seq;
  }
  return Buffer.compare(noCase(a.serial), noCase(b.serial)) || a.seq - b.seq;
}

function noCase(text: string): Buffer {
  return Buffer.from(text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}
