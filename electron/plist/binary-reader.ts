import type { PlistDict, PlistValue } from '../model/apple/plist.ts';
import { type ObjectTable, readTable, unsigned } from './binary-table.ts';
import { type Budget, judgeKey, newDict, unreadable } from './budget.ts';
import { wholeNumber } from './scalars.ts';

/** 1 January 2001 in ms UTC, from which Apple counts. */
const REFERENCE_MS = Date.UTC(2001, 0, 1);

/** A value with its header: what it is, and how many bytes or items follow from where. */
interface Found {
  readonly kind: number;
  readonly size: number;
  readonly at: number;
}

/**
 * Reads a binary property list (`bplist00`, as CFBinaryPList.c describes it). References that lead in a circle run into the
 * limit of depth, those that share into the limits of values and bytes. Throws `plist_unreadable`.
 */
export function readBinary(bytes: Uint8Array, budget: Budget): PlistValue {
  const table = readTable(bytes);
  return read(table, budget, table.top, 1);
}

function read(table: ObjectTable, budget: Budget, ref: number, depth: number): PlistValue {
  budget.node(depth);
  const found = find(table, ref);
  switch (found.kind) {
    case 0xa:
      return arrayOf(table, budget, found, depth);
    case 0xd:
      return dictOf(table, budget, found, depth);
    default:
      budget.unfold(found.kind === 0x6 ? found.size * 2 : found.size);
      return leafOf(table, found);
  }
}

function arrayOf(table: ObjectTable, budget: Budget, found: Found, depth: number): PlistValue[] {
  checkRefs(table, found, found.size);
  const items: PlistValue[] = [];
  for (let at = 0; at < found.size; at += 1) {
    items.push(read(table, budget, refAt(table, found, at), depth + 1));
  }
  return items;
}

/** All keys come first, then all values. */
function dictOf(table: ObjectTable, budget: Budget, found: Found, depth: number): PlistDict {
  checkRefs(table, found, found.size * 2);
  const dict = newDict();
  for (let at = 0; at < found.size; at += 1) {
    const key = read(table, budget, refAt(table, found, at), depth + 1);
    if (typeof key !== 'string') throw unreadable('key missing');
    dict[judgeKey(dict, key)] = read(table, budget, refAt(table, found, found.size + at), depth + 1);
  }
  return dict;
}

function checkRefs({ end, refSize }: ObjectTable, { at }: Found, count: number): void {
  if (at + count * refSize > end) throw unreadable('damaged');
}

/** One at a time: a list of them is never made before its items are counted. */
function refAt({ bytes, refSize }: ObjectTable, { at }: Found, item: number): number {
  return unsigned(bytes, at + item * refSize, refSize);
}

/** The header of an object. From kind 4 on a size of 15 says that an integer object with the true one follows. */
function find(table: ObjectTable, ref: number): Found {
  const place = table.placeOf(ref);
  const marker = table.bytes.readUInt8(place);
  const [kind, low] = [marker >> 4, marker & 0xf];
  if (kind < 4 || kind === 8 || low !== 0xf) return { kind, size: low, at: place + 1 };
  const sizeMarker = table.bytes.readUInt8(place + 1);
  const bytes = 2 ** (sizeMarker & 0xf);
  if (sizeMarker >> 4 !== 1 || bytes > 8) throw unreadable('damaged');
  const size = unsigned(table.bytes, place + 2, bytes);
  return { kind, size, at: place + 2 + bytes };
}

function leafOf(table: ObjectTable, { kind, size, at }: Found): PlistValue {
  switch (kind) {
    case 0x0:
      if (size !== 8 && size !== 9) throw unreadable('unknown element');
      return size === 9;
    case 0x1:
      return integerOf(piece(table, at, 2 ** size));
    case 0x2:
      return realOf(piece(table, at, 2 ** size));
    case 0x3:
      if (size !== 3) throw unreadable('malformed date');
      return dateOf(piece(table, at, 8));
    case 0x4:
      return new Uint8Array(piece(table, at, size));
    case 0x5:
      return asciiOf(piece(table, at, size));
    case 0x6:
      return utf16Of(piece(table, at, size * 2));
    case 0x8:
      return uidOf(piece(table, at, size + 1));
    default:
      throw unreadable('unknown element');
  }
}

function piece(table: ObjectTable, at: number, length: number): Buffer {
  if (at + length > table.end) throw unreadable('damaged');
  return table.bytes.subarray(at, at + length);
}

/** Of 1, 2 and 4 bytes unsigned; of 8 and 16 with a sign. */
function integerOf(bytes: Buffer): number | bigint {
  if (bytes.length <= 4) return unsigned(bytes, 0, bytes.length);
  if (bytes.length === 8) return wholeNumber(bytes.readBigInt64BE());
  if (bytes.length !== 16) throw unreadable('malformed number');
  return wholeNumber(bytes.readBigInt64BE() * 2n ** 64n + bytes.readBigUInt64BE(8));
}

function realOf(bytes: Buffer): number {
  if (bytes.length === 4) return bytes.readFloatBE();
  if (bytes.length === 8) return bytes.readDoubleBE();
  throw unreadable('malformed number');
}

function dateOf(bytes: Buffer): Date {
  const date = new Date(REFERENCE_MS + Math.round(bytes.readDoubleBE() * 1000));
  if (Number.isNaN(date.getTime())) throw unreadable('malformed date');
  return date;
}

function asciiOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (/[\u0080-\u00ff]/.test(text)) throw unreadable('character encoding');
  return text;
}

function utf16Of(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw unreadable('character encoding', error);
  }
}

/** Kept the way XML has them: NSKeyedArchiver’s dictionary with one key. */
function uidOf(bytes: Buffer): PlistDict {
  if (bytes.length > 8) throw unreadable('malformed number');
  const dict = newDict();
  dict.CF$UID = wholeNumber(BigInt(`0x${bytes.toString('hex')}`));
  return dict;
}
