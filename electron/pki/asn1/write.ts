/** Distinguished Encoding Rules (ITU-T X.690), as much as certificates, revocation lists and signed messages need. */

/** One element: its tag byte, then its length, then its parts in their order. */
function element(tag: number, parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(length)]), ...parts]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = bigEndian(length);
  return [0x80 | bytes.length, ...bytes];
}

function bigEndian(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes.length === 0 ? [0] : bytes;
}

export const sequence = (...parts: Uint8Array[]): Buffer => element(0x30, parts);
export const set = (...parts: Uint8Array[]): Buffer => element(0x31, parts);
/** A SET OF: its parts in the order of their bytes (X.690 section 11.6). */
export const setOf = (...parts: Uint8Array[]): Buffer => element(0x31, parts.toSorted(Buffer.compare));
export const octets = (...parts: Uint8Array[]): Buffer => element(0x04, parts);
export const bits = (content: Uint8Array, unused = 0): Buffer =>
  element(0x03, [Buffer.from([unused]), content]);
export const utf8 = (text: string): Buffer => element(0x0c, [Buffer.from(text)]);
/** Letters, digits and a few signs (X.680 section 41.4). */
export const printable = (text: string): Buffer => element(0x13, [Buffer.from(text, 'latin1')]);
/** ASCII alone. */
export const ia5 = (text: string): Buffer => element(0x16, [Buffer.from(text, 'latin1')]);
export const truth = (): Buffer => element(0x01, [Buffer.from([0xff])]);
export const nothing = (): Buffer => element(0x05, []);
export const enumerated = (value: number): Buffer => element(0x0a, [unsigned(Buffer.from(bigEndian(value)))]);

/** `[number] EXPLICIT`, and `[number] IMPLICIT` of a structure. */
export const explicit = (number: number, ...parts: Uint8Array[]): Buffer => element(0xa0 | number, parts);
/** `[number] IMPLICIT` of a primitive type. */
export const implicit = (number: number, content: Uint8Array): Buffer => element(0x80 | number, [content]);

/** A whole number ≥ 0; bytes are big-endian. */
export function integer(value: number | Uint8Array): Buffer {
  return element(0x02, [unsigned(typeof value === 'number' ? Buffer.from(bigEndian(value)) : value)]);
}

/** As short as it can be, with a zero in front where the first bit would make it negative. */
function unsigned(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const short = bytes.subarray(start);
  return (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short;
}

/** From dotted text. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      septets.unshift((left % 128) | 0x80);
    }
    return septets;
  });
  return element(0x06, [Buffer.from(bytes)]);
}

/** From ms UTC, in whole seconds: UTCTime until 2049, GeneralizedTime from then on (RFC 5280 section 4.1.2.5). */
export function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
  return digits < '2050'
    ? element(0x17, [Buffer.from(digits.slice(2))])
    : element(0x18, [Buffer.from(digits)]);
}
