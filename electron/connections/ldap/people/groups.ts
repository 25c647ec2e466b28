import type { LdapEntry } from '../wire/entry.ts';
import { dnKey } from './dn.ts';
import type { GroupsOf } from './kind.ts';

/** What is asked of a group. */
export const GROUP_ATTRIBUTES = ['cn', 'member', 'uniqueMember', 'memberUid'] as const;

/** Gathers who is in which group, from the groups’ side. */
export function createRolls(): { add(group: LdapEntry): void; groupsOf: GroupsOf } {
  const byDn = new Map<string, string[]>();
  const byUid = new Map<string, string[]>();
  const note = (roll: Map<string, string[]>, member: string | null, group: string): void => {
    if (member === null) return;
    const groups = roll.get(member);
    if (groups === undefined) roll.set(member, [group]);
    else groups.push(group);
  };
  return {
    add: (group) => {
      const name = group.text('cn');
      if (name === null) return;
      for (const member of group.texts('member')) note(byDn, dnKey(member), name);
      // A unique identifier may follow the name (RFC 4519 section 2.40).
      for (const member of group.texts('uniqueMember'))
        note(byDn, dnKey(member.replace(/#'[01]*'B$/, '')), name);
      for (const uid of group.texts('memberUid')) note(byUid, uid, name);
    },
    groupsOf: ({ dn, uid }) => [
      ...(byDn.get(dnKey(dn) ?? '') ?? []),
      ...(uid === null ? [] : (byUid.get(uid) ?? [])),
    ],
  };
}
