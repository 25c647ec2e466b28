import { array, assert, bigInt, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inside,
  Malformed,
  numberOf,
  octetsOf,
  oidOf,
  read,
  textOf,
  timeOf,
} from '../../../electron/pki/asn1/read.ts';
import * as der from '../../../electron/pki/asn1/write.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('what is hostile', () => {
  /** Holds so many empty elements. */
  const crowd = (count: number) =>
    Buffer.concat([bytes('30 83'), lengthOf(count), Buffer.alloc(count * 2, '0500', 'hex')]);
  const lengthOf = (count: number) => Buffer.from((count * 2).toString(16).padStart(6, '0'), 'hex');

  it('is refused where a structure has more elements than any message', () => {
    expect(inside(read(crowd(4000)))).toHaveLength(4000);
    expect(() => inside(read(crowd(5000)))).toThrow(Malformed);
  });

  it('costs little where lengths are left untold, however many elements there are', () => {
    const endless = Buffer.concat([bytes('30 80'), Buffer.alloc(2_000_000, '0500', 'hex'), bytes('00 00')]);
    const began = performance.now();
    expect(read(endless).content).toHaveLength(2_000_000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('what is written', () => {
  it.each([
    ['a small number', der.integer(127), '02017f'],
    ['a number whose first bit is set', der.integer(128), '02020080'],
    ['zero', der.integer(0), '020100'],
    ['a number with zeros in front', der.integer(bytes('0000ff01')), '020300ff01'],
    ['a long length', der.octets(Buffer.alloc(200)).subarray(0, 3), '0481c8'],
    ['a longer length', der.octets(Buffer.alloc(70_000)).subarray(0, 5), '0483011170'],
    ['an identifier', der.oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['an identifier under joint-iso-itu-t', der.oid('2.16.840.1.101.3.4.2.1'), '0609608648016503040201'],
    [
      'a set, in the order of its bytes',
      der.setOf(bytes('0202'), bytes('020100'), bytes('0101')),
      '3107010102010002 02'.replace(' ', ''),
    ],
    [
      'the last second of 2049',
      der.time(Date.UTC(2049, 11, 31, 23, 59, 59, 999)),
      '170d3439313233313233353935395a',
    ],
    ['the first of 2050', der.time(Date.UTC(2050, 0, 1)), '180f32303530303130313030303030305a'],
  ])('%s', (_what, written, expected) => {
    expect(hex(written)).toBe(expected);
  });

  it('is read as the same', () => {
    assert(
      property(
        integer({ min: 0, max: 2 ** 31 }),
        array(integer({ min: 0, max: 2 ** 40 }), { maxLength: 8 }),
        (number, arcs) => {
          const dotted = ['1.3', ...arcs].join('.');
          const [first, second] = inside(read(der.sequence(der.integer(number), der.oid(dotted))));
          expect([numberOf(first), oidOf(second)]).toEqual([number, dotted]);
        },
      ),
    );
    assert(
      property(bigInt({ min: 1n, max: 2n ** 128n }), (number) => {
        const text = number.toString(16);
        const element = read(der.integer(bytes(text.padStart(text.length + (text.length % 2), '0'))));
        expect(BigInt(`0x${hex(element.content)}`)).toBe(number);
        expect((element.content[0] ?? 0) < 0x80).toBe(true);
      }),
    );
  });
});

describe('what is read', () => {
  it('may have lengths that are not told, and octet strings in pieces', () => {
    const [whole, rest] = inside(read(bytes('30 80 24 80 04 02 0102 24 03 04 01 03 00 00 02 01 05 00 00')));
    expect(whole === undefined ? '' : hex(octetsOf(whole))).toBe('010203');
    expect(numberOf(rest)).toBe(5);
  });

  it.each([
    ['nothing', ''],
    ['cut off in its length', '3082 01'],
    ['cut off in its content', '3003 0201'],
    ['of a length beyond all bounds', '3085 0000000001 00'],
    ['without the end it announces', '3080 0201 05'],
    ['of a tag of many bytes', '3f8101 00'],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => inside(read(bytes(text)))).toThrow(Malformed);
  });

  it('is refused when it is nested beyond all reason, at once', () => {
    expect(() => read(Buffer.from('3080'.repeat(500_000), 'hex'))).toThrow(Malformed);
    const strings = Buffer.from('2480'.repeat(20) + '0000'.repeat(20), 'hex');
    expect(hex(octetsOf(read(strings)))).toBe('');
  });

  it.each([
    '0206 7fffffffffff',
    '0201 ff',
    '0205 0100000000',
    '0200',
    '0401 05',
  ])('is no number: %s', (text) => {
    expect(() => numberOf(read(bytes(text)))).toThrow(Malformed);
  });

  it.each([
    ['UTF8String', '0c03 c3a9 61', 'éa'],
    ['PrintableString', '1302 4142', 'AB'],
    ['TeletexString', '1401 e9', 'é'],
    ['BMPString', '1e04 00e9 0061', 'éa'],
  ])('is a text: %s', (_kind, element, text) => {
    expect(textOf(read(bytes(element)))).toBe(text);
  });

  it.each([
    ['two digits of this century', '170d 343931323331323335393539 5a', Date.UTC(2049, 11, 31, 23, 59, 59)],
    ['two digits of the last', '170d 353030313031303030303030 5a', Date.UTC(1950, 0, 1)],
    ['no seconds', '170b 32363131303331323030 5a', Date.UTC(2026, 10, 3, 12)],
    ['four digits', '180f 32303530303130313030303030305a', Date.UTC(2050, 0, 1)],
  ])('is a time of %s', (_what, element, time) => {
    expect(timeOf(read(bytes(element)))).toBe(time);
  });

  it.each([
    '0201 05',
    '1e03 00e900',
    '170d 323631333331323335393539 5a',
    '1700',
    '0c0d 343931323331323335393539 5a',
  ])('is neither a text nor a time where it should be one: %s', (element) => {
    expect(() => [timeOf(read(bytes(element))), textOf(read(bytes(element)))]).toThrow(Malformed);
  });

  it('leads to an element or to Malformed, whatever the bytes', () => {
    assert(
      property(uint8Array({ maxLength: 64 }), (noise) => {
        const walk = (depth: number, content: Uint8Array): void => {
          const element = read(content);
          expect(element.whole.length).toBeLessThanOrEqual(content.length);
          if ((element.tag & 0x20) !== 0 && depth < 8)
            for (const part of inside(element)) walk(depth + 1, part.whole);
        };
        try {
          walk(0, noise);
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
    );
  });
});
