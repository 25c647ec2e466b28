import type { Database } from 'better-sqlite3';
import type { Store } from '../../electron/store/contract.ts';
import { CONNECTION, EVERYTHING, newRun, T0 } from '../support/store-fixtures.ts';
import { fleetPages } from './store-fleet.ts';

const PAGE = 300;
const DAY = 24 * 3_600_000;

/** What changes, in so many of a hundred cases; `before` is SQL over `d`, the value now is taken for `after`. */
const CHANGES: readonly { what: string; share: number; column: string; before: string }[] = [
  { what: 'osVersion', share: 60, column: 'os_version', before: "'139.0.7100.' || (d.seq % 50)" },
  { what: 'user', share: 15, column: 'user', before: "'former.user' || d.seq || '@school.example.org'" },
  {
    what: 'orgUnitPath',
    share: 10,
    column: 'org_unit_path',
    before: "'/Schools/District 3/School ' || (d.seq % 200)",
  },
  { what: 'providerStatus', share: 5, column: 'provider_status', before: "'DISABLED'" },
  { what: 'location', share: 5, column: 'location', before: "'Building 1 room ' || (d.seq % 300)" },
  { what: 'notes', share: 5, column: 'notes', before: "'battery replaced'" },
];
const RUN = `INSERT INTO sync_runs (id, connection, generation, trigger, state, started_at, ended_at, resumed, seen,
    pages, added, changed, vanished, direct, holds_rows)
  SELECT @id, connection, generation, trigger, state, @at, @at, 0, seen, pages, 0, 0, 0, 0, 0
  FROM sync_runs WHERE id = 'day0'`;
const SIGHTING = `INSERT INTO sightings (connection, at, run, last_row, whole)
  SELECT connection, ended_at, seq, 0, 1 FROM sync_runs WHERE id = ?`;

/** Fills a store with a fleet and a daily run over it, in each of which another share of the devices changed. */
export async function fillPast(
  store: Store,
  open: () => Database,
  { devices, days, share }: { devices: number; days: number; share: number },
): Promise<void> {
  await firstRun(store, devices);
  const db = open();
  const every = Math.round(1 / share);
  db.transaction(() => {
    for (let day = 1; day <= days; day += 1) {
      const at = T0 + day * DAY;
      db.prepare(RUN).run({ id: `day${day}`, at });
      const sighting = Number(db.prepare(SIGHTING).run(`day${day}`).lastInsertRowid);
      db.prepare(rowsOf(every)).run({ sighting, at, day });
      db.prepare('UPDATE sightings SET last_row = (SELECT max(seq) FROM history) WHERE seq = ?').run(
        sighting,
      );
    }
  })();
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

function rowsOf(every: number): string {
  const drawn = `(d.seq * 7919 + @day * 31) % 100`;
  let below = 0;
  const cases = CHANGES.map((change) => {
    below += change.share;
    return { ...change, when: `WHEN ${drawn} < ${below}` };
  });
  const pick = (value: (change: (typeof cases)[number]) => string) =>
    `CASE ${cases.map((change) => `${change.when} THEN ${value(change)}`).join(' ')} END`;
  // A few of them come, or go and come back.
  const what = `CASE WHEN d.seq % 3000 = @day THEN 'registered' WHEN d.seq % 1000 = @day THEN 'vanished'
    WHEN d.seq % 1000 = @day - 1 THEN 'returned' ELSE ${pick((change) => `'${change.what}'`)} END`;
  return `INSERT INTO history (connection, sighting, device, at, what, before, after)
    SELECT d.connection, @sighting, d.seq, @at, ${what}, ${pick(({ before }) => before)},
      ${pick(({ column }) => `d.${column}`)}
    FROM devices d WHERE (d.seq * 104729 + @day * 6) % ${every} = 0 OR d.seq % 1000 IN (@day, @day - 1)`;
}

async function firstRun(store: Store, devices: number): Promise<void> {
  await store.connections.saveGoogle(CONNECTION);
  await store.runs.start({ run: newRun('day0'), partitions: EVERYTHING, generation: 1 });
  for (const text of fleetPages(devices, PAGE)) {
    const { handle, nextPageToken } = await store.runs.readPage(text);
    const page = { runId: 'day0', handle, partition: 0, nextPageToken, fetchedAt: T0, generation: 1 };
    await store.runs.commitPage(page);
  }
  const end = { gone: 'all_missing', state: 'complete', expectedAfter: null, endedAt: T0 } as const;
  await store.runs.publish({ runId: 'day0', ...end, generation: 1 });
  await store.finishIndexes();
}
