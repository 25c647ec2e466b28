import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dnKey, parseDn } from '../../../../electron/connections/ldap/people/dn.ts';
import { groupName, unitPath } from '../../../../electron/connections/ldap/people/person.ts';

describe('a distinguished name', () => {
  // The first six are examples of RFC 4514 section 4.
  it.each([
    [
      'UID=jsmith,DC=example,DC=net',
      [
        ['uid', 'jsmith'],
        ['dc', 'example'],
        ['dc', 'net'],
      ],
    ],
    [
      'OU=Sales+CN=J.  Smith,DC=example',
      [
        ['ou', 'Sales'],
        ['cn', 'J.  Smith'],
        ['dc', 'example'],
      ],
    ],
    [
      'CN=James \\"Jim\\" Smith\\, III,DC=net',
      [
        ['cn', 'James "Jim" Smith, III'],
        ['dc', 'net'],
      ],
    ],
    [
      'CN=Before\\0dAfter,DC=net',
      [
        ['cn', 'Before\rAfter'],
        ['dc', 'net'],
      ],
    ],
    ['1.3.6.1.4.1.1466.0=#04024869', [['1.3.6.1.4.1.1466.0', '#04024869']]],
    ['CN=Lu\\C4\\8Di\\C4\\87', [['cn', 'Lučić']]],
    ['CN=Lučić', [['cn', 'Lučić']]],
    [
      'CN=\\ padded\\ , DC=net',
      [
        ['cn', ' padded '],
        ['dc', 'net'],
      ],
    ],
    [
      'CN = spaced  ; DC = net ',
      [
        ['cn', 'spaced'],
        ['dc', 'net'],
      ],
    ],
    ['CN=\\#5\\=\\<\\>\\;\\+\\\\', [['cn', '#5=<>;+\\']]],
    [
      'CN=,DC=net',
      [
        ['cn', ''],
        ['dc', 'net'],
      ],
    ],
    ['', []],
  ])('is read: %s', (text, steps) => {
    const read = parseDn(text)?.flatMap((rdn) => rdn.map(({ type, value }) => [type, value]));
    expect(read).toEqual(steps);
  });

  it.each([
    'jean',
    'cn',
    '=x',
    'cn=a,',
    'cn=a,b',
    'cn=a\\',
    'cn=a\\q',
    'c n=x',
    'EXAMPLE\\jean',
    'j@example.org',
  ])('is not: %s', (text) => {
    expect(parseDn(text)).toBeNull();
  });

  it('is the same however it is written', () => {
    const key = dnKey('cn=Doe\\, Jane,ou=École,dc=example');
    expect(dnKey('CN = Doe\\2C Jane , OU=E\\CC\\81COLE, DC=Example')).toBe(key);
    expect(dnKey('cn=Doe,cn=Jane,ou=École,dc=example')).not.toBe(key);
    expect(dnKey('ou=b+cn=a,dc=x')).toBe(dnKey('CN=A+OU=B,dc=x'));
  });

  it('holds any value that was escaped by the rules', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        const bytes = [...Buffer.from(value)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`);
        const plain = value.replace(/["+,;<>\\#= ]/g, '\\$&');
        for (const text of [bytes.join(''), plain]) {
          const read = parseDn(`cn=${text},dc=x`);
          expect(read?.[0]).toEqual([{ type: 'cn', value: Buffer.from(value).toString() }]);
        }
      }),
    );
  });
});

it('tells the unit a person is in, from the root', () => {
  expect(unitPath('CN=Jean,OU=North,OU=Schools,DC=example,DC=org')).toBe('/Schools/North');
  expect(unitPath('CN=Administrator,CN=Users,DC=example,DC=org')).toBe('/Users');
  expect(unitPath('uid=jean,o=Example,c=FR')).toBe('/');
  expect(unitPath('no name')).toBeNull();
});

it('tells a group by the first step of its name', () => {
  expect(groupName('CN=Staff\\, North,OU=Groups,DC=example')).toBe('Staff, North');
  expect(groupName('no name')).toBeNull();
});
