import { type ImportedUser, type ImportResult, isKeptHere } from '../../model/user.ts';
import type { UserDirectory } from '../../model/user-directory.ts';
import type { UserRepository } from '../contract.ts';
import type { Db } from '../database/connect.ts';
import { distinctUsers, type Match, type Matching, matchUsers } from './match.ts';
import { ownershipMover } from './ownership.ts';
import { nameFreer } from './put.ts';
import { type KeptUser, keptOf, type StoredUser, userWriter } from './rows.ts';

type Input = Omit<Parameters<UserRepository['merge']>[0], 'audit' | 'connection'>;
type Source = UserDirectory['source'];

/** Keeps what a source said; see UserRepository.merge. To be called in a transaction. */
export function mergeUsers(db: Db, input: Input, newId: (at: number) => string): ImportResult {
  const { source, whole, at, skipped } = input;
  const { users, twice } = distinctUsers(input.users);
  const matching = matchUsers(db, source, users);
  const leaving = leavingOf(db, source, matching, input);
  const counts = { added: 0, changed: 0, joined: 0 };
  makeRoom(db, matching, at);
  const write = userWriter(db);
  for (const match of matching.matches) {
    const kind = keep(match, source, at, write, newId);
    if (kind !== 'same') counts[kind] += 1;
  }
  const goes = goneMarker(db, at);
  for (const seq of leaving.gone) goes(seq);
  return {
    source,
    at,
    seen: users.length + twice,
    ...counts,
    gone: whole && leaving.held === null ? leaving.gone.length + matching.displaced.length : null,
    ...(skipped === undefined ? {} : { skipped }),
    leftOut: twice + matching.leftOut,
    held: leaving.held,
  };
}

/** Those of the source that are not named any more, unless they are so many that it has to be asked first. */
function leavingOf(
  db: Db,
  source: Source,
  { matches, displaced }: Matching,
  { whole, acceptShrink }: Input,
): { gone: number[]; held: number | null } {
  if (!whole) return { gone: [], held: null };
  const staying = new Set(displaced.map(({ seq }) => seq));
  for (const { row } of matches) if (row !== null) staying.add(row.seq);
  const known = db
    .prepare<[string], number>("SELECT seq FROM users WHERE source = ? AND state <> 'gone' ORDER BY seq")
    .pluck()
    .all(source);
  const gone = known.filter((seq) => !staying.has(seq));
  const held = !acceptShrink && gone.length * 2 > known.length;
  return held ? { gone: [], held: gone.length } : { gone, held: null };
}

/** Frees the names that will be given anew. */
function makeRoom(db: Db, { matches, displaced }: Matching, at: number): void {
  const goes = goneMarker(db, at);
  for (const { seq } of displaced) goes(seq);
  const remove = db.prepare<[number]>('DELETE FROM users WHERE seq = ?');
  const free = nameFreer(db);
  const hand = ownershipMover(db);
  for (const { user, row, absorbed } of matches) {
    if (absorbed !== null) remove.run(absorbed.seq);
    if (absorbed !== null && row !== null) hand(absorbed.id, row.id);
    if (row !== null && row.userName !== user.userName) free(row);
  }
}

function goneMarker(db: Db, at: number): (seq: number) => void {
  const mark = db.prepare<[number, number]>("UPDATE users SET state = 'gone', changed_at = ? WHERE seq = ?");
  return (seq) => {
    mark.run(at, seq);
  };
}

/** Writes one user when there is anything to write. */
function keep(
  match: Match,
  source: Source,
  at: number,
  write: (user: KeptUser) => void,
  newId: (at: number) => string,
): 'added' | 'changed' | 'joined' | 'same' {
  const { user, row, absorbed } = match;
  const said = { ...saidOf(user), source, sourceLanguage: user.language, changedAt: at };
  if (row === null) {
    write({ ...said, id: newId(at), language: user.language, notes: null, keptAs: null, createdAt: at });
    return 'added';
  }
  const before = keptOf(row);
  // A language that is not what the source said last was chosen here.
  const language = row.language === row.sourceLanguage ? user.language : row.language;
  const keptAs = keptBefore(row) ?? (absorbed === null ? null : keptBefore(absorbed));
  const notes = row.notes ?? absorbed?.notes ?? null;
  const after: KeptUser = { ...before, ...said, language, keptAs, notes, changedAt: row.changedAt };
  if (isSame(before, after)) return 'same';
  write({ ...after, changedAt: at });
  return absorbed !== null || (isKeptHere(row.source) && row.state !== 'gone') ? 'joined' : 'changed';
}

function saidOf({ suspended, ...user }: ImportedUser) {
  return {
    userName: user.userName,
    email: user.email,
    displayName: user.displayName,
    externalId: user.externalId,
    orgUnitPath: user.orgUnitPath,
    groups: user.groups,
    state: suspended ? ('suspended' as const) : ('active' as const),
  };
}

function keptBefore({ source, keptAs }: StoredUser): KeptUser['keptAs'] {
  return source === 'local' || source === 'csv' ? source : keptAs;
}

const COMPARED = [
  ...(['userName', 'email', 'displayName', 'source', 'externalId', 'keptAs', 'orgUnitPath'] as const),
  ...(['language', 'sourceLanguage', 'notes', 'state'] as const),
];

function isSame(one: KeptUser, other: KeptUser): boolean {
  if (COMPARED.some((field) => one[field] !== other[field])) return false;
  return (
    one.groups.length === other.groups.length && one.groups.every((group, n) => group === other.groups[n])
  );
}
