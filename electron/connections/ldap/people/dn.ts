/** One step of a distinguished name: mostly one attribute, now and then several joined by `+`. */
export type Rdn = { type: string; value: string }[];

/**
 * Reads a distinguished name (RFC 4514 section 3), its most specific step first; null when it is none. Types are in
 * lower case. Blanks around types and values are left out, as RFC 2253 let writers put them there.
 */
export function parseDn(text: string): Rdn[] | null {
  const rdns: Rdn[] = [];
  const reader = { text, at: 0 };
  if (text.trim() === '') return rdns;
  for (;;) {
    const rdn = readRdn(reader);
    if (rdn === null) return null;
    rdns.push(rdn);
    if (reader.at === text.length) return rdns;
    // A comma, or the semicolon of RFC 1779.
    reader.at += 1;
  }
}

/** One text for all ways of writing the same name; null when it is none. Values are compared whatever the case. */
export function dnKey(text: string): string | null {
  const rdns = parseDn(text);
  if (rdns === null) return null;
  const parts = rdns.map((rdn) => rdn.map(({ type, value }) => [type, value.normalize('NFC').toLowerCase()]));
  return JSON.stringify(
    parts.map((rdn) => rdn.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))),
  );
}

interface Reader {
  text: string;
  at: number;
}

const TYPE = /\s*([a-z][a-z0-9-]*|\d+(?:\.\d+)*)\s*=/iy;
const ESCAPED = new Set(' "#+,;<=>\\');

function readRdn(reader: Reader): Rdn | null {
  const rdn: Rdn = [];
  for (;;) {
    TYPE.lastIndex = reader.at;
    const type = TYPE.exec(reader.text)?.[1];
    if (type === undefined) return null;
    reader.at = TYPE.lastIndex;
    const value = readValue(reader);
    if (value === null) return null;
    rdn.push({ type: type.toLowerCase(), value });
    if (reader.text[reader.at] !== '+') return rdn;
    reader.at += 1;
  }
}

/** Reads up to the next bare separator; a value in hexadecimal (`#04…`) stays as it is written. */
function readValue(reader: Reader): string | null {
  const bytes: Buffer[] = [];
  // Where the value ends when blanks behind it are not part of it.
  let kept = 0;
  while (reader.at < reader.text.length) {
    const character = String.fromCodePoint(reader.text.codePointAt(reader.at) ?? 0);
    if (',;+'.includes(character)) break;
    if (character === '\\') {
      const escaped = readEscaped(reader);
      if (escaped === null) return null;
      bytes.push(escaped);
      kept = bytes.length;
      continue;
    }
    reader.at += character.length;
    if (character === ' ' && bytes.length === 0) continue;
    bytes.push(Buffer.from(character));
    if (character !== ' ') kept = bytes.length;
  }
  return Buffer.concat(bytes.slice(0, kept)).toString();
}

/** `\,` or one byte in hexadecimal: characters beyond ASCII may come as several of them. */
function readEscaped(reader: Reader): Buffer | null {
  const hex = reader.text.slice(reader.at + 1, reader.at + 3);
  const plain = hex[0];
  if (/^[0-9a-f]{2}$/i.test(hex)) {
    reader.at += 3;
    return Buffer.from(hex, 'hex');
  }
  if (plain === undefined || !ESCAPED.has(plain)) return null;
  reader.at += 2;
  return Buffer.from(plain);
}
