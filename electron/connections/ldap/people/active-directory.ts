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

/** The text of a GUID: its first three parts are stored with the least significant byte first ([MS-DTYP] 2.3.4.2). */
function guid(bytes: Buffer | undefined): string | null {
  if (bytes?.length !== GUID_BYTES) return null;
  const part = (start: number, end: number): Buffer => Buffer.from(bytes.subarray(start, end));
  return [part(0, 4).reverse(), part(4, 6).reverse(), part(6, 8).reverse(), part(8, 10), part(10, GUID_BYTES)]
    .map((piece) => piece.toString('hex'))
    .join('-');
}

function isDisabled(entry: LdapEntry): boolean {
  return (Number(entry.text('userAccountControl')) & DISABLED) !== 0;
}
