import { boundsOf, byteAt, Malformed } from './bounds.ts';

export { Malformed } from './bounds.ts';

/**
 * Basic Encoding Rules (ITU-T X.690), as files in the wild use them: lengths may be indefinite and octet strings in pieces.
 * Reads one level at a time, so that hostile nesting costs nothing until somebody looks at it.
 */
export interface Element {
  /** The first byte: class, form and number. */
  tag: number;
  content: Uint8Array;
  /** With tag and length. */
  whole: Uint8Array;
}

/** How deep the pieces of a text may lie. */
const DEEPEST = 32;
/** A message in pieces has some hundreds; each one costs memory as soon as it is looked at. */
const MOST_CHILDREN = 4096;

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d{1,9})?Z$/;
const UTF8 = 0x0c;
const BMP = 0x1e;
/** NumericString, PrintableString, TeletexString as everybody writes it, IA5String, VisibleString. */
const ONE_BYTE: ReadonlySet<number> = new Set([0x12, 0x13, 0x14, 0x16, 0x1a]);

/** Reads the first element. Throws Malformed. */
export function read(bytes: Uint8Array): Element {
  return readAt(bytes, 0);
}

/** The elements in a constructed one. Throws Malformed. */
export function inside(parent: Element): Element[] {
  if ((parent.tag & 0x20) === 0) throw new Malformed('a structure was expected');
  const children: Element[] = [];
  for (let at = 0; at < parent.content.length; ) {
    const child = readAt(parent.content, at);
    if (children.push(child) > MOST_CHILDREN) throw new Malformed('it has too many elements');
    at += child.whole.length;
  }
  return children;
}

/** The child at `index`, which must be there and, when one is given, have this tag. */
export function child(parent: Element, index: number, tag?: number): Element {
  return expected(inside(parent)[index], tag);
}

/** The element itself, when it is there and has this tag. Throws Malformed. */
export function expected(element: Element | undefined, tag?: number): Element {
  if (element === undefined) throw new Malformed('it ends too early');
  if (tag !== undefined && element.tag !== tag) throw new Malformed('an element is not of its type');
  return element;
}

/** The bytes of an OCTET STRING under any tag, in one piece or in several. */
export function octetsOf(element: Element, depth = 0): Uint8Array {
  if ((element.tag & 0x20) === 0) return element.content;
  if (depth > DEEPEST) throw new Malformed('it is nested too deep');
  return Buffer.concat(inside(element).map((part) => octetsOf(part, depth + 1)));
}

/** A whole number from 0 to 2^31. Throws Malformed. */
export function numberOf(element: Element | undefined): number {
  const { content } = expected(element, 0x02);
  if (content.length === 0 || content.length > 5) throw new Malformed('a number is too great');
  const value = Buffer.from(content).readIntBE(0, content.length);
  if (value < 0 || value > 2 ** 31) throw new Malformed('a number is out of its range');
  return value;
}

/** A text of any of the kinds that names and attributes are written in (RFC 5280 section 4.1.2.4). Throws Malformed. */
export function textOf(element: Element | undefined): string {
  const { tag, content } = expected(element);
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (tag === UTF8) return bytes.toString('utf8');
  if (ONE_BYTE.has(tag)) return bytes.toString('latin1');
  // A copy: swapping turns the bytes where they are.
  if (tag === BMP && bytes.length % 2 === 0) return Buffer.from(bytes).swap16().toString('utf16le');
  throw new Malformed('a text is of an unknown kind');
}

/** UTCTime (years from 1950 to 2049) or GeneralizedTime, both in UTC to the second (RFC 5280 section 4.1.2.5), as ms. Throws Malformed. */
export function timeOf(element: Element | undefined): number {
  const { tag, content } = expected(element);
  const text = Buffer.from(content).toString('latin1');
  const short = Number(text.slice(0, 2)) < 50 ? `20${text}` : `19${text}`;
  const parts = TIME.exec(tag === UTC_TIME ? short : text);
  if (parts === null || (tag !== UTC_TIME && tag !== GENERALIZED_TIME)) throw new Malformed('a time is none');
  const [, year, month, day, hour, minute, second = '00'] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw new Malformed('a time is none');
  return time;
}

/** An object identifier in dotted text. Throws Malformed. */
export function oidOf(element: Element | undefined): string {
  const { content } = expected(element, 0x06);
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) throw new Malformed('an identifier is too long');
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest].join('.');
}

function readAt(bytes: Uint8Array, at: number): Element {
  const { start, end, next } = boundsOf(bytes, at);
  return {
    tag: byteAt(bytes, at),
    content: bytes.subarray(start, end),
    whole: bytes.subarray(at, next),
  };
}
