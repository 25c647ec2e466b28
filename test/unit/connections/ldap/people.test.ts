import { describe, expect, it } from 'vitest';
import { activeDirectory } from '../../../../electron/connections/ldap/people/active-directory.ts';
import { openLdap } from '../../../../electron/connections/ldap/people/openldap.ts';
import { type LdapEntry, readEntry } from '../../../../electron/connections/ldap/wire/entry.ts';

type Values = Record<string, (string | Buffer)[] | string | Buffer>;

function entryOf(name: string, attributes: Values): LdapEntry {
  return readEntry({
    name,
    attributes: Object.entries(attributes).map(([type, values]) => ({
      type,
      parsedBuffers: [values].flat().map((value) => Buffer.from(value)),
    })),
  });
}

const nobody = () => [];

/** A user as Active Directory answers, by [MS-ADA1] to [MS-ADA3]; the GUID counts its bytes as they are written. */
const JEAN: Values = {
  objectGUID: Buffer.from('33221100554477668899aabbccddeeff', 'hex'),
  userPrincipalName: 'Jean.Dupont@corp.example.org',
  sAMAccountName: 'jdupont',
  mail: 'jean.dupont@example.org',
  displayName: 'Jean Dupont',
  cn: 'Jean Dupont',
  memberOf: [
    'CN=Teachers,OU=Groups,DC=corp,DC=example,DC=org',
    'CN=Choir,OU=Groups,DC=corp,DC=example,DC=org',
  ],
  userAccountControl: '512',
  distinguishedName: 'CN=Jean Dupont,OU=North,OU=Schools,DC=corp,DC=example,DC=org',
  preferredLanguage: 'fr-FR',
};
const JEAN_DN = 'CN=Jean Dupont,OU=North,OU=Schools,DC=corp,DC=example,DC=org';
const jean = (otherwise: Values) =>
  activeDirectory.userOf(entryOf(JEAN_DN, { ...JEAN, ...otherwise }), nobody);

describe('a user of Active Directory', () => {
  it('is read whole', () => {
    expect(jean({})).toEqual({
      externalId: '00112233-4455-6677-8899-aabbccddeeff',
      userName: 'Jean.Dupont@corp.example.org',
      email: 'jean.dupont@example.org',
      displayName: 'Jean Dupont',
      orgUnitPath: '/Schools/North',
      groups: ['Choir', 'Teachers'],
      language: 'fr',
      suspended: false,
    });
  });

  it.each([
    ['512', false],
    ['514', true],
    // NORMAL_ACCOUNT with DONT_EXPIRE_PASSWORD, and that disabled.
    ['66048', false],
    ['66050', true],
    [[], false],
  ])('is suspended by its account control %s: %s', (userAccountControl, suspended) => {
    expect(jean({ userAccountControl })).toMatchObject({ suspended });
  });

  it('signs in with the name of old where there is no principal name', () => {
    expect(jean({ userPrincipalName: [] })).toMatchObject({ userName: 'jdupont' });
  });

  it.each<[string, Values]>([
    ['any name', { userPrincipalName: [], sAMAccountName: '' }],
    ['a name short enough', { userPrincipalName: 'x'.repeat(255), sAMAccountName: [] }],
    ['an id', { objectGUID: [] }],
    ['a whole id', { objectGUID: Buffer.alloc(15) }],
  ])('is left out without %s', (_, otherwise) => {
    expect(jean(otherwise)).toBeNull();
  });

  it('keeps a name that is no UTF-8, and an address that is one', () => {
    const displayName = Buffer.from('Zoé Müller', 'latin1');
    expect(jean({ displayName, mail: 'not an address' })).toMatchObject({
      displayName: 'Zoé Müller',
      email: null,
    });
  });

  it('takes the first part of a list that comes in ranges, and attributes in any case', () => {
    const { memberOf, ...rest } = JEAN;
    const entry = entryOf(JEAN_DN, {
      ...rest,
      memberOf: [],
      'memberOf;range=0-1499': memberOf ?? [],
      OBJECTguid: JEAN.objectGUID ?? '',
      extensionAttribute15: Buffer.from([0xff, 0xfe]),
    });
    expect(activeDirectory.userOf(entry, nobody)).toMatchObject({ groups: ['Choir', 'Teachers'] });
  });
});

describe('a user of OpenLDAP', () => {
  const dn = 'uid=jean,ou=People,dc=example,dc=org';
  const user = (otherwise: Values) =>
    openLdap.userOf(
      entryOf(dn, {
        entryUUID: '0E3A7D6C-0000-1040-8000-000000000001',
        uid: 'jean',
        cn: 'Jean',
        ...otherwise,
      }),
      ({ dn: who, uid }) => [`by ${who}`, `by ${uid}`],
    );

  it('has the groups of its entry and those that name it, each once', () => {
    expect(user({ memberOf: ['cn=Choir,dc=example,dc=org', 'cn=by jean,dc=x'] })).toMatchObject({
      externalId: '0e3a7d6c-0000-1040-8000-000000000001',
      groups: ['Choir', 'by jean', `by ${dn}`],
      orgUnitPath: '/People',
    });
  });

  it('is suspended when it was locked for good, not when it has to wait', () => {
    expect(user({ pwdAccountLockedTime: '000001010000Z' })).toMatchObject({ suspended: true });
    expect(user({ pwdAccountLockedTime: '20261121072400Z' })).toMatchObject({ suspended: false });
  });

  it('signs in with its address where it has no user name', () => {
    expect(user({ uid: [], mail: 'jean@example.org' })).toMatchObject({ userName: 'jean@example.org' });
    expect(user({ uid: [], mail: 'somewhere' })).toBeNull();
  });

  it.each([
    ['fr-CA, en;q=0.8', 'fr'],
    ['EN', 'en'],
    ['de', null],
  ])('reads %s as %s', (preferredLanguage, language) => {
    expect(user({ preferredLanguage })).toMatchObject({ language });
  });
});

it('each asks for a time in its own way', () => {
  const at = Date.UTC(2026, 10, 21, 7, 24, 5, 678);
  expect(activeDirectory.timeOf(at)).toBe('20261121072405.0Z');
  expect(openLdap.timeOf(at)).toBe('20261121072405Z');
});
