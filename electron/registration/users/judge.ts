import { isKeptHere, type User, type UserListRow, userKey } from '../../model/user.ts';
import type { UserLine } from '../../model/user-list.ts';
import type { UserRepository, UserRow } from '../../store/contract.ts';

/** A line of a list with what it means among the users there are. */
export interface Judged {
  row: UserListRow;
  /** What it makes of a user; null when it changes nothing. An id and times of its own come when it is kept. */
  makes: {
    known: User | null;
    user: Pick<UserRow, 'userName' | 'email' | 'displayName' | 'language' | 'notes'>;
  } | null;
}

type Reads = Pick<UserRepository, 'byUserNames' | 'byEmails'>;
type Fault = NonNullable<UserListRow['fault']>;

/** Judges at most 1,000 lines against the users as they are now. */
export async function judgeLines(users: Reads, lines: readonly UserLine[]): Promise<Judged[]> {
  const sound = lines.filter(({ fault }) => fault === null);
  const names = sound.map(({ userName }) => userName);
  const known = new Map(
    (names.length === 0 ? [] : await users.byUserNames(names)).map((user) => [userKey(user.userName), user]),
  );
  const loose = sound.filter((line) => !line.named && !known.has(userKey(line.userName)));
  const addressed = loose.length === 0 ? [] : await users.byEmails(loose.map(({ userName }) => userName));
  const addresses = new Set(addressed.flatMap(({ email }) => (email === null ? [] : [userKey(email)])));
  return lines.map((line) => {
    const key = userKey(line.userName);
    if (line.fault !== null) return faulty(line, line.fault);
    // Its address is that of somebody with another user name: whether that is the same person nobody can tell.
    if (!line.named && !known.has(key) && addresses.has(key)) return faulty(line, 'name_of_another');
    return judge(line, known.get(key) ?? null);
  });
}

function judge(line: UserLine, known: User | null): Judged {
  const user = {
    userName: known?.userName ?? line.userName,
    email: said(line.email, known?.email ?? null),
    displayName: said(line.displayName, known?.displayName ?? null) ?? '',
    language: said(line.language, known?.language ?? null),
    notes: said(line.notes, known?.notes ?? null),
  };
  if (user.displayName === '') return faulty(line, 'no_display_name');
  if (known === null) return { row: rowOf(line, 'added', user, null), makes: { known, user } };
  const details = user.email !== known.email || user.displayName !== known.displayName;
  if (details && !isKeptHere(known.source)) return faulty(line, 'kept_by_source');
  if (!details && user.language === known.language && user.notes === known.notes)
    return { row: rowOf(line, 'same', user, null), makes: null };
  return { row: rowOf(line, 'changed', user, known), makes: { known, user } };
}

/** What a cell makes of a value: nothing said leaves it, an empty text clears it. */
function said<Value extends string>(cell: Value | '' | null, before: Value | null): Value | null {
  if (cell === null) return before;
  return cell === '' ? null : cell;
}

function rowOf(
  { line }: UserLine,
  kind: 'added' | 'changed' | 'same',
  user: UserListRow['user'],
  before: User | null,
): UserListRow {
  if (before === null) return { line, kind, fault: null, user, before };
  const { email, displayName, notes } = before;
  return { line, kind, fault: null, user, before: { email, displayName, notes } };
}

function faulty(line: UserLine, fault: Fault): Judged {
  const { userName, email, displayName, language, notes } = line;
  const user = {
    userName,
    email: email === '' ? null : email,
    displayName: displayName ?? '',
    language: language === '' ? null : language,
    notes: notes === '' ? null : notes,
  };
  return { row: { line: line.line, kind: 'faulty', fault, user, before: null }, makes: null };
}
