import { CLEAR_MARK } from './annotation-list.ts';
import { type CsvRecord, csvRecords, delimiterOf, unreadable, withoutGuard } from './csv-text.ts';
import { USER_LIMITS, type USER_LIST_FAULTS, type User, userDraftSchema, userKey } from './user.ts';
import { type UserListColumn, userColumnOf } from './user-headings.ts';

/** One line of a list of users as it was read. What is null was not said: it stays as it is; '' clears it. */
export interface UserLine {
  line: number;
  /** Found in the line itself; what it means among the users is judged later. */
  fault: (typeof USER_LIST_FAULTS)[number] | null;
  /** As written, or the address; empty when there is neither. */
  userName: string;
  /** True when the line has a user name of its own. */
  named: boolean;
  email: string | null;
  displayName: string | null;
  language: User['language'] | '';
  notes: string | null;
}

type Columns = readonly (UserListColumn | null)[];

/**
 * Reads a CSV of users: a heading, then a user a line. Columns that say nothing of a user are left alone. Throws
 * `list_unreadable` when there is no heading or a quotation mark is not closed; all else is a fault of its line.
 */
export function* userLines(text: string): Generator<UserLine> {
  let columns: Columns | null = null;
  const seen = new Set<string>();
  for (const record of csvRecords(text, delimiterOf(text))) {
    if (columns === null) {
      columns = headingOf(record);
      continue;
    }
    const line = lineOf(record, columns);
    const key = userKey(line.userName);
    yield line.fault === null && seen.has(key) ? { ...line, fault: 'listed_twice' } : line;
    if (line.fault === null) seen.add(key);
  }
  if (columns === null) throw unreadable(1, 'empty');
}

function headingOf({ line, cells }: CsvRecord): Columns {
  const columns = cells.map(userColumnOf);
  const twice = columns.findIndex((column, place) => column !== null && columns.indexOf(column) !== place);
  if (twice !== -1) throw unreadable(line, 'heading_twice', cells[twice]);
  if (!columns.includes('userName') && !columns.includes('email'))
    throw unreadable(line, 'no_user_heading', cells.join(' | '));
  return columns;
}

function lineOf({ line, cells }: CsvRecord, columns: Columns): UserLine {
  const written = (column: UserListColumn): string => cells[columns.indexOf(column)]?.trim() ?? '';
  /** Null when nothing is said, '' when it is to be cleared. */
  const cell = (column: UserListColumn): string | null => {
    const text = written(column);
    if (text === '') return null;
    return text === CLEAR_MARK ? '' : withoutGuard(text);
  };
  const plain = (column: UserListColumn): string | null => cell(column)?.replace(/\s+/gu, ' ') ?? null;
  const parts = [plain('givenName'), plain('familyName')].filter((part) => part !== null && part !== '');
  const email = cell('email');
  const userName = plain('userName') ?? '';
  const read = {
    line,
    userName: userName === '' ? (email ?? '') : userName,
    named: userName !== '',
    email,
    displayName: plain('displayName') ?? (parts.length === 0 ? null : parts.join(' ')),
    language: languageOf(cell('language')),
    notes: cell('notes'),
  };
  return { ...read, fault: hasOtherLength(cells, columns) ? 'cell_count' : faultOf(read) };
}

/** A cell too many or too few means that a delimiter stands in a value without quotes: nothing after it can be trusted. */
function hasOtherLength(cells: readonly string[], columns: Columns): boolean {
  return cells.length < columns.length || cells.slice(columns.length).some((cell) => cell !== '');
}

function faultOf({ userName, email, displayName, notes }: Omit<UserLine, 'fault'>): UserLine['fault'] {
  if (userName === '') return 'no_user_name';
  const texts = { userName, email, displayName, notes };
  for (const field of ['userName', 'email', 'displayName', 'notes'] as const)
    if ((texts[field]?.length ?? 0) > USER_LIMITS[field]) return 'too_long';
  const isAddress = userDraftSchema.shape.email.safeParse(email === '' ? null : email).success;
  return isAddress ? null : 'bad_email';
}

/** A language by its code or its name in English or French; what we do not speak is not said. */
function languageOf(cell: string | null): UserLine['language'] {
  if (cell === null || cell === '') return cell;
  const text = cell.toLowerCase();
  if (/^(en\b|english|anglais)/.test(text)) return 'en';
  return /^(fr\b|french|français|francais)/.test(text) ? 'fr' : null;
}
