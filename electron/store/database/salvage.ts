import { settleSalvagedApple } from '../apple/salvaged.ts';
import { settleSalvagedCommands } from '../commands/salvaged.ts';
import { settleSalvagedRegistration } from '../enrollment/doubt.ts';
import { settleSalvagedHistory } from '../history/salvaged.ts';
import type { Db } from './connect.ts';
import { storeError } from './errors.ts';

type Row = Record<string, unknown>;

const SMALL = [
  'connections',
  'org_units',
  'views',
  'settings',
  'secrets',
  'sync_runs',
  'user_imports',
  'tries',
];
const NUMBERED = [
  ...['sightings', 'history', 'commands', 'command_targets', 'audit', 'users'],
  ...[
    'invitations',
    'invitation_links',
    'mails',
    'pins',
    'passwords',
    'terms_accepted',
    'tickets',
    'certificates',
  ],
  ...['apple_challenges', 'apple_identities', 'apple_devices', 'apple_channels', 'apple_queue'],
  ...['apple_profiles', 'apple_assignments', 'apple_installs'],
];

const BATCH = 200;
/** No row has a higher number. */
const MOST_SEQ = 2 ** 40;

/** Copies what can be read of one file into a new one; answers how many devices that was. */
export function salvage(source: Db, target: Db, now: number): number {
  target.pragma('foreign_keys = OFF');
  for (const table of SMALL) copyRows(source, target, table);
  if (target.prepare('SELECT 1 FROM connections').get() !== undefined) {
    target.transaction(() => copyDevices(source, target))();
  }
  for (const table of NUMBERED) copyNumbered(source, target, table);
  copyRows(source, target, 'audit_head');
  settleSalvagedHistory(target);
  settleSalvagedCommands(target, now);
  settleSalvagedRegistration(target);
  settleSalvagedApple(target, now);
  // Users may be lost: what a source is asked for next is everybody.
  target.exec('UPDATE user_imports SET whole_at = NULL');
  // What such a run had marked or staged is lost, so it cannot go on.
  target
    .prepare(
      `UPDATE sync_runs SET state = 'failed', reason = 'store_failed', ended_at = ?
       WHERE state IN ('running', 'interrupted')`,
    )
    .run(now);
  target.prepare('UPDATE sync_runs SET direct = 0, holds_rows = 0').run();
  target.pragma('foreign_keys = ON');
  return target.prepare<[], number>('SELECT count(*) FROM devices').pluck().get() ?? 0;
}

/** Copies a small table until the first row that cannot be read. */
function copyRows(source: Db, target: Db, table: string): void {
  const insert = inserter(target, table);
  attempt(() => {
    for (const row of source.prepare<[], Row>(`SELECT * FROM ${table}`).iterate()) insert(row);
  });
}

/** Copies every row that can be read of a table with a `seq`; an earlier version's file may not have it. */
function copyNumbered(source: Db, target: Db, table: string): void {
  const insert = inserter(target, table);
  const copy = target.transaction(() => {
    for (const row of readableRows(source, table)) insert(row);
  });
  attempt(() => copy());
}

/** A device is saved with its document or not at all; the empty fingerprint has the next run read it again. */
function copyDevices(source: Db, target: Db): void {
  const body = source.prepare<[unknown], string>('SELECT body FROM documents WHERE seq = ?').pluck();
  const addDocument = target.prepare('INSERT INTO documents (seq, body) VALUES (?, ?)');
  const insert = inserter(target, 'devices');
  for (const row of readableRows(source, 'devices')) {
    attempt(() => {
      const document = body.get(row.document);
      if (document === undefined || !insert({ ...row, fingerprint: '' })) return;
      addDocument.run(row.document, document);
    });
  }
}

/** The rows of a table in order; around damage it feels its way forward to the next page that can be read. */
function* readableRows(source: Db, table: string): Generator<Row> {
  const batch = source.prepare<[number, number], Row>(
    `SELECT * FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  let after = 0;
  let size = BATCH;
  let leap = 1;
  while (after < MOST_SEQ) {
    const rows = attempt(() => batch.all(after, size));
    if (rows === null && size > 1) {
      size = 1;
    } else if (rows === null) {
      after += leap;
      leap *= 2;
    } else {
      yield* rows;
      const last = rows.at(-1)?.seq;
      if (typeof last !== 'number') return;
      after = last;
      leap = 1;
      size = Math.min(size * 2, BATCH);
    }
  }
}

/** Inserts rows by the names of the columns that the table has; false when a row does not fit. */
function inserter(target: Db, table: string): (row: Row) => boolean {
  const names = target.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  return (row) => {
    const known = names.filter((name) => name in row);
    const places = known.map(() => '?').join(', ');
    const insert = target.prepare(`INSERT OR IGNORE INTO ${table} (${known.join(', ')}) VALUES (${places})`);
    return attempt(() => insert.run(...known.map((name) => row[name])).changes === 1) ?? false;
  };
}

/** The result, or null when it could not be read or does not fit; a full disk ends the salvage. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (storeError(error, '').code === 'disk_full') throw error;
    return null;
  }
}
