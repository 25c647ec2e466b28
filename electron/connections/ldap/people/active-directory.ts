import type { LdapEntry } from '../wire/entry.ts';
import { digitsOf } from './generalized-time.ts';
import type { LdapKind } from './kind.ts';
import { displayName, groupName, inOrder, languageOf, unitPath, usableEmail, usableName } from './person.ts';

/** ADS_UF_ACCOUNTDISABLE of userAccountControl (MS-ADTS section 2.2.16). */
const DISABLED = 2;
const GUID_BYTES = 16;

/** Active Directory, by [MS-ADTS] and [MS-ADA1] to [MS-ADA3]. */
export const activeDirectory: LdapKind = {
  // Computers are of the class `user` too, but of another category.
  userFilter: '(&(objectCategory=person)(objectClass=user))',
  attributes: [
    'objectGUID',
    'userPrincipalName',
    'sAMAccountName',
    'mail',
    'displayName',
    'cn',
    'memberOf',
    'userAccountControl',
    'distinguishedName',
    'preferredLanguage',
  ],
  idAttribute: 'objectGUID',
  idValue: guidBytes,
  nameAttributes: ['userPrincipalName', 'sAMAccountName'],
  structureFilter: '(|(objectCategory=group)(objectCategory=organizationalUnit))',
  groupFilter: null,
  // modifyTimestamp is constructed and cannot be searched for.
  changedAt: 'whenChanged',
  timeOf: (at) => `${digitsOf(at)}.0Z`,
  userOf: (entry) => {
    const externalId = guid(entry.values('objectGUID')[0]);
    const userName = usableName(entry.text('userPrincipalName'), entry.text('sAMAccountName'));
    if (externalId === null || userName === null) return null;
    return {
      externalId,
      userName,
      email: usableEmail(entry.text('mail')),
      displayName: displayName(userName, entry.text('displayName'), entry.text('cn')),
      orgUnitPath: unitPath(entry.text('distinguishedName') ?? entry.dn),
      groups: inOrder(entry.texts('memberOf').map(groupName)),
      language: languageOf(entry.text('preferredLanguage')),
      suspended: isDisabled(entry),
    };
  },
};

function guid(bytes: Buffer | undefined): string | null {
  if (bytes?.length !== GUID_BYTES) return null;
  return swapped(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function guidBytes(text: string): Buffer | null {
  const hex = text.replaceAll('-', '');
  return /^[0-9a-f]{32}$/i.test(hex) ? swapped(Buffer.from(hex, 'hex')) : null;
}

/** The first three parts of a GUID are stored with the least significant byte first ([MS-DTYP] section 2.3.4.2). */
function swapped(bytes: Buffer): Buffer {
  const part = (start: number, end: number): Buffer => Buffer.from(bytes.subarray(start, end));
  return Buffer.concat([
    part(0, 4).reverse(),
    part(4, 6).reverse(),
    part(6, 8).reverse(),
    part(8, GUID_BYTES),
  ]);
}

function isDisabled(entry: LdapEntry): boolean {
  return (Number(entry.text('userAccountControl')) & DISABLED) !== 0;
}
