/** Something is not what it is said to be. The message is for people who know certificates. */
export class Malformed extends Error {}

const DEEPEST = 32;

/** Where an element’s content begins and ends, and where the next element begins. Makes nothing. Throws Malformed. */
export function boundsOf(
  bytes: Uint8Array,
  at: number,
  depth = 0,
): { start: number; end: number; next: number } {
  if ((byteAt(bytes, at) & 0x1f) === 0x1f) throw new Malformed('a tag is unknown');
  const short = byteAt(bytes, at + 1);
  if (short === 0x80) {
    const end = endOf(bytes, at + 2, depth);
    return { start: at + 2, end, next: end + 2 };
  }
  const extra = short > 0x80 ? short & 0x7f : 0;
  if (extra > 4) throw new Malformed('a length is too great');
  let length = extra === 0 ? short : 0;
  for (let index = 0; index < extra; index += 1) length = length * 256 + byteAt(bytes, at + 2 + index);
  const start = at + 2 + extra;
  const end = start + length;
  if (end > bytes.length) throw new Malformed('it is cut off');
  return { start, end, next: end };
}

/** A content whose length is not told ends at the two zero bytes after its last element. */
function endOf(bytes: Uint8Array, start: number, depth: number): number {
  if (depth > DEEPEST) throw new Malformed('it is nested too deep');
  let end = start;
  while (byteAt(bytes, end) !== 0 || byteAt(bytes, end + 1) !== 0) {
    end = boundsOf(bytes, end, depth + 1).next;
  }
  return end;
}

/** Throws Malformed past the end. */
export function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new Malformed('it is cut off');
  return byte;
}
