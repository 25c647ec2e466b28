/** Tags of ITU-T X.690, as far as certificates and messages of devices need them. */
export const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[n]` of a constructed value, and of a plain one. */
export const context = (n: number): number => 0xa0 + n;
export const plainContext = (n: number): number => 0x80 + n;

/** One value with this tag, whose content is these parts one after the other. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(length)]), ...parts]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(TAG.sequence, ...parts);

/** A SET OF: its members in the order of their encodings (X.690 section 11.6). */
export function setOf(tag: number, members: readonly Uint8Array[]): Buffer {
  return der(tag, ...[...members].sort(Buffer.compare));
}

export const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value));
export const octets = (value: Uint8Array): Buffer => der(TAG.octets, value);
export const bits = (value: Uint8Array, unused = 0): Buffer => der(TAG.bits, Buffer.from([unused]), value);
export const nothing = Buffer.from([0x05, 0x00]);

/** A whole number that is not negative: small, or as big-endian bytes. */
export function integer(value: number | Uint8Array): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value);
  const first = bytes.findIndex((byte) => byte !== 0);
  const plain = first === -1 ? Buffer.from([0]) : bytes.subarray(first);
  return (plain[0] ?? 0) > 0x7f ? der(TAG.integer, Buffer.from([0]), plain) : der(TAG.integer, plain);
}

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A time in UTCTime, good until 2049 (RFC 5280 section 4.1.2.5.1); ms UTC. */
export function utcTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14);
  return text(TAG.utcTime, `${digits}Z`);
}

function base128(arc: number): number[] {
  const bytes = [arc & 0x7f];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift((rest & 0x7f) | 0x80);
  }
  return bytes;
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}
