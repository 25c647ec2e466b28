import { MusterError } from './errors.ts';

/** What can be wrong with a list; each has a text in `actions:csv.problem`. */
export const LIST_PROBLEMS = [
  'empty',
  'quote_open',
  'quote_inside',
  'cell_count',
  'heading_twice',
  'no_device_heading',
  'no_value_heading',
  'no_device',
  'no_user_heading',
] as const;
export type ListProblem = (typeof LIST_PROBLEMS)[number];

/** The error of a list that cannot be read: `problem` names a text, `text` quotes what was found. */
export function unreadable(line: number, problem: ListProblem, text = ''): MusterError {
  // A text of ours may refer to others by `$t(…)`; what an admin wrote must not.
  const quoted = text.replaceAll('$t(', '$ t(').slice(0, 80);
  return new MusterError('list_unreadable', { line, problem, text: quoted });
}

export type Delimiter = ',' | ';' | '\t';

/** One record of a CSV text; `line` is where it begins, from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** The delimiter a text uses: the one that is most frequent in its first line with anything on it, outside quotes. */
export function delimiterOf(text: string): Delimiter {
  const first = /[^\s\uFEFF][^\r\n]*/.exec(text)?.[0] ?? '';
  const bare = first.replace(/"[^"]*"/g, '');
  const count = (delimiter: Delimiter): number => bare.split(delimiter).length;
  const delimiters: readonly Delimiter[] = [',', ';', '\t'];
  return delimiters.reduce((best, other) => (count(other) > count(best) ? other : best));
}

/**
 * The records of a text after RFC 4180, with any of three delimiters and any line end; records without any content
 * are left out. Space around a cell is cut, inside quotes it stays. Throws `list_unreadable`.
 */
export function* csvRecords(text: string, delimiter: Delimiter): Generator<CsvRecord> {
  const cursor = { at: text.startsWith('\uFEFF') ? 1 : 0, line: 1 };
  while (cursor.at < text.length) {
    const record: CsvRecord = { line: cursor.line, cells: [] };
    do record.cells.push(readCell(text, cursor, delimiter));
    while (text[cursor.at++] === delimiter);
    // The step above went over the delimiter that ended the loop: a line end, or the end of the text.
    if (text[cursor.at - 1] === '\r' && text[cursor.at] === '\n') cursor.at++;
    cursor.line++;
    if (record.cells.some((cell) => cell !== '')) yield record;
  }
}

interface Cursor {
  at: number;
  line: number;
}

/** Reads a cell and leaves the cursor on what ends it. */
function readCell(text: string, cursor: Cursor, delimiter: Delimiter): string {
  const start = skipBlanks(text, cursor.at, delimiter);
  if (text[start] === '"') return readQuoted(text, start, cursor, delimiter);
  const end = endOfCell(text, start, delimiter);
  cursor.at = end;
  return text.slice(start, end).trim();
}

function readQuoted(text: string, start: number, cursor: Cursor, delimiter: Delimiter): string {
  const begun = cursor.line;
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) throw unreadable(begun, 'quote_open', firstLine(text.slice(start, start + 80)));
  const value = text.slice(start + 1, close).replaceAll('""', '"');
  cursor.line += value.match(/\r\n|\r|\n/g)?.length ?? 0;
  cursor.at = skipBlanks(text, close + 1, delimiter);
  const end = endOfCell(text, cursor.at, delimiter);
  if (end !== cursor.at)
    throw unreadable(cursor.line, 'quote_inside', firstLine(text.slice(start, Math.min(end, start + 80))));
  return value;
}

function endOfCell(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === delimiter || character === '\n' || character === '\r') break;
  }
  return at;
}

function skipBlanks(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\u00A0' || (text[at] === '\t' && delimiter !== '\t')) at++;
  return at;
}

function firstLine(text: string): string {
  return text.split(/[\r\n]/, 1)[0] ?? '';
}

/**
 * A cell without the apostrophe our own exports put before what a spreadsheet would run as a formula, so that what
 * was exported can be imported again.
 */
export function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
