import { unreadable } from './budget.ts';

const LEAST = -(2n ** 63n);
const MOST = 2n ** 64n - 1n;
/** Longer than any number in range, leading zeros and all; BigInt takes quadratic time. */
const MOST_DIGITS = 40;

/** A whole number as JavaScript holds it exactly. Throws outside what Apple’s property lists hold (−2^63 … 2^64−1). */
export function wholeNumber(value: bigint): number | bigint {
  if (value < LEAST || value > MOST) throw unreadable('malformed number');
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** `<integer>`: decimal, or hexadecimal as CFPropertyList reads it. */
export function integerOf(text: string): number | bigint {
  const written = /^([+-]?)(\d+|0[xX][\dA-Fa-f]+)$/.exec(text.trim());
  const [, sign, digits] = written ?? [];
  if (digits === undefined || digits.length > MOST_DIGITS) throw unreadable('malformed number');
  const value = BigInt(digits);
  return wholeNumber(sign === '-' ? -value : value);
}

const WORDS: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};

/** `<real>`. */
export function realOf(text: string): number {
  const trimmed = text.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  const [, sign, word = ''] = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed) ?? [];
  const value = WORDS[word.toLowerCase()];
  if (value === undefined) throw unreadable('malformed number');
  return sign === '-' ? -value : value;
}

/** `<date>`: ISO 8601 in UTC; fractions of a second, which Apple does not write, are read. */
export function dateOf(text: string): Date {
  const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?Z$/.exec(text.trim());
  const date = new Date(`${written?.[1]}${written?.[2]?.slice(0, 4) ?? ''}Z`);
  // A 30th of February is no date, though JavaScript moves it on to March.
  if (written === null || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(written[1] ?? '-')) {
    throw unreadable('malformed date');
  }
  return date;
}

/** `<data>`: Base64 with spaces and line breaks anywhere, padded or not. */
export function dataOf(text: string): Uint8Array {
  const packed = text.replace(/[\t\n\r ]+/g, '');
  const [, digits] = /^([A-Za-z0-9+/]*)={0,2}$/.exec(packed) ?? [];
  if (digits === undefined || digits.length % 4 === 1) throw unreadable('malformed data');
  return new Uint8Array(Buffer.from(digits, 'base64'));
}
