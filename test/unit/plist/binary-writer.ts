import { isDict, type PlistValue } from '../../../electron/model/apple/plist.ts';

/** Writes a binary property list, by Apple’s description of the format; nothing is shared. */
export function binaryOf(value: PlistValue): Uint8Array {
  const objects: Buffer[] = [];
  const top = add(value, objects);
  return assemble(objects, { top });
}

/** Puts objects together; what a test wants wrong is told in `lies`. */
export function assemble(
  objects: readonly Buffer[],
  lies: {
    top?: number;
    offsets?: number[];
    count?: number;
    table?: number;
    offsetSize?: number;
    refSize?: number;
  },
): Uint8Array {
  const offsets: number[] = [];
  let at = 8;
  for (const object of objects) {
    offsets.push(at);
    at += object.length;
  }
  const table = Buffer.alloc(objects.length * 4);
  for (const [index, offset] of (lies.offsets ?? offsets).entries()) table.writeUInt32BE(offset, index * 4);
  const trailer = Buffer.alloc(32);
  trailer.writeUInt8(lies.offsetSize ?? 4, 6);
  trailer.writeUInt8(lies.refSize ?? 2, 7);
  trailer.writeBigUInt64BE(BigInt(lies.count ?? objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(lies.top ?? 0), 16);
  trailer.writeBigUInt64BE(BigInt(lies.table ?? at), 24);
  return new Uint8Array(Buffer.concat([Buffer.from('bplist00'), ...objects, table, trailer]));
}

/** The marker of a kind with its size, long or short. */
export function head(kind: number, size: number): Buffer {
  if (size < 15) return Buffer.from([(kind << 4) | size]);
  const long = Buffer.alloc(6);
  long.writeUInt8((kind << 4) | 0xf, 0);
  long.writeUInt8(0x12, 1);
  long.writeUInt32BE(size, 2);
  return long;
}

export function refs(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [at, number] of numbers.entries()) bytes.writeUInt16BE(number, at * 2);
  return bytes;
}

function add(value: PlistValue, objects: Buffer[]): number {
  const place = objects.push(Buffer.alloc(0)) - 1;
  objects[place] = objectOf(value, objects);
  return place;
}

function objectOf(value: PlistValue, objects: Buffer[]): Buffer {
  if (typeof value === 'string') return stringOf(value);
  if (typeof value === 'boolean') return Buffer.from([value ? 9 : 8]);
  if (typeof value === 'bigint') return integerOf(value);
  if (typeof value === 'number') return numberOf(value);
  if (value instanceof Date) return double(0x33, (value.getTime() - Date.UTC(2001, 0, 1)) / 1000);
  if (value instanceof Uint8Array) return Buffer.concat([head(4, value.length), value]);
  if (Array.isArray(value)) {
    return Buffer.concat([head(0xa, value.length), refs(value.map((item) => add(item, objects)))]);
  }
  if (!isDict(value)) throw new Error('no property list');
  const keys = Object.keys(value).map((name) => add(name, objects));
  const items = Object.values(value).map((item) => add(item, objects));
  return Buffer.concat([head(0xd, keys.length), refs(keys), refs(items)]);
}

function stringOf(value: string): Buffer {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant.
  if (/^[\u0000-\u007f]*$/.test(value))
    return Buffer.concat([head(5, value.length), Buffer.from(value, 'latin1')]);
  return Buffer.concat([head(6, value.length), Buffer.from(value, 'utf16le').swap16()]);
}

function numberOf(value: number): Buffer {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return integerOf(BigInt(value));
  return double(0x23, value);
}

function integerOf(value: bigint): Buffer {
  if (value >= 0n && value < 256n) return Buffer.from([0x10, Number(value)]);
  const great = value >= 2n ** 63n;
  const bytes = Buffer.alloc(great ? 17 : 9);
  bytes.writeUInt8(great ? 0x14 : 0x13, 0);
  if (great) bytes.writeBigUInt64BE(value, 9);
  else bytes.writeBigInt64BE(value, 1);
  return bytes;
}

function double(marker: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt8(marker, 0);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}
