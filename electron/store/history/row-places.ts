import type { HistoryFilter } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import type { Sql } from '../query/filter.ts';
import { boundsAfter, RANK, type TimelinePlace } from './cursor.ts';
import { fieldOf, INSTANTS, kindOf, WHATS, type What } from './fields.ts';
import type { HistoryText } from './text.ts';

interface RunRows {
  at: number;
  first: number;
  last: number;
}
/** What is asked of rows, whatever they tell. */
interface Ask {
  filter: HistoryFilter;
  whats: What[];
  upper: Upper;
  text: HistoryText | null;
}
interface Upper {
  at: number;
  seq: number;
}

/** The rows that a run wrote lie side by side. */
const RUN_ROWS = `SELECT g.at, g.last_row AS last,
    coalesce((SELECT max(o.last_row) FROM sightings o WHERE o.seq < g.seq), 0) AS first
  FROM sightings g JOIN sync_runs r ON r.seq = g.run WHERE r.id = ?`;
/** Those whose time is not the sighting’s. */
const BY_ENROLLMENT: readonly What[] = ['registered', 'reregistered'];

/**
 * The numbers and times of the rows of history after a place, among them at least the newest `limit`; null when there
 * can be none.
 */
export function placesOf(
  db: Db,
  filter: HistoryFilter,
  text: HistoryText | null,
  after: TimelinePlace | null,
  limit: number,
): Sql | null {
  const ask = { filter, whats: wantedWhats(filter), upper: upperBound(filter, after), text };
  if (ask.whats.length === 0) return null;
  return filter.deviceId === undefined ? byWhat(db, ask, limit) : byDevice(filter.deviceId, ask);
}

function wantedWhats({ kinds, fields }: HistoryFilter): What[] {
  return WHATS.filter((what) => {
    const field = fieldOf(what);
    const ofField = fields === undefined || (field !== null && fields.includes(field));
    return ofField && (kinds === undefined || kinds.includes(kindOf(what)));
  });
}

function upperBound({ to }: HistoryFilter, after: TimelinePlace | null): Upper {
  const bounds = boundsAfter(after, RANK.history);
  return to === undefined || to >= bounds.at ? bounds : { at: to, seq: Number.MAX_SAFE_INTEGER };
}

/** A device has few rows: they are sorted. */
function byDevice(id: string, { filter: { from, runId }, whats, upper, text }: Ask): Sql {
  const tests: Sql[] = [
    { text: 'h.device = (SELECT seq FROM devices WHERE id = ?)', bind: [id] },
    { text: 'h.what IN (SELECT value FROM json_each(?))', bind: [JSON.stringify(whats)] },
    { text: '(h.at < ? OR h.at = ? AND h.seq < ?)', bind: [upper.at, upper.at, upper.seq] },
  ];
  if (from !== undefined) tests.push({ text: 'h.at >= ?', bind: [from] });
  if (runId !== undefined) {
    const sighting = 'SELECT g.seq FROM sightings g JOIN sync_runs r ON r.seq = g.run WHERE r.id = ?';
    tests.push({ text: `h.sighting IN (${sighting})`, bind: [runId] });
  }
  if (text !== null) tests.push(textTestOf(text, true));
  return {
    text: `SELECT h.seq, h.at FROM history h WHERE ${tests.map((test) => test.text).join(' AND ')}`,
    bind: tests.flatMap(({ bind }) => bind),
  };
}

/** The newest of each kind of row, by the index that has them in order; the newest of all are among them. */
function byWhat(db: Db, { filter, whats, upper, text }: Ask, limit: number): Sql | null {
  const { from, runId } = filter;
  const run = runId === undefined ? null : db.prepare<[string], RunRows>(RUN_ROWS).get(runId);
  if (run === undefined) return null;
  const branches = whats.flatMap((what) => {
    const tests: Sql[] = [{ text: 'h.what = ?', bind: [what] }];
    if (run !== null) tests.push({ text: 'h.seq > ? AND h.seq <= ?', bind: [run.first, run.last] });
    if (run !== null && !BY_ENROLLMENT.includes(what)) tests.push({ text: 'h.at = ?', bind: [run.at] });
    if (from !== undefined) tests.push({ text: 'h.at >= ?', bind: [from] });
    if (text !== null) tests.push(textTestOf(text, hasText(what)));
    return [
      newest([...tests, { text: 'h.at < ?', bind: [upper.at] }], limit),
      newest([...tests, { text: 'h.at = ? AND h.seq < ?', bind: [upper.at, upper.seq] }], limit),
    ];
  });
  return {
    text: branches.map((branch) => branch.text).join(' UNION ALL '),
    bind: branches.flatMap(({ bind }) => bind),
  };
}

function newest(tests: Sql[], limit: number): Sql {
  const where = tests.map(({ text }) => text).join(' AND ');
  return {
    text: `SELECT * FROM (SELECT h.seq, h.at FROM history h WHERE ${where} ORDER BY h.at DESC, h.seq DESC LIMIT ?)`,
    bind: [...tests.flatMap(({ bind }) => bind), limit],
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
