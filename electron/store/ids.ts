import { randomBytes } from 'node:crypto';

const POOL_BYTES = 6 * 512;

/** Makes UUIDv7 (RFC 9562 section 5.7) that rise even within one millisecond: bits 52 to 77 hold a counter. */
export function createIdSource(): (now: number) => string {
  let last = 0;
  let counter = 0;
  let pool = Buffer.alloc(0);
  let used = POOL_BYTES;

  const tail = (): string => {
    if (used >= POOL_BYTES) {
      pool = randomBytes(POOL_BYTES);
      used = 0;
    }
    used += 6;
    return pool.toString('hex', used - 6, used);
  };

  return (now) => {
    if (now > last) {
      last = now;
      counter = randomBytes(3).readUIntBE(0, 3);
    } else {
      counter += 1;
    }
    const time = last.toString(16).padStart(12, '0');
    const high = (0x7000 | ((counter >>> 14) & 0xfff)).toString(16);
    const low = (0x8000 | (counter & 0x3fff)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${low}-${tail()}`;
  };
}
