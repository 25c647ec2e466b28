import { describe, expect, it } from 'vitest';
import {
  addressBytes,
  certifiableNames,
  commonNameOf,
  shortAddress,
} from '../../../electron/pki/issuing/names.ts';

describe('a common name', () => {
  it.each([
    ['', ' Muster authority', 'Muster authority'],
    ['  École\u0000 du\n Nord\u202e ', '', 'École du Nord'],
    ['e\u0301', '', 'é'],
    ['a'.repeat(100), ' Muster authority', `${'a'.repeat(47)} Muster authority`],
    ['😀'.repeat(100), '', '😀'.repeat(64)],
    [`${'a'.repeat(46)} b`, ' Muster authority', `${'a'.repeat(46)} Muster authority`],
  ])('made of %j before %j is %j', (text, suffix, expected) => {
    expect(commonNameOf(text, suffix)).toBe(expected);
  });
});

describe('the names a certificate can be made for', () => {
  it.each([
    ['Muster.Example.ORG.', ['muster.example.org']],
    [' localhost ', ['localhost']],
    ['xn--bcher-kva.example', ['xn--bcher-kva.example']],
    ['192.168.1.20', ['192.168.1.20']],
    ['[2001:DB8:0:0::1]', ['2001:db8::1']],
    ['fe80::1%eth0', ['fe80::1']],
    ['::', []],
    ['0.0.0.0', []],
    ['bücher.example', []],
    ['*.example.org', []],
    ['under_score.example', []],
    [`${'a'.repeat(64)}.example`, []],
    ['a\u0000.example.org', []],
    ['', []],
  ])('%j: %j', (name, expected) => {
    expect(certifiableNames([name, name])).toEqual(expected);
  });
});

describe('an address', () => {
  it.each([
    ['10.0.0.255', '0a0000ff'],
    ['::1', '00000000000000000000000000000001'],
    ['2001:db8::', '20010db8000000000000000000000000'],
    ['fe80::1:2', 'fe800000000000000000000000010002'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['::ffff:10.0.0.1', '00000000000000000000ffff0a000001'],
  ])('%s is written as %s', (address, hex) => {
    expect(addressBytes(address).toString('hex')).toBe(hex);
  });

  it('has one form to be compared in', () => {
    expect(shortAddress('2001:0DB8:0:0:0:0:0:10')).toBe('2001:db8::10');
    expect(shortAddress('10.1.2.3')).toBe('10.1.2.3');
  });
});
