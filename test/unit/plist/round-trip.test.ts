import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDict, type PlistDict, type PlistValue } from '../../../electron/model/apple/plist.ts';
import { DEVICE_LIMITS, readAnyPlist, writePlist } from '../../../electron/plist/plist.ts';
import { binaryOf } from './binary-writer.ts';

/** What XML can hold. */
const text = fc
  .string({ unit: 'binary' })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones left out.
  .filter((each) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(each));
const key = text.filter((each) => each !== '__proto__');
const whole = fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }));
const date = fc.date({
  min: new Date('0000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

function bare(entries: [string, PlistValue][]): PlistDict {
  const dict: PlistDict = Object.create(null);
  for (const [name, value] of entries) dict[name] = value;
  return dict;
}

const { value: values } = fc.letrec<{ value: PlistValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    whole.map((each) => {
      const number = Number(each);
      return Number.isSafeInteger(number) ? number : each;
    }),
    fc.double(),
    fc.boolean(),
    date.map((each) => new Date(Math.floor(each.getTime() / 1000) * 1000)),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 6 }).map(bare),
  ),
}));

describe('what is written', () => {
  it('is read again as it was', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(readAnyPlist(writePlist(value), DEVICE_LIMITS)).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  it('is read again as it was from the binary form', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(readAnyPlist(binaryOf(value), DEVICE_LIMITS)).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same every time, and escaped', () => {
    const value = { 'a<b': ['&amp;', '\r\n\t', ']]>'], empty: {}, none: [], data: new Uint8Array([1]) };
    expect(Buffer.from(writePlist(value)).toString()).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>a&lt;b</key>
\t<array>
\t\t<string>&amp;amp;</string>
\t\t<string>&#13;\n\t</string>
\t\t<string>]]&gt;</string>
\t</array>
\t<key>empty</key>
\t<dict/>
\t<key>none</key>
\t<array/>
\t<key>data</key>
\t<data>AQ==</data>
</dict>
</plist>
`,
    );
  });

  it.each<[string, PlistValue]>([
    ['control character', 'bell \u0007'],
    ['control character', { 'nul \u0000': true }],
    ['control character', 'half \ud800 of a pair'],
    ['date out of range', new Date(Number.NaN)],
    ['date out of range', new Date('+012026-01-01T00:00:00Z')],
    ['number out of range', 2n ** 64n],
  ])('is refused where XML cannot hold it: %s', (problem, value) => {
    expect(() => writePlist(value)).toThrow(
      expect.objectContaining({ code: 'bad_input', details: { field: 'plist', problem } }),
    );
  });
});

describe('any bytes', () => {
  it('are read, or refused as what they are', () => {
    fc.assert(
      fc.property(
        values,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 5 }),
        (value, hits) => {
          for (const bytes of [binaryOf(value), writePlist(value)]) {
            for (const [at, byte] of hits) bytes[at % bytes.length] = byte;
            try {
              const read = readAnyPlist(bytes, DEVICE_LIMITS);
              if (isDict(read)) expect(Object.getPrototypeOf(read)).toBeNull();
            } catch (error) {
              expect(error).toMatchObject({ code: 'plist_unreadable' });
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
