import { rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Store } from '../../electron/store/contract.ts';
import { openStore } from '../../electron/store/open-store.ts';
import {
  CONNECTION,
  EVERYTHING,
  MIGRATIONS,
  newRun,
  T0,
  temporaryFolder,
  WORKER,
} from '../support/store-fixtures.ts';
import { costFigure, type Figure, median, spread } from './figure.ts';
import { fleetRecord } from './store-fleet.ts';

const DEVICES = 100_000;
const PAGE = 300;
const TENTHS = 10;
const REPETITIONS = 5;
const HOUR = 3_600_000;
const MOST = 1.4;

/** The fleet after so many runs, each of which changed another tenth of it: a new version, and some a new user. */
function* pagesOf(run: number): Generator<string> {
  for (let first = 0; first < DEVICES; first += PAGE) {
    const chromeosdevices = Array.from({ length: Math.min(PAGE, DEVICES - first) }, (_, place) =>
      recordAfter(run, first + place),
    );
    const nextPageToken = first + PAGE < DEVICES ? `t${first + PAGE}` : undefined;
    yield JSON.stringify({ kind: 'admin#directory#chromeosdevices', chromeosdevices, nextPageToken });
  }
}

function recordAfter(run: number, index: number): object {
  const changedAt = run - ((((run - index) % TENTHS) + TENTHS) % TENTHS);
  if (changedAt <= 0) return fleetRecord(index);
  const moved = index % 3 === 0 ? { annotatedUser: `new.user${changedAt}@school.example.org` } : {};
  return { ...fleetRecord(index, changedAt), osVersion: `150.0.7300.${changedAt}`, ...moved };
}

/**
 * What keeping history costs a repeat sync with a tenth of the devices changed, network apart: over the same sync as
 * the beginning of what is kept, which writes no rows. In turns.
 */
export async function benchHistoryCost(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'fleet.db');
  const store = await openStore({ file, migrationsDir: MIGRATIONS, workerUrl: WORKER });
  const taken = { with: [] as number[], without: [] as number[] };
  try {
    await store.connections.saveGoogle(CONNECTION);
    await sync(store, 0);
    await store.finishIndexes();
    let written = 0;
    // Once for nothing: code compiled, caches filled.
    await sync(store, 1);
    forgetBeginning(file);
    for (let run = 2; run < 2 + 2 * REPETITIONS; run += 1) {
      const keeps = run % 2 === 1;
      if (!keeps) forgetBeginning(file);
      const before = rowsOf(file);
      taken[keeps ? 'with' : 'without'].push(await sync(store, run));
      written = rowsOf(file) - before;
      if (keeps !== written >= DEVICES / TENTHS) throw new Error(`a sync wrote ${written} rows of history`);
    }
    const figure = costFigure(
      'history cost of a repeat sync',
      median(taken.with),
      median(taken.without),
      'ms',
      MOST,
    );
    const details = { devices: DEVICES, changed: 1 / TENTHS, rows: written };
    return [{ ...figure, ...details, syncs: spread(taken.with), floors: spread(taken.without) }];
  } finally {
    await store.close();
    await rm(folder.path, { recursive: true, force: true });
  }
}

/** Without a beginning, the next complete run becomes it. */
function forgetBeginning(file: string): void {
  const db = new Database(file);
  db.exec('DELETE FROM sightings');
  db.close();
}

function rowsOf(file: string): number {
  const db = new Database(file, { readonly: true });
  const count = db.prepare<[], number>('SELECT count(*) FROM history').pluck().get();
  db.close();
  return count ?? 0;
}

/** One run; answers how long its listing and its publication took. The pages are made before the clock starts. */
async function sync(store: Store, run: number): Promise<number> {
  const id = `r${run}`;
  const at = T0 + run * HOUR;
  const pages = [...pagesOf(run)];
  await store.runs.start({ run: newRun(id, at), partitions: EVERYTHING, generation: 1 });
  const begin = performance.now();
  for (const text of pages) {
    const { handle, nextPageToken } = await store.runs.readPage(text);
    await store.runs.commitPage({
      runId: id,
      handle,
      partition: 0,
      nextPageToken,
      fetchedAt: at,
      generation: 1,
    });
  }
  const end = { gone: 'all_missing', state: 'complete', expectedAfter: null, endedAt: at + 1 } as const;
  await store.runs.publish({ runId: id, ...end, generation: 1 });
  return performance.now() - begin;
}
