import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isMusterError } from '../../../electron/model/errors.ts';
import { DEVICE_LIMITS, readAnyPlist, readPlist, readPlistInTurns } from '../../../electron/plist/plist.ts';

const APPLE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';

function document(body: string, doctype = APPLE): Uint8Array {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}\n<plist version="1.0">${body}</plist>`,
  );
}
const dict = (body: string) => document(`<dict>${body}</dict>`);

function problemOf(bytes: Uint8Array, limits = DEVICE_LIMITS): unknown {
  try {
    readPlist(bytes, limits);
  } catch (error) {
    if (isMusterError(error, 'plist_unreadable')) return error.details.problem;
    throw error;
  }
  return 'read';
}

describe('a property list in XML', () => {
  it('is read as Apple’s devices write it', () => {
    const read = readPlist(
      dict(`
        <key>MessageType</key><string>TokenUpdate</string>
        <key>Token</key><data>
          AAEC
          /w==
        </data>
        <key>At</key><date>2026-11-02T08:09:10Z</date>
        <key>On</key><true/><key>Off</key><false></false>
        <key>Free</key><real>1.5e3</real>
        <key>Hex</key><integer>0x1F</integer>
        <key>Great</key><integer>18446744073709551615</integer>
        <key>Less</key><integer>-9223372036854775808</integer>
        <key>List</key><array><string/><integer>+7</integer><array/><dict/></array>
        <key>Words</key><string>&lt;a&gt; &amp; &quot;b&apos; &#233;<!-- so --><![CDATA[<&>]]></string>
      `),
      DEVICE_LIMITS,
    );
    expect({ ...read, List: read.List }).toEqual({
      MessageType: 'TokenUpdate',
      Token: new Uint8Array([0, 1, 2, 255]),
      At: new Date('2026-11-02T08:09:10Z'),
      On: true,
      Off: false,
      Free: 1500,
      Hex: 31,
      Great: 18446744073709551615n,
      Less: -9223372036854775808n,
      List: ['', 7, [], Object.create(null)],
      Words: `<a> & "b' é<&>`,
    });
  });

  it.each([
    ['a bare document type', document('<dict/>', '<!DOCTYPE plist>')],
    ['none at all', document('<dict/>', '')],
    ['the older one', document('<dict/>', APPLE.replace('-//Apple//', '-//Apple Computer//'))],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), document('<dict/>')])],
    ['UTF-16', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><plist><dict/></plist>', 'utf16le')],
  ])('is read with %s', (_, bytes) => {
    expect(problemOf(bytes)).toBe('read');
  });

  it('inherits nothing, whatever its keys are called', () => {
    const read = readPlist(dict('<key>constructor</key><string>own</string>'), DEVICE_LIMITS);
    expect(Object.getPrototypeOf(read)).toBeNull();
    expect(read.constructor).toBe('own');
    expect(read.toString).toBeUndefined();
  });

  it.each([
    ['forbidden key', dict('<key>__proto__</key><dict/>')],
    ['duplicate key', dict('<key>UDID</key><string>a</string><key>UDID</key><string>b</string>')],
    ['key missing', dict('<string>a</string>')],
    ['value missing', dict('<key>a</key>')],
    ['value missing', dict('<key>a</key><key>b</key>')],
    ['value missing', document('')],
    ['malformed XML', document('<dict/><dict/>')],
    ['malformed XML', Buffer.from('<plist><dict>')],
    ['malformed XML', dict('<key>a</key><string>&constructor;</string>')],
    ['malformed XML', dict('<key>a</key><string>&nbsp;</string>')],
    ['malformed XML', dict('<key>a</key><string>\u0001</string>')],
    ['malformed XML', new Uint8Array()],
    ['malformed XML', Buffer.from('{ UDID = "a"; }')],
    ['not a property list', Buffer.from('<html><dict/></html>')],
    ['not a dictionary', document('<array/>')],
    ['unknown element', dict('<key>a</key><script/>')],
    ['unknown element', dict('<key>a</key><string><b/></string>')],
    ['text outside a value', dict('words')],
    ['text outside a value', dict('<key>a</key><true>false</true>')],
    ['malformed number', dict('<key>a</key><integer>12a</integer>')],
    ['malformed number', dict('<key>a</key><integer/>')],
    ['malformed number', dict('<key>a</key><integer>18446744073709551616</integer>')],
    ['malformed number', dict(`<key>a</key><integer>${'9'.repeat(1_000_000)}</integer>`)],
    ['malformed number', dict('<key>a</key><real>1,5</real>')],
    ['malformed date', dict('<key>a</key><date>2026-02-30T00:00:00Z</date>')],
    ['malformed date', dict('<key>a</key><date>yesterday</date>')],
    ['malformed data', dict('<key>a</key><data>!!!</data>')],
    ['malformed data', dict('<key>a</key><data>A</data>')],
    ['character encoding', Buffer.from([0x3c, 0x70, 0xff, 0xfe])],
    ['character encoding', Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><plist><dict/></plist>')],
    ['document type', document('<dict/>', '<!DOCTYPE html>')],
    ['document type', document('<dict/>', '<!DOCTYPE plist SYSTEM "file:///etc/passwd">')],
    ['document type', document('<dict/>', '<!DOCTYPE plist SYSTEM "https://example.com/evil.dtd">')],
    [
      'document type',
      document('<dict/>', '<!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'),
    ],
    ['document type', document('<dict/>', APPLE.replace('>', ' [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))],
  ])('is refused: %s', (problem, bytes) => {
    expect(problemOf(bytes)).toBe(problem);
  });

  it('is refused where it is too long, too deep or holds too much, before it is built', () => {
    const deep = document('<array>'.repeat(20_000) + '</array>'.repeat(20_000));
    expect(problemOf(deep)).toBe('too deep');
    expect(problemOf(dict('<key>a</key><true/>'), { bytes: 50, depth: 9, nodes: 9 })).toBe('too long');
    const many = document(`<array>${'<true/>'.repeat(50)}</array>`);
    expect(problemOf(many, { ...DEVICE_LIMITS, nodes: 50 })).toBe('too many values');
    const attributes = Array.from({ length: 60 }, (_, at) => `a${at}="1"`).join(' ');
    const bomb = document(`<dict ${attributes}/>`);
    expect(problemOf(bomb, { ...DEVICE_LIMITS, nodes: 50 })).toBe('too many values');
  });

  it('says nothing of what stands in it', () => {
    const secret = dict('<key>UnlockToken</key><string>&topsecret;</string>');
    try {
      readPlist(secret, DEVICE_LIMITS);
    } catch (error) {
      expect(inspect(error, { depth: null })).not.toContain('topsecret');
      return;
    }
    expect.unreachable();
  });

  it('is read the same in turns, others having theirs', async () => {
    const items = Array.from(
      { length: 9000 },
      (_, at) => `<dict><key>Name</key><string>Über ${at}</string></dict>`,
    );
    const long = dict(`<key>InstalledApplicationList</key><array>${items.join('\n')}</array>`);
    let turns = 0;
    let reading = true;
    const others = (async () => {
      while (reading) {
        await new Promise((resolve) => setImmediate(resolve));
        turns += 1;
      }
    })();
    const read = await readPlistInTurns(long, DEVICE_LIMITS);
    reading = false;
    await others;
    expect(read).toEqual(readAnyPlist(long, DEVICE_LIMITS));
    expect(turns).toBeGreaterThan(2);
    await expect(readPlistInTurns(document('<array/>'), DEVICE_LIMITS)).rejects.toThrow('not a dictionary');
  });
});
