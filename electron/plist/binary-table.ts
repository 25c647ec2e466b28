import { unreadable } from './budget.ts';

const HEADER_BYTES = 8;
const TRAILER_BYTES = 32;

/** Where the objects of a binary property list begin. */
export interface ObjectTable {
  readonly bytes: Buffer;
  /** Bytes of a reference to an object. */
  readonly refSize: number;
  readonly top: number;
  /** Objects end before it. */
  readonly end: number;
  /** The place of an object. Throws when there is none of this number. */
  placeOf(ref: number): number;
}

/** Reads the trailer and judges everything it says of the file (CFBinaryPList.c). Throws `plist_unreadable`. */
export function readTable(source: Uint8Array): ObjectTable {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const trailer = bytes.length - TRAILER_BYTES;
  if (trailer < HEADER_BYTES + 1 || bytes.toString('latin1', 0, HEADER_BYTES) !== 'bplist00') {
    throw unreadable('not a property list');
  }
  const offsetSize = bytes.readUInt8(trailer + 6);
  const refSize = bytes.readUInt8(trailer + 7);
  const count = greatNumber(bytes, trailer + 8);
  const top = greatNumber(bytes, trailer + 16);
  const table = greatNumber(bytes, trailer + 24);
  if (offsetSize < 1 || offsetSize > 8 || refSize < 1 || refSize > 8) throw unreadable('damaged');
  if (count < 1 || top >= count || table <= HEADER_BYTES || table + count * offsetSize > trailer) {
    throw unreadable('damaged');
  }
  return {
    bytes,
    refSize,
    top,
    end: table,
    placeOf(ref) {
      if (ref >= count) throw unreadable('damaged');
      const place = unsigned(bytes, table + ref * offsetSize, offsetSize);
      if (place < HEADER_BYTES || place >= table) throw unreadable('damaged');
      return place;
    },
  };
}

/** Big-endian, of 1 to 8 bytes. Throws beyond 2^53: nothing in a file is there. */
export function unsigned(bytes: Buffer, at: number, size: number): number {
  return size <= 6 ? bytes.readUIntBE(at, size) : greatNumber(bytes, at + size - 8, size);
}

function greatNumber(bytes: Buffer, at: number, size = 8): number {
  const value = bytes.readBigUInt64BE(at) & (2n ** BigInt(size * 8) - 1n);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw unreadable('damaged');
  return Number(value);
}
