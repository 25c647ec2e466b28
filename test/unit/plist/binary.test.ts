import { describe, expect, it } from 'vitest';
import { isMusterError } from '../../../electron/model/errors.ts';
import { DEVICE_LIMITS, readAnyPlist, readPlist } from '../../../electron/plist/plist.ts';
import { assemble, binaryOf, head, refs } from './binary-writer.ts';

/** Written by Apple’s format’s other well-known writer (Python’s plistlib 3.11, FMT_BINARY). */
const FOREIGN =
  'YnBsaXN0MDDaAQIDBAUGBwgJCgsMDQ4PERITFBZSQXRTQmlnU0JpdFRCbG9iVERlZXBUTGVzc1NOYXRVT2ZCaXRUVWlkc1RXb3JkM0HFtvl7AAAAFAAAAAAAAAAA//////////8JRAABAv+hECM/+AAAAAAAABP//////////hAqCKEVgAdiAOkBUwgdICQoLTI3O0FGS1RlZmttdn+BgoSGAAAAAAAAAQEAAAAAAAAAFwAAAAAAAAAAAAAAAAAAAIs=';

function problemOf(bytes: Uint8Array, limits = DEVICE_LIMITS): unknown {
  try {
    readAnyPlist(bytes, limits);
  } catch (error) {
    if (isMusterError(error, 'plist_unreadable')) return error.details.problem;
    throw error;
  }
  return 'read';
}

const self = (count: number) => Buffer.concat([head(0xa, count), refs(Array(count).fill(0))]);

describe('a binary property list', () => {
  it('is read with lengths, texts and numbers of every size', () => {
    const value = Object.assign(Object.create(null), {
      short: 'ASCII',
      long: 'x'.repeat(70_000),
      words: 'Zürich 東京 🚀',
      great: 2n ** 64n - 1n,
      negative: -1,
      at: new Date('2026-11-02T08:09:10.500Z'),
    });
    expect(readPlist(binaryOf(value), DEVICE_LIMITS)).toEqual(value);
  });

  it('keeps the references of archives', () => {
    const bytes = assemble([Buffer.from([0x81, 0x01, 0x02])], {});
    expect({ ...Object(readAnyPlist(bytes, DEVICE_LIMITS)) }).toEqual({ CF$UID: 258 });
  });

  it('reads small whole numbers without a sign, floats of four bytes, and shared values', () => {
    const bytes = assemble(
      [
        Buffer.concat([head(0xa, 5), refs([1, 2, 3, 4, 4])]),
        Buffer.from([0x10, 0xff]),
        Buffer.from([0x11, 0xff, 0xfe]),
        Buffer.from([0x22, 0x3f, 0xc0, 0, 0]),
        Buffer.from([0x51, 0x61]),
      ],
      {},
    );
    expect(readAnyPlist(bytes, DEVICE_LIMITS)).toEqual([255, 65_534, 1.5, 'a', 'a']);
  });

  it.each<[string, Uint8Array]>([
    ['too deep', assemble([self(1)], {})],
    ['too deep', assemble([self(1000)], {})],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { offsets: [4000] })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { offsets: [0] })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { top: 1 })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { count: 0 })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { count: 2 ** 40 })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { table: 2 ** 40 })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { table: 2 })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { offsetSize: 0 })],
    ['damaged', assemble([Buffer.from([0x51, 0x61])], { refSize: 9 })],
    ['damaged', assemble([Buffer.from([0x5e, 0x61])], {})],
    ['damaged', assemble([Buffer.concat([head(0xa, 1), refs([9])])], {})],
    ['damaged', assemble([head(0xa, 0x7fff_ffff)], {})],
    ['too long', assemble([head(0x5, 0x7fff_ffff)], {})],
    ['malformed number', assemble([Buffer.from([0x15, ...Array(32).fill(0)])], {})],
    ['malformed number', assemble([Buffer.from([0x14, 1, ...Array(15).fill(0)])], {})],
    ['malformed date', assemble([Buffer.from([0x33, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0])], {})],
    ['character encoding', assemble([Buffer.from([0x51, 0xe9])], {})],
    ['character encoding', assemble([Buffer.from([0x61, 0xd8, 0x00])], {})],
    ['unknown element', assemble([Buffer.from([0x00])], {})],
    ['unknown element', assemble([Buffer.concat([head(0xc, 1), refs([0])])], {})],
    ['key missing', assemble([Buffer.concat([head(0xd, 1), refs([1, 1])]), Buffer.from([0x09])], {})],
    [
      'duplicate key',
      assemble([Buffer.concat([head(0xd, 2), refs([1, 1, 1, 1])]), Buffer.from([0x51, 0x61])], {}),
    ],
    [
      'forbidden key',
      assemble(
        [Buffer.concat([head(0xd, 1), refs([1, 1])]), Buffer.concat([head(5, 9), Buffer.from('__proto__')])],
        {},
      ),
    ],
    ['not a property list', Buffer.from('bplist00')],
    ['not a property list', Buffer.concat([Buffer.from('bplist15'), Buffer.alloc(60)])],
  ])('is refused: %s', (problem, bytes) => {
    expect(problemOf(bytes)).toBe(problem);
  });

  it('is refused where a few bytes unfold to a great many', () => {
    // Twenty lists, each naming the next one forty times; and one long text named a thousand times.
    const lists = Array.from({ length: 20 }, (_, at) =>
      Buffer.concat([head(0xa, 40), refs(Array(40).fill(at + 1))]),
    );
    expect(problemOf(assemble([...lists, Buffer.from([0x09])], {}))).toBe('too many values');
    const long = Buffer.concat([head(5, 1_000_000), Buffer.alloc(1_000_000, 'a')]);
    const named = Buffer.concat([head(0xa, 1000), refs(Array(1000).fill(1))]);
    expect(problemOf(assemble([named, long], {}))).toBe('too long');
  });

  it('is read as another program wrote it', () => {
    const read = readPlist(Buffer.from(FOREIGN, 'base64'), DEVICE_LIMITS);
    expect({ ...read }).toEqual({
      At: new Date('2024-02-03T04:05:10Z'),
      Big: 2n ** 64n - 1n,
      Blob: new Uint8Array([0, 1, 2, 255]),
      Bit: true,
      OfBit: false,
      Deep: [1.5],
      Less: -2,
      Nat: 42,
      Uids: [Object.assign(Object.create(null), { CF$UID: 7 })],
      Word: 'éœ',
    });
  });
});
