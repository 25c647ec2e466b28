import { MusterError } from '../../model/errors.ts';
import type { ImportedUser } from '../../model/user.ts';
import type { UserReading } from '../../model/user-directory.ts';
import { createRolls, GROUP_ATTRIBUTES } from './people/groups.ts';
import { type GroupsOf, kindOf, type LdapKind } from './people/kind.ts';
import type { LdapSettings } from './settings.ts';
import { parseFilter, withAtLeast } from './wire/filter.ts';
import type { LdapSession } from './wire/session.ts';

/** People who are gone, or whom the filter no longer finds, are missed by a whole reading alone. */
const WHOLE_EVERY_MS = 7 * 24 * 60 * 60 * 1000;
/**
 * Clocks differ, and what was changed at one domain controller reaches another, with a time of its own, up to three
 * hours later (the usual interval between sites).
 */
const OVERLAP_MS = 4 * 60 * 60 * 1000;

/** What a reading is made with. */
export interface ReadingParts {
  session: LdapSession;
  settings: LdapSettings;
  /** The settings kept now. Throws ldap_not_set. */
  settingsNow(): Promise<LdapSettings>;
  /** ms UTC. */
  now: number;
}

/** Begins to read people, all or those that changed; the session is ended with the reading. See `UserDirectory`. */
export async function readDirectory(parts: ReadingParts, since: number | null): Promise<UserReading> {
  try {
    return readingOf(parts, await partFrom(parts, since));
  } catch (error) {
    parts.session.close();
    throw error;
  }
}

/**
 * The moment since which changes are enough, or null for a whole reading: once a week, after other settings, and
 * whenever a group or a unit changed, because the people in it show no sign of that.
 */
async function partFrom(
  { session, settings: { connection, savedAt }, now }: ReadingParts,
  since: number | null,
): Promise<number | null> {
  if (since === null || since <= savedAt || since > now || now - since > WHOLE_EVERY_MS) return null;
  const kind = kindOf(connection);
  const from = since - OVERLAP_MS;
  const filter = withAtLeast(kind.structureFilter, kind.changedAt, kind.timeOf(from));
  const changed = session.search({ base: connection.baseDn, filter, attributes: ['1.1'], pageSize: 1 });
  for await (const _entries of changed) return null;
  return from;
}

function readingOf({ session, settings, settingsNow }: ReadingParts, from: number | null): UserReading {
  const { connection, savedAt } = settings;
  const kind = kindOf(connection);
  const base = connection.baseDn;
  const people = connection.userFilter ?? kind.userFilter;
  const filter = from === null ? parseFilter(people) : withAtLeast(people, kind.changedAt, kind.timeOf(from));
  let skipped = 0;
  async function* pages(): AsyncGenerator<ImportedUser[]> {
    try {
      const groupsOf = await readGroups(session, base, kind);
      for await (const entries of session.search({ base, filter, attributes: kind.attributes })) {
        const users = entries.map((entry) => kind.userOf(entry, groupsOf)).filter((user) => user !== null);
        skipped += entries.length - users.length;
        yield users;
      }
      // What was read by settings that are gone is not what the directory says now.
      if ((await settingsNow()).savedAt !== savedAt) throw new MusterError('cancelled');
    } finally {
      session.close();
    }
  }
  return { whole: from === null, pages: pages(), skipped: () => skipped };
}

async function readGroups(session: LdapSession, base: string, kind: LdapKind): Promise<GroupsOf> {
  const rolls = createRolls();
  if (kind.groupFilter !== null) {
    const filter = parseFilter(kind.groupFilter);
    for await (const groups of session.search({ base, filter, attributes: GROUP_ATTRIBUTES }))
      for (const group of groups) rolls.add(group);
  }
  return rolls.groupsOf;
}
