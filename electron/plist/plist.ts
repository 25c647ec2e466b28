import { isDict, type PlistDict, type PlistValue } from '../model/apple/plist.ts';
import { readBinary } from './binary-reader.ts';
import { Budget, unreadable } from './budget.ts';
import { XmlReader, xmlTextOf } from './xml-reader.ts';
import { xmlOf } from './xml-writer.ts';

/** Limits on what is read; see DEVICE_LIMITS. Sizes in bytes. */
export interface PlistLimits {
  bytes: number;
  depth: number;
  /** Values, keys included. */
  nodes: number;
}

/** A list of all applications of a Mac has tens of thousands of values. */
export const DEVICE_LIMITS: PlistLimits = { bytes: 10_485_760, depth: 32, nodes: 1_000_000 };

/** Characters that are parsed in one go: a few milliseconds’ worth. */
const SLICE = 131_072;

/** Reads an XML or binary property list whose root is a dictionary. Throws `plist_unreadable` (details: problem). */
export function readPlist(bytes: Uint8Array, limits: PlistLimits): PlistDict {
  return rootOf(readAnyPlist(bytes, limits));
}

/** As readPlist, whatever the root is. */
export function readAnyPlist(bytes: Uint8Array, limits: PlistLimits): PlistValue {
  const budget = new Budget(limits, bytes.length);
  if (isBinary(bytes)) return readBinary(bytes, budget);
  const reader = new XmlReader(budget);
  reader.write(xmlTextOf(bytes));
  return reader.finish();
}

/** As readPlist, letting others have their turn while a long one is read. */
export async function readPlistInTurns(bytes: Uint8Array, limits: PlistLimits): Promise<PlistDict> {
  if (bytes.length <= SLICE || isBinary(bytes)) return readPlist(bytes, limits);
  const reader = new XmlReader(new Budget(limits, bytes.length));
  const text = xmlTextOf(bytes);
  for (let at = 0; at < text.length; at += SLICE) {
    reader.write(text.slice(at, at + SLICE));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return rootOf(reader.finish());
}

/**
 * Writes a property list as XML, UTF-8; the same value gives the same bytes. Throws `bad_input` (field `plist`) for what XML cannot
 * hold: control characters, dates beyond the years 0 to 9999, whole numbers beyond 64 bits.
 */
export function writePlist(value: PlistValue): Uint8Array {
  return new TextEncoder().encode(xmlOf(value));
}

function isBinary(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 6)).toString('latin1') === 'bplist'
  );
}

function rootOf(value: PlistValue): PlistDict {
  if (!isDict(value)) throw unreadable('not a dictionary');
  return value;
}
