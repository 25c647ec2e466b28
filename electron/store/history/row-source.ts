import type { HistoryEntry, HistoryFilter } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import type { Sql } from '../query/filter.ts';
import { boundsAfter, RANK, type TimelinePlace } from './cursor.ts';
import { fieldOf, INSTANTS, kindOf, WHATS, type What } from './fields.ts';
import type { HistoryText } from './text.ts';

/** An entry with its place. */
export interface Placed {
  place: TimelinePlace;
  entry: HistoryEntry;
}
interface Row {
  seq: number;
  at: number;
  what: What;
  before: string | null;
  after: string | null;
  deviceId: string;
  serial: string | null;
  model: string | null;
  runId: string | null;
  commandId: string | null;
}
interface RunRows {
  at: number;
  first: number;
  last: number;
}

const ENTRIES = `SELECT h.seq, h.at, h.what, h.before, h.after, d.id AS deviceId, d.serial, d.model,
    r.id AS runId, g.command AS commandId
  FROM (SELECT seq FROM (@places) ORDER BY at DESC, seq DESC LIMIT ?) p CROSS JOIN history h ON h.seq = p.seq CROSS JOIN devices d ON d.seq = h.device
    CROSS JOIN sightings g ON g.seq = h.sighting LEFT JOIN sync_runs r ON r.seq = g.run
  ORDER BY h.at DESC, h.seq DESC`;
/** The rows that a run wrote lie side by side. */
const RUN_ROWS = `SELECT g.at, g.last_row AS last,
    coalesce((SELECT max(o.last_row) FROM sightings o WHERE o.seq < g.seq), 0) AS first
  FROM sightings g JOIN sync_runs r ON r.seq = g.run WHERE r.id = ?`;
/** Those whose time is not the sighting’s. */
const BY_ENROLLMENT: readonly What[] = ['registered', 'reregistered'];

/** The rows of history after a place, newest first, at most `limit`. */
export function readRows(
  db: Db,
  filter: HistoryFilter,
  text: HistoryText | null,
  after: TimelinePlace | null,
  limit: number,
): Placed[] {
  const whats = wantedWhats(filter);
  if (whats.length === 0) return [];
  const upper = upperBound(filter, after);
  const source =
    filter.deviceId === undefined
      ? byWhat(db, filter, whats, upper, text, limit)
      : byDevice(filter.deviceId, filter, whats, upper, text);
  if (source === null) return [];
  const rows = db
    .prepare<unknown[], Row>(ENTRIES.replace('@places', () => source.text))
    .all(...source.bind, limit);
  return rows.map(placed);
}

function wantedWhats({ kinds, fields }: HistoryFilter): What[] {
  return WHATS.filter((what) => {
    const field = fieldOf(what);
    const ofField = fields === undefined || (field !== null && fields.includes(field));
    return ofField && (kinds === undefined || kinds.includes(kindOf(what)));
  });
}

interface Upper {
  at: number;
  seq: number;
}

function upperBound({ to }: HistoryFilter, after: TimelinePlace | null): Upper {
  const bounds = boundsAfter(after, RANK.history);
  return to === undefined || to >= bounds.at ? bounds : { at: to, seq: Number.MAX_SAFE_INTEGER };
}

/** A device has few rows: they are sorted. */
function byDevice(
  id: string,
  { from, runId }: HistoryFilter,
  whats: What[],
  upper: Upper,
  text: HistoryText | null,
): Sql {
  const tests: Sql[] = [
    { text: 'h.device = (SELECT seq FROM devices WHERE id = ?)', bind: [id] },
    { text: 'h.what IN (SELECT value FROM json_each(?))', bind: [JSON.stringify(whats)] },
    { text: '(h.at < ? OR h.at = ? AND h.seq < ?)', bind: [upper.at, upper.at, upper.seq] },
  ];
  if (from !== undefined) tests.push({ text: 'h.at >= ?', bind: [from] });
  if (runId !== undefined)
    tests.push({
      text: `h.sighting IN (SELECT g.seq FROM sightings g JOIN sync_runs r ON r.seq = g.run WHERE r.id = ?)`,
      bind: [runId],
    });
  if (text !== null) tests.push(textTestOf(text, true));
  return {
    text: `SELECT h.seq, h.at FROM history h WHERE ${tests.map((test) => test.text).join(' AND ')}`,
    bind: tests.flatMap(({ bind }) => bind),
  };
}

/** The newest of each kind of row, by the index that has them in order; the newest of all are among them. */
function byWhat(
  db: Db,
  { from, runId }: HistoryFilter,
  whats: What[],
  upper: Upper,
  text: HistoryText | null,
  limit: number,
): Sql | null {
  const run = runId === undefined ? null : db.prepare<[string], RunRows>(RUN_ROWS).get(runId);
  if (run === undefined) return null;
  const branches = whats.flatMap((what) => {
    const fixed = run !== null && !BY_ENROLLMENT.includes(what) ? run.at : null;
    const tests: Sql[] = [{ text: 'h.what = ?', bind: [what] }];
    if (run !== null) tests.push({ text: 'h.seq > ? AND h.seq <= ?', bind: [run.first, run.last] });
    if (fixed !== null) tests.push({ text: 'h.at = ?', bind: [fixed] });
    if (from !== undefined) tests.push({ text: 'h.at >= ?', bind: [from] });
    if (text !== null) tests.push(textTestOf(text, hasText(what)));
    return [
      { text: 'h.at < ?', bind: [upper.at] },
      { text: 'h.at = ? AND h.seq < ?', bind: [upper.at, upper.seq] },
    ].map((bound): Sql => {
      const all = [...tests, bound];
      return {
        text: `SELECT * FROM (SELECT h.seq, h.at FROM history h WHERE ${all.map((test) => test.text).join(' AND ')}
          ORDER BY h.at DESC, h.seq DESC LIMIT ?)`,
        bind: [...all.flatMap(({ bind }) => bind), limit],
      };
    });
  });
  return {
    text: branches.map((branch) => branch.text).join(' UNION ALL '),
    bind: branches.flatMap(({ bind }) => bind),
  };
}

function hasText(what: What): boolean {
  const field = fieldOf(what);
  return field !== null && !INSTANTS.includes(field);
}

/** A blank stands between the two values: no word has one. */
function textTestOf(text: HistoryText, withValues: boolean): Sql {
  const found = 'h.device IN (SELECT device FROM temp.history_found)';
  if (!withValues) return { text: found, bind: [] };
  const values = text.valueTest("(coalesce(h.before, '') || ' ' || coalesce(h.after, ''))");
  return { text: `(${found} OR ${values.text})`, bind: values.bind };
}

function placed({ seq, at, what, before, after, deviceId, serial, model, runId, commandId }: Row): Placed {
  const kind = kindOf(what);
  const source: HistoryEntry['source'] =
    runId !== null
      ? { kind: 'run', runId }
      : commandId !== null
        ? { kind: 'command', commandId }
        : { kind: 'provider' };
  return {
    place: { at, rank: RANK.history, seq },
    entry: {
      id: `h${seq}`,
      at,
      kind,
      deviceId,
      serial,
      model,
      field: kind === 'changed' ? fieldOf(what) : null,
      before,
      after,
      source,
      command: null,
    },
  };
}
