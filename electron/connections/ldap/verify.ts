import { isMusterError } from '../../model/errors.ts';
import type { LdapConnection } from '../../model/ldap.ts';
import { userKey } from '../../model/user.ts';
import { kindOf } from './people/kind.ts';
import type { LdapIdentity, LdapVerdict } from './service.ts';
import { withValue } from './wire/filter.ts';
import { type LdapPatience, openSession } from './wire/session.ts';

/** A person waits for the answer. */
const PATIENCE: LdapPatience = { connectMs: 5_000, answerMs: 5_000 };

/**
 * Finds the user’s entry as the reader, then binds as that entry on a connection of its own. An empty password would
 * be taken for nobody’s (RFC 4513 section 5.1.2): it is wrong without asking. Throws what openSession and its searches
 * throw when the directory cannot be asked.
 */
export async function verifyPassword(
  reader: { connection: LdapConnection; password: string },
  { user, password }: { user: LdapIdentity; password: string },
  signal: AbortSignal,
  patience: LdapPatience = PATIENCE,
): Promise<LdapVerdict> {
  if (password === '') return 'wrong';
  const dn = await findEntry(reader, user, signal, patience);
  if (dn === null) return 'wrong';
  try {
    (await openSession({ ...reader.connection, bindDn: dn }, password, signal, patience)).close();
    return 'right';
  } catch (error) {
    if (isMusterError(error, 'ldap_bind_refused')) return 'wrong';
    throw error;
  }
}

/** The name of the one entry that is this user, as an import would read it; null when there is none, or several. */
async function findEntry(
  { connection, password }: { connection: LdapConnection; password: string },
  user: LdapIdentity,
  signal: AbortSignal,
  patience: LdapPatience,
): Promise<string | null> {
  const kind = kindOf(connection);
  const people = connection.userFilter ?? kind.userFilter;
  const { externalId } = user;
  const id = externalId === null ? null : kind.idValue(externalId);
  if (externalId !== null && id === null) return null;
  const filter =
    id === null
      ? withValue(people, kind.nameAttributes, user.userName)
      : withValue(people, [kind.idAttribute], id);
  const session = await openSession(connection, password, signal, patience);
  try {
    const found: string[] = [];
    const query = { base: connection.baseDn, filter, attributes: kind.attributes, pageSize: 10 };
    for await (const entries of session.search(query)) {
      for (const entry of entries) {
        const person = kind.userOf(entry, () => []);
        if (person === null || person.suspended) continue;
        if (externalId !== null || userKey(person.userName) === userKey(user.userName)) found.push(entry.dn);
      }
      if (found.length > 1) return null;
    }
    return found[0] ?? null;
  } finally {
    session.close();
  }
}
