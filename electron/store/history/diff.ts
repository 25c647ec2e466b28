import type { Diff, DiffInput, DiffRow } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import type { Sql } from '../query/filter.ts';
import { diffTables } from './diff-tables.ts';
import { isField } from './fields.ts';
import { defineFold, historyText } from './text.ts';

type Filter = DiffInput['filter'];
type Change = DiffRow['changes'][number];
interface ChangeRow {
  what: string;
  before: string | null;
  after: string | null;
}

/** Answers differences; the newest one is kept, so that its pages and filters need no new reckoning. */
export function diffReader(db: Db) {
  defineFold(db);
  const load = diffTables(db);
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  const changesOf = db.prepare<[number], ChangeRow>(
    'SELECT what, before, after FROM temp.diff_changes WHERE device = ? ORDER BY what',
  );
  const kindOf = db
    .prepare<[number], DiffRow['kind']>('SELECT kind FROM temp.diff_devices WHERE device = ?')
    .pluck();
  const rowOf = (seq: number): DiffRow[] => {
    const device = bySeq.get(seq);
    const kind = kindOf.get(seq);
    if (device === undefined || kind === undefined) return [];
    return [{ device, kind, changes: changesOf.all(seq).flatMap(changeOf) }];
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
