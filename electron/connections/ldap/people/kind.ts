import type { LdapConnection } from '../../../model/ldap.ts';
import type { ImportedUser } from '../../../model/user.ts';
import type { LdapEntry } from '../wire/entry.ts';
import { activeDirectory } from './active-directory.ts';
import { openLdap } from './openldap.ts';

/** What two families of directories do differently. Filters are written as in RFC 4515. */
export interface LdapKind {
  /** Finds the people when the admin gave no filter. */
  userFilter: string;
  attributes: readonly string[];
  /** The attribute of `ImportedUser.externalId`, and a value of it as the directory keeps it; null when it is none. */
  idAttribute: string;
  idValue(externalId: string): string | Buffer | null;
  /** The attributes a user name may come from. */
  nameAttributes: readonly string[];
  /** Finds groups and units: their change moves or regroups people whose own entries do not change. */
  structureFilter: string;
  /** Finds the groups that name their members, where the members’ entries may not name their groups. */
  groupFilter: string | null;
  /** The attribute that says when an entry changed, and how it writes a time (ms UTC). */
  changedAt: string;
  timeOf(at: number): string;
  /**
   * A user, or null when nothing in the entry can be an id or a user name. `groupsOf` answers the groups that name
   * a member.
   */
  userOf(entry: LdapEntry, groupsOf: GroupsOf): ImportedUser | null;
}

/** The names of the groups that name this member, by its distinguished name or its user name. */
export type GroupsOf = (member: { dn: string; uid: string | null }) => readonly string[];

/** The kind a connection is set to. */
export function kindOf({ kind }: Pick<LdapConnection, 'kind'>): LdapKind {
  return kind === 'active_directory' ? activeDirectory : openLdap;
}
