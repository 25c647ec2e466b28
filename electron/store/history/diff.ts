import type { Device } from '../../model/device.ts';
import { MusterError } from '../../model/errors.ts';
import type { Diff, DiffInput, DiffRow } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import type { Sql } from '../query/filter.ts';
import { isField, PRESENCE } from './fields.ts';
import { defineFold, historyText } from './text.ts';

type Filter = DiffInput['filter'];
type Change = DiffRow['changes'][number];
interface RunPlace {
  connection: number;
  lastRow: number;
}
interface ChangeRow {
  what: string;
  before: string | null;
  after: string | null;
}

const RUN_PLACE = `SELECT g.connection, g.last_row AS lastRow FROM sightings g JOIN sync_runs r ON r.seq = g.run
  WHERE r.id = ? AND r.state = 'complete' AND g.whole = 1`;
const TABLES = `CREATE TEMP TABLE IF NOT EXISTS diff_changes (
    device INTEGER NOT NULL, what TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (device, what)
  ) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS diff_devices (device INTEGER PRIMARY KEY, kind TEXT NOT NULL);`;
/** The first and the last row of each device and field, or of its presence, between two lists. */
const SPANS = `SELECT device, iif(what IN (${PRESENCE.map((what) => `'${what}'`).join(', ')}), 'presence',
      iif(what = 'reregistered', 'enrolledAt', what)) AS what, min(seq) AS first, max(seq) AS last
    FROM history WHERE seq > @from AND seq <= @to AND connection = @connection GROUP BY 1, 2`;
const CHANGES = `INSERT INTO temp.diff_changes
  SELECT s.device, s.what, iif(s.what = 'presence', f.what, f.before), iif(s.what = 'presence', l.what, l.after)
  FROM (${SPANS}) s CROSS JOIN history f ON f.seq = s.first CROSS JOIN history l ON l.seq = s.last
  WHERE s.what = 'presence' OR f.before IS NOT l.after`;
/** Who was there in the later list and not in the earlier one, the reverse, and those there in both. */
const DEVICES = `INSERT INTO temp.diff_devices
  SELECT device, CASE WHEN there = 1 AND was = 'registered' THEN 'added' WHEN there = 1 AND was = 'returned' THEN 'returned'
      WHEN there = 0 THEN 'vanished' ELSE 'changed' END
  FROM (SELECT device, max(iif(what = 'presence', before, NULL)) AS was,
      max(iif(what = 'presence', after <> 'vanished', NULL)) AS there,
      sum(what <> 'presence') AS changes FROM temp.diff_changes GROUP BY device)
  WHERE iif(was IS NULL OR was = 'vanished' AND there = 1, changes > 0, was = 'vanished' OR there = 1)`;
/** What came or went has no single values to compare. */
const TIDY = `DELETE FROM temp.diff_changes WHERE what = 'presence' OR device NOT IN
  (SELECT device FROM temp.diff_devices WHERE kind IN ('changed', 'returned'))`;

/** Answers differences; the newest one is kept, so that its pages and filters need no new reckoning. */
export function diffReader(db: Db) {
  defineFold(db);
  db.exec(TABLES);
  let kept = '';
  const load = (from: string, to: string): void => {
    const [one, other] = [placeOfRun(db, from), placeOfRun(db, to)];
    if (one.connection !== other.connection) throw new MusterError('not_found', { id: to });
    const key = [from, to].sort().join(' ');
    if (key === kept) return;
    kept = '';
    db.exec('DELETE FROM temp.diff_changes; DELETE FROM temp.diff_devices;');
    const [earlier, later] = [one.lastRow, other.lastRow].sort((a, b) => a - b);
    db.prepare(CHANGES).run({ from: earlier, to: later, connection: one.connection });
    db.exec(`${DEVICES}; ${TIDY};`);
    kept = key;
  };
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  const changesOf = db.prepare<[number], ChangeRow>(
    'SELECT what, before, after FROM temp.diff_changes WHERE device = ? ORDER BY what',
  );
  const kindOf = db
    .prepare<[number], DiffRow['kind']>('SELECT kind FROM temp.diff_devices WHERE device = ?')
    .pluck();
  const rowOf = (seq: number): DiffRow[] => {
    const [device, kind]: [Device | undefined, DiffRow['kind'] | undefined] = [
      bySeq.get(seq),
      kindOf.get(seq),
    ];
    return device === undefined || kind === undefined
      ? []
      : [{ device, kind, changes: changesOf.all(seq).flatMap(changeOf) }];
  };
  const seqsOf = (filter: Filter): number[] => {
    const { text, bind } = listOf(db, filter);
    return db
      .prepare<unknown[], number>(text)
      .pluck()
      .all(...bind);
  };

  return {
    diff: ({ from, to, filter, offset, limit }: DiffInput): Diff => {
      load(from, to);
      const seqs = seqsOf(filter);
      return {
        rows: seqs.slice(offset, offset + limit).flatMap(rowOf),
        total: seqs.length,
        counts: countsOf(db),
        fields: fieldsOf(db),
      };
    },
    /** All rows of a difference, one by one. */
    rows: function* ({ from, to, filter }: Omit<DiffInput, 'offset' | 'limit'>): Generator<DiffRow> {
      load(from, to);
      for (const seq of seqsOf(filter)) yield* rowOf(seq);
    },
  };
}

/** The list that a complete run left. Throws `not_found` for another run, or one older than what is kept. */
function placeOfRun(db: Db, id: string): RunPlace {
  const place = db.prepare<[string], RunPlace>(RUN_PLACE).get(id);
  if (place === undefined) throw new MusterError('not_found', { id });
  return place;
}

function changeOf({ what, before, after }: ChangeRow): Change[] {
  return isField(what) ? [{ field: what, before, after }] : [];
}

function listOf(db: Db, { text, kinds, fields }: Filter): Sql {
  const tests: Sql[] = [];
  if (kinds !== undefined) {
    tests.push({ text: 'k.kind IN (SELECT value FROM json_each(?))', bind: [JSON.stringify(kinds)] });
  }
  const changes = 'SELECT 1 FROM temp.diff_changes x WHERE x.device = k.device AND';
  if (fields !== undefined) {
    const among = 'x.what IN (SELECT value FROM json_each(?))';
    tests.push({ text: `EXISTS (${changes} ${among})`, bind: [JSON.stringify(fields)] });
  }
  const search = historyText(db, text);
  if (search !== null) {
    const values = search.valueTest("(coalesce(x.before, '') || ' ' || coalesce(x.after, ''))");
    const inValues = `EXISTS (${changes} x.what NOT IN ('autoUpdateUntil', 'enrolledAt') AND ${values.text})`;
    tests.push({
      text: `(k.device IN (SELECT device FROM temp.history_found) OR ${inValues})`,
      bind: values.bind,
    });
  }
  const where = tests.length === 0 ? '' : `WHERE ${tests.map((test) => test.text).join(' AND ')}`;
  return {
    text: `SELECT k.device FROM temp.diff_devices k CROSS JOIN devices d ON d.seq = k.device ${where}
      ORDER BY d.serial COLLATE NOCASE NULLS LAST, d.seq`,
    bind: tests.flatMap(({ bind }) => bind),
  };
}

function countsOf(db: Db): Diff['counts'] {
  const counts = { added: 0, changed: 0, vanished: 0, returned: 0 };
  const rows = db.prepare<[], { kind: DiffRow['kind']; count: number }>(
    'SELECT kind, count(*) AS count FROM temp.diff_devices GROUP BY kind',
  );
  for (const { kind, count } of rows.all()) counts[kind] = count;
  return counts;
}

function fieldsOf(db: Db): Diff['fields'] {
  return db
    .prepare<[], { what: string; count: number }>(
      'SELECT what, count(*) AS count FROM temp.diff_changes GROUP BY what ORDER BY count(*) DESC, what',
    )
    .all()
    .flatMap(({ what, count }) => (isField(what) ? [{ field: what, count }] : []));
}
