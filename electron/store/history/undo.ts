import type { DeviceFilter, DeviceSort } from '../../model/device-query.ts';
import { stateOfGoogleStatus, statusOf } from '../../model/device-status.ts';
import { HISTORY_FIELDS, type HistoryField } from '../../model/history.ts';
import { naturalKey } from '../../model/natural-order.ts';
import { searchTextOf } from '../../model/search-text.ts';
import type { Db } from '../database/connect.ts';
import { COLUMN_OF, INSTANTS, PRESENCE } from './fields.ts';

/** What a search looks at. */
const SEARCHED: readonly HistoryField[] = ['serial', 'user', 'model', 'assetId', 'location', 'notes'];
/** What follows from the values of fields. */
const DERIVED = {
  status: 'status_of(provider_status)',
  os_order: 'natural_key(os_version)',
  search_text: 'search_text_of(serial, user, model, asset_id, location, notes)',
} as const;

const COLUMNS = Object.values(COLUMN_OF);

/**
 * Keeps, in `temp.then_devices`, the devices whose values of some fields, or whose presence, were others at a former
 * time: as they were then, in columns named as those of `devices`. Whoever was not there has `vanished_at`.
 */
export function undoer(db: Db) {
  defineFunctions(db);
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS then_devices (seq INTEGER PRIMARY KEY, vanished_at INTEGER,
    status TEXT, os_order TEXT, search_text TEXT, ${COLUMNS.join(', ')})`);
  let kept = '';
  return {
    /** Fills the table for what was so up to the row `lastRow` of history; `version` is the fleet's. */
    undo: (lastRow: number, fields: HistoryField[], version: number): void => {
      const key = `${version} ${lastRow} ${fields.join(' ')}`;
      if (key === kept) return;
      kept = '';
      db.exec('DELETE FROM temp.then_devices');
      db.prepare(fillOf(fields)).run(lastRow);
      kept = key;
    },
  };
}

/** The fields whose former values decide about a filter and an order. */
export function fieldsFor(filter: DeviceFilter, sort: DeviceSort): HistoryField[] {
  const { text, status, orgUnit, model, osVersion, serials } = filter;
  const wanted = new Set<HistoryField>();
  if (text !== undefined) for (const field of SEARCHED) wanted.add(field);
  if (status?.length) wanted.add('providerStatus');
  if (orgUnit) wanted.add('orgUnitPath');
  if (model?.length) wanted.add('model');
  if (osVersion?.length) wanted.add('osVersion');
  if (serials) wanted.add('serial');
  const { column } = sort;
  if (column === 'status') wanted.add('providerStatus');
  for (const field of HISTORY_FIELDS) if (field === column) wanted.add(field);
  return HISTORY_FIELDS.filter((field) => wanted.has(field));
}

/** The first row after a time tells what was so until then; of enrollment times there are two kinds of rows. */
function fillOf(fields: readonly HistoryField[]): string {
  const presence = PRESENCE.map((what) => `'${what}'`).join(', ');
  const whats = [...PRESENCE, ...fields, ...(fields.includes('enrolledAt') ? ['reregistered'] : [])];
  const first = `SELECT device, CASE WHEN what IN (${presence}) THEN 'presence'
      WHEN what = 'reregistered' THEN 'enrolledAt' ELSE what END AS field, what, before, min(seq)
    FROM history WHERE seq > ? AND what IN (${whats.map((what) => `'${what}'`).join(', ')}) GROUP BY 1, 2`;
  const was = (field: string, value: string) => `max(CASE WHEN field = '${field}' THEN ${value} END)`;
  const sides = fields.flatMap((field) => [
    `${was(field, '1')} AS has_${COLUMN_OF[field]}`,
    `${was(field, 'before')} AS old_${COLUMN_OF[field]}`,
  ]);
  const undone = `SELECT device, ${[`${was('presence', 'what')} AS presence`, ...sides].join(', ')}
    FROM (${first}) GROUP BY device`;
  const values = HISTORY_FIELDS.map((field) => {
    const column = COLUMN_OF[field];
    if (!fields.includes(field)) return `d.${column} AS ${column}`;
    const old = INSTANTS.includes(field) ? `CAST(u.old_${column} AS INTEGER)` : `u.old_${column}`;
    return `iif(u.has_${column}, ${old}, d.${column}) AS ${column}`;
  });
  const there =
    "CASE u.presence WHEN 'vanished' THEN NULL WHEN 'registered' THEN 0 WHEN 'returned' THEN 0 ELSE d.vanished_at END";
  return `INSERT INTO temp.then_devices (seq, vanished_at, status, os_order, search_text, ${COLUMNS.join(', ')})
    SELECT seq, vanished_at, ${derivedFor(fields)}, ${COLUMNS.join(', ')}
    FROM (SELECT d.seq, ${there} AS vanished_at, d.os_order AS now_os_order, d.search_text AS now_search_text,
        ${values.join(', ')}
      FROM (${undone}) u CROSS JOIN devices d ON d.seq = u.device)`;
}

/** Only what a filter or an order asks for is derived anew. The status always is: a vanished device has none of its own. */
function derivedFor(fields: readonly HistoryField[]): string {
  const os = fields.includes('osVersion') ? DERIVED.os_order : 'now_os_order';
  const text = fields.some((field) => SEARCHED.includes(field)) ? DERIVED.search_text : 'now_search_text';
  return `${DERIVED.status}, ${os}, ${text}`;
}

function defineFunctions(db: Db): void {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const options = { deterministic: true };
  db.function('status_of', options, (word: unknown) =>
    statusOf(stateOfGoogleStatus(text(word)), text(word), false),
  );
  db.function('natural_key', options, (version: unknown) => {
    const known = text(version);
    return known === null ? null : naturalKey(known);
  });
  db.function('search_text_of', options, (serial, user, model, assetId, location, notes) =>
    searchTextOf({
      serial: text(serial),
      user: text(user),
      model: text(model),
      assetId: text(assetId),
      location: text(location),
      notes: text(notes),
    }),
  );
}
