import { HISTORY_FIELDS, type HistoryField } from '../../model/history.ts';
import { naturalKey } from '../../model/natural-order.ts';
import { searchTextOf } from '../../model/search-text.ts';
import type { Db } from '../database/connect.ts';
import { COLUMN_OF, INSTANTS, PRESENCE } from './fields.ts';
import type { FormerQuery } from './former-query.ts';
import { formerStatus } from './former-status.ts';

/** What a search looks at, in the order of `searchTextOf`. */
const SEARCHED: readonly HistoryField[] = ['serial', 'user', 'model', 'assetId', 'location', 'notes'];
const COLUMNS = HISTORY_FIELDS.map((field) => COLUMN_OF[field]).join(', ');
const TABLE = `CREATE TEMP TABLE IF NOT EXISTS then_devices (seq INTEGER PRIMARY KEY, vanished_at INTEGER,
  connection INTEGER, platform TEXT, name TEXT, status TEXT, os_order TEXT, search_text TEXT, ${COLUMNS});
  CREATE TEMP TABLE IF NOT EXISTS then_kept (what TEXT PRIMARY KEY);`;

/** Fills `temp.then_devices` for what was so up to the row `lastRow` of history; `version` is the fleet's now. */
export type Undo = (lastRow: number, fields: HistoryField[], version: number) => void;

/**
 * Keeps, in `temp.then_devices`, the devices whose values of some fields, or whose presence, were others at a former
 * time: as they were then, in columns named as those of `devices`. Whoever was not there has `vanished_at`.
 */
export function undoer(db: Db): Undo {
  defineFunctions(db);
  db.exec(TABLE);
  // Noted in a table: a read that fails takes back what it has filled, and the note with it.
  const isKept = db.prepare<[string], number>('SELECT 1 FROM temp.then_kept WHERE what = ?').pluck();
  const keep = db.prepare('INSERT INTO temp.then_kept VALUES (?)');
  return (lastRow, fields, version) => {
    const what = `${version} ${lastRow} ${fields.join(' ')}`;
    if (isKept.get(what) !== undefined) return;
    db.exec('DELETE FROM temp.then_devices; DELETE FROM temp.then_kept;');
    db.prepare(fillOf(fields)).run(lastRow);
    keep.run(what);
  };
}

/** The fields whose former values decide about a filter and an order. */
export function fieldsFor({ filter, sort }: FormerQuery): HistoryField[] {
  const { text, status, orgUnit, model, osVersion, serials } = filter;
  const wanted = new Set<string>([sort.column]);
  if (text !== undefined) for (const field of SEARCHED) wanted.add(field);
  if (status?.length || sort.column === 'status') wanted.add('providerStatus');
  if (orgUnit) wanted.add('orgUnitPath');
  if (model?.length) wanted.add('model');
  if (osVersion?.length) wanted.add('osVersion');
  if (serials) wanted.add('serial');
  return HISTORY_FIELDS.filter((field) => wanted.has(field));
}

/** The first row after a time tells what was so until then: one line a device and field. */
function firstRows(fields: readonly HistoryField[]): string {
  const quoted = (whats: readonly string[]) => whats.map((what) => `'${what}'`).join(', ');
  // Of enrollment times there are two kinds of rows.
  const whats = [...PRESENCE, ...fields, ...(fields.includes('enrolledAt') ? ['reregistered'] : [])];
  return `SELECT device, CASE WHEN what IN (${quoted(PRESENCE)}) THEN 'presence'
      WHEN what = 'reregistered' THEN 'enrolledAt' ELSE what END AS field, what, before, min(seq)
    FROM history NOT INDEXED WHERE seq > ? AND what IN (${quoted(whats)}) GROUP BY 1, 2`;
}

function fillOf(fields: readonly HistoryField[]): string {
  const was = (field: string, value: string) => `max(CASE WHEN field = '${field}' THEN ${value} END)`;
  const sides = fields.flatMap((field) => [
    `${was(field, '1')} AS has_${COLUMN_OF[field]}`,
    `${was(field, 'before')} AS old_${COLUMN_OF[field]}`,
  ]);
  const undone = `SELECT device, ${[`${was('presence', 'what')} AS presence`, ...sides].join(', ')}
    FROM (${firstRows(fields)}) GROUP BY device`;
  const values = HISTORY_FIELDS.map((field) => {
    const column = COLUMN_OF[field];
    if (!fields.includes(field)) return `d.${column} AS ${column}`;
    const old = INSTANTS.includes(field) ? `CAST(u.old_${column} AS INTEGER)` : `u.old_${column}`;
    return `iif(u.has_${column}, ${old}, d.${column}) AS ${column}`;
  });
  const vanished = `CASE u.presence WHEN 'vanished' THEN NULL WHEN 'registered' THEN 0 WHEN 'returned' THEN 0
    ELSE d.vanished_at END`;
  return `INSERT INTO temp.then_devices (seq, vanished_at, connection, platform, name, status, os_order, search_text,
      ${COLUMNS})
    SELECT seq, was_vanished, connection, platform, name, ${derived(fields).join(', ')}, ${COLUMNS}
    FROM (SELECT d.seq, ${vanished} AS was_vanished, d.vanished_at, d.connection, d.platform, d.name, d.status,
        d.os_order, d.search_text,
        ${values.join(', ')}
      FROM (${undone}) u CROSS JOIN devices d ON d.seq = u.device)`;
}

/** Status, order of versions and search text, made anew only where a field they follow from is in question. */
function derived(fields: readonly HistoryField[]): string[] {
  // A device that has vanished since has no status of its own any more.
  const status = fields.includes('providerStatus')
    ? 'status_of(platform, provider_status)'
    : 'iif(vanished_at IS NULL, status, status_of(platform, provider_status))';
  const order = fields.includes('osVersion') ? 'natural_key(os_version)' : 'os_order';
  // Names are not kept: a device is found by the one it has.
  const [serial = '', ...rest] = SEARCHED.map((field) => COLUMN_OF[field]);
  const searched = [serial, 'name', ...rest];
  const lines = searched.map((column) => `coalesce(${column} || char(10), '')`).join(' || ');
  // SQLite folds plain text sooner by itself.
  const folded = `CASE WHEN ${lines} GLOB '*[^ -~' || char(10) || ']*' THEN search_text_of(${searched.join(', ')})
    ELSE lower(${lines}) END`;
  return [status, order, fields.some((field) => SEARCHED.includes(field)) ? folded : 'search_text'];
}

function defineFunctions(db: Db): void {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const options = { deterministic: true };
  db.function(
    'status_of',
    options,
    (platform: unknown, word: unknown) => formerStatus(text(platform) ?? '', text(word)).status,
  );
  db.function('natural_key', options, (version: unknown) => {
    const known = text(version);
    return known === null ? null : naturalKey(known);
  });
  db.function('search_text_of', options, (serial, name, user, model, assetId, location, notes) =>
    searchTextOf({
      serial: text(serial),
      name: text(name),
      user: text(user),
      model: text(model),
      assetId: text(assetId),
      location: text(location),
      notes: text(notes),
    }),
  );
}
