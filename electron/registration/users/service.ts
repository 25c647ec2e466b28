import { isMusterError, MusterError } from '../../model/errors.ts';
import { isKeptHere, type User, type UserDraft } from '../../model/user.ts';
import type { UserRow } from '../../store/contract.ts';
import type { UserService } from '../contract.ts';
import type { UserServiceDeps } from './deps.ts';
import { createDirectoryImports } from './directory-import.ts';
import { createLists } from './lists.ts';

/** The people of a workspace. */
export function createUserService(deps: UserServiceDeps): UserService {
  const { users, clock, random, draft, changed } = deps;
  const lists = createLists(deps);
  const need = async (id: string): Promise<User> => {
    const user = await users.get(id);
    if (user === null) throw new MusterError('not_found', { id });
    return user;
  };
  return {
    window: (query) => users.window(query),
    get: (id) => users.get(id),
    add: async (wanted) => {
      const at = clock.now();
      const row: UserRow = {
        id: random.uuid(at),
        ...detailsOf(wanted),
        source: 'local',
        externalId: null,
        orgUnitPath: null,
        groups: [],
        state: 'active',
        createdAt: at,
        changedAt: at,
      };
      await users.put({ users: [row], audit: draft('users.added', row.id, { userName: row.userName }) });
      changed();
      return await need(row.id);
    },
    change: async (id, wanted) => {
      for (;;) {
        const version = await users.version();
        const row = rowOf(await need(id));
        const { language, notes } = wanted;
        const details = isKeptHere(row.source) ? detailsOf(wanted) : { language, notes };
        const after = { ...row, ...details, changedAt: clock.now() };
        const audit = draft('users.changed', id, { userName: after.userName, fields: fieldsOf(row, after) });
        try {
          await users.put({ users: [after], audit, version });
        } catch (error) {
          // Somebody else changed users between the look and the write.
          if (isMusterError(error, 'review_gone')) continue;
          throw error;
        }
        changed();
        return await need(id);
      }
    },
    remove: async (ids) => {
      const removed = await users.remove({
        ids: [...ids],
        audit: draft('users.removed', ids.length === 1 ? (ids[0] ?? null) : null, {}),
      });
      changed();
      return removed;
    },
    restore: async (wanted) => {
      const audit = draft('users.restored', wanted.length === 1 ? (wanted[0]?.id ?? null) : null, {
        count: wanted.length,
      });
      await users.put({ users: wanted.map(rowOf), audit });
      changed();
    },
    ...lists,
    importList: async (previewId, leaveOutFaulty) => {
      const result = await lists.importList(previewId, leaveOutFaulty);
      changed();
      return result;
    },
    ...createDirectoryImports(deps),
    imports: async () =>
      (await users.imports()).map(({ source, result, failed }) => ({ source, result, failed })),
  };
}

function detailsOf(
  wanted: UserDraft,
): Pick<UserRow, 'userName' | 'email' | 'displayName' | 'language' | 'notes'> {
  const { email, displayName, language, notes } = wanted;
  const userName = wanted.userName ?? email;
  if (userName === null) throw new MusterError('bad_input', { method: 'users', field: 'email', problem: '' });
  return { userName, email, displayName, language, notes: notes === '' ? null : notes };
}

function rowOf({ devices: _devices, fetchedAt: _fetchedAt, ...row }: User): UserRow {
  return row;
}

/** Which fields a change touches, for the log. */
function fieldsOf(before: UserRow, after: UserRow): string {
  const fields = ['userName', 'email', 'displayName', 'language', 'notes'] as const;
  return fields.filter((field) => before[field] !== after[field]).join(', ');
}
