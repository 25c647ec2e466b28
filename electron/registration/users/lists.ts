import { setImmediate as turn } from 'node:timers/promises';
import { isMusterError, MusterError } from '../../model/errors.ts';
import type { ImportResult, UserListPreview } from '../../model/user.ts';
import { type UserLine, userLines } from '../../model/user-list.ts';
import type { UserRow } from '../../store/contract.ts';
import type { UserService } from '../contract.ts';
import { createListBook, type KeptList } from './book.ts';
import type { UserServiceDeps } from './deps.ts';
import { type Judged, judgeLines } from './judge.ts';

/** Lines between which the thread is free; the store takes so many names at once. */
const STRETCH = 1000;
/** Other programs may change users while a list is kept; so often in a row is no coincidence. */
const MOST_TRIES = 5;

type Lists = Pick<UserService, 'preview' | 'previewRows' | 'importList'>;

/** Lists of users: read and judged, looked at, and kept all or not at all. */
export function createLists(deps: UserServiceDeps): Lists {
  const { users, clock, random } = deps;
  const book = createListBook();
  return {
    preview: async (text) => {
      const version = await users.version();
      const lines = await readLines(text);
      const judged = await judgeAll(deps, lines);
      const preview = { id: random.uuid(clock.now()), ...countsOf(judged) };
      book.put({ preview, lines, judged, version });
      return preview;
    },
    previewRows: async ({ previewId, kinds, offset, limit }) => {
      const rows = book.get(previewId).judged.map(({ row }) => row);
      const wanted = kinds.length === 0 ? rows : rows.filter(({ kind }) => kinds.includes(kind));
      return { rows: wanted.slice(offset, offset + limit), total: wanted.length };
    },
    importList: async (previewId, leaveOutFaulty) => {
      const { faulty } = book.get(previewId).preview;
      if (faulty > 0 && !leaveOutFaulty) throw new MusterError('user_list_faulty', { count: faulty });
      for (let tries = 1; ; tries += 1) {
        try {
          const list = await upToDate(deps, book.get(previewId));
          const result = await keepList(deps, list);
          book.forget(previewId);
          return result;
        } catch (error) {
          // Users changed between the look and the write.
          if (!isMusterError(error, 'review_gone') || error.details.changed || tries === MOST_TRIES)
            throw error;
        }
      }
    },
  };
}

async function readLines(text: string): Promise<UserLine[]> {
  const lines: UserLine[] = [];
  for (const line of userLines(text)) {
    lines.push(line);
    if (lines.length % STRETCH === 0) await turn();
  }
  return lines;
}

async function judgeAll({ users }: UserServiceDeps, lines: readonly UserLine[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let place = 0; place < lines.length; place += STRETCH)
    judged.push(...(await judgeLines(users, lines.slice(place, place + STRETCH))));
  return judged;
}

/** The list, judged by the users as they are now. Throws `review_gone` when a line has come to mean something else. */
async function upToDate(deps: UserServiceDeps, list: KeptList): Promise<KeptList> {
  const version = await deps.users.version();
  if (version === list.version) return list;
  const judged = await judgeAll(deps, list.lines);
  const shown = (each: readonly Judged[]): string => JSON.stringify(each.map(({ row }) => row));
  if (shown(judged) !== shown(list.judged)) throw new MusterError('review_gone', { changed: true });
  return { ...list, judged, version };
}

async function keepList(
  deps: UserServiceDeps,
  { preview, judged, version }: KeptList,
): Promise<ImportResult> {
  const at = deps.clock.now();
  const rows: UserRow[] = [];
  for (const [place, { makes }] of judged.entries()) {
    if (makes !== null) rows.push(userFrom(deps, makes, at));
    if (place % STRETCH === 0) await turn();
  }
  const { added, changed, faulty } = preview;
  const counts = { seen: judged.length, added, changed, joined: 0, leftOut: faulty };
  const result: ImportResult = { source: 'csv', at, ...counts, gone: null, held: null };
  const audit = deps.draft('users.imported', null, { source: 'csv', ...counts });
  await deps.users.put({ users: rows, audit, version, result });
  return result;
}

function userFrom(
  { random }: UserServiceDeps,
  { known, user }: NonNullable<Judged['makes']>,
  at: number,
): UserRow {
  if (known === null) {
    const none = { externalId: null, orgUnitPath: null, groups: [], state: 'active' } as const;
    return { ...user, ...none, groups: [], id: random.uuid(at), source: 'csv', createdAt: at, changedAt: at };
  }
  const { devices: _devices, fetchedAt: _fetchedAt, ...row } = known;
  return { ...row, ...user, changedAt: at };
}

function countsOf(judged: readonly Judged[]): Omit<UserListPreview, 'id'> {
  const counts = { added: 0, changed: 0, same: 0, faulty: 0 };
  for (const { row } of judged) counts[row.kind] += 1;
  return counts;
}
