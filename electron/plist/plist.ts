import type { PlistDict, PlistValue } from '../model/apple/plist.ts';

/** Limits on what is read; see DEVICE_LIMITS. Sizes in bytes. */
export interface PlistLimits {
  bytes: number;
  depth: number;
  /** Values, keys included. */
  nodes: number;
}

/** A list of all applications of a Mac has tens of thousands of values. */
export const DEVICE_LIMITS: PlistLimits = { bytes: 10_485_760, depth: 32, nodes: 1_000_000 };

/** Reads an XML or binary property list whose root is a dictionary. Throws `plist_unreadable` (details: problem). */
export function readPlist(_bytes: Uint8Array, _limits: PlistLimits): PlistDict {
  throw new Error('not built yet');
}

/** Writes a property list as XML, UTF-8. */
export function writePlist(_value: PlistValue): Uint8Array {
  throw new Error('not built yet');
}
