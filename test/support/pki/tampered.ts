/** The bytes again and again, each time with one bit of another byte turned over: every `step`th byte from `from` on. */
export function* tampered(bytes: Uint8Array, step = 1, from = 0): Generator<{ at: number; bytes: Buffer }> {
  for (let at = from; at < bytes.length; at += step) {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
    yield { at, bytes: copy };
  }
}
