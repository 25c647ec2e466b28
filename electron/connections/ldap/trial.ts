import type { LdapConnection, LdapTest } from '../../model/ldap.ts';
import { kindOf } from './people/kind.ts';
import { parseFilter } from './wire/filter.ts';
import type { LdapSession } from './wire/session.ts';

/** As many people are counted; beyond them a total tells an admin nothing more about the settings. */
const COUNT_AT_MOST = 5000;
const SAMPLE = 5;

/** Reads people without keeping anything, and ends the session. Groups are left out: they change no count. */
export async function tryOut(session: LdapSession, connection: LdapConnection): Promise<LdapTest> {
  const kind = kindOf(connection);
  const sample: LdapTest['sample'] = [];
  let users = 0;
  let counted = true;
  try {
    const people = session.search({
      base: connection.baseDn,
      filter: parseFilter(connection.userFilter ?? kind.userFilter),
      attributes: kind.attributes,
    });
    for await (const entries of people) {
      for (const entry of entries) {
        const user = kind.userOf(entry, () => []);
        if (user === null) continue;
        if (users === COUNT_AT_MOST) counted = false;
        else users += 1;
        const { userName, displayName } = user;
        if (sample.length < SAMPLE) sample.push({ userName, displayName });
      }
      if (!counted) break;
    }
  } finally {
    session.close();
  }
  return { users, counted, sample, certificate: session.certificate };
}
