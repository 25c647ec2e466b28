import { digitsOf } from './generalized-time.ts';
import type { LdapKind } from './kind.ts';
import { displayName, groupName, inOrder, languageOf, unitPath, usableEmail, usableName } from './person.ts';

/** Locked by a person and for good (draft-behera-ldap-password-policy section 5.3.3); other times pass by themselves. */
const LOCKED_FOR_GOOD = '000001010000Z';

/** OpenLDAP and those like it: inetOrgPerson (RFC 2798), groups by RFC 4519 and RFC 2307. */
export const openLdap: LdapKind = {
  userFilter: '(objectClass=inetOrgPerson)',
  attributes: [
    'entryUUID',
    'uid',
    'mail',
    'displayName',
    'cn',
    'memberOf',
    'preferredLanguage',
    'pwdAccountLockedTime',
  ],
  idAttribute: 'entryUUID',
  idValue: (externalId) => externalId,
  nameAttributes: ['uid', 'mail'],
  structureFilter:
    '(|(objectClass=organizationalUnit)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))',
  // memberOf is there only where an overlay keeps it.
  groupFilter: '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))',
  changedAt: 'modifyTimestamp',
  timeOf: (at) => `${digitsOf(at)}Z`,
  userOf: (entry, groupsOf) => {
    const externalId = entry.text('entryUUID')?.toLowerCase() ?? null;
    const uid = entry.text('uid');
    const email = usableEmail(entry.text('mail'));
    const userName = usableName(uid, email);
    if (externalId === null || userName === null) return null;
    return {
      externalId,
      userName,
      email,
      displayName: displayName(userName, entry.text('displayName'), entry.text('cn')),
      orgUnitPath: unitPath(entry.dn),
      groups: inOrder([...entry.texts('memberOf').map(groupName), ...groupsOf({ dn: entry.dn, uid })]),
      language: languageOf(entry.text('preferredLanguage')),
      suspended: entry.text('pwdAccountLockedTime') === LOCKED_FOR_GOOD,
    };
  },
};
