import { rm } from 'node:fs/promises';
import path from 'node:path';
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
import { type Figure, limitFigure, percentile, round, spread } from './figure.ts';
import { fleetPages } from './store-fleet.ts';

const DEVICES = 100_000;
const PAGE = 300;
const TIMES = 60;
const LIMIT_MS = 50;

/** How long the figures of the Overview page take to read, anew each time, in the store's own thread. */
export async function benchOverview(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'fleet.db');
  const store = await openStore({ file, migrationsDir: MIGRATIONS, workerUrl: WORKER });
  try {
    await fill(store);
    const first = await timed(store);
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) times.push(await timed(store));
    const details = { devices: DEVICES, median: round(percentile(times, 0.5)), first: round(first) };
    const figure = limitFigure('overview at 100000 devices', percentile(times, 0.95), null, LIMIT_MS);
    return [{ ...figure, ...details, spread: spread(times) }];
  } finally {
    await store.close();
    await rm(folder.path, { recursive: true, force: true });
  }
}

async function timed(store: Store): Promise<number> {
  const begin = performance.now();
  const { total } = await store.devices.overview(T0);
  if (total !== DEVICES) throw new Error(`the overview counted ${total} devices`);
  return performance.now() - begin;
}

async function fill(store: Store): Promise<void> {
  await store.connections.saveGoogle(CONNECTION);
  await store.runs.start({ run: newRun('r1'), partitions: EVERYTHING, generation: 1 });
  for (const text of fleetPages(DEVICES, PAGE)) {
    const { handle, nextPageToken } = await store.runs.readPage(text);
    const page = { runId: 'r1', handle, partition: 0, nextPageToken, fetchedAt: T0, generation: 1 };
    await store.runs.commitPage(page);
  }
  const end = { gone: 'all_missing', state: 'complete', expectedAfter: null, endedAt: T0 + 1 } as const;
  await store.runs.publish({ runId: 'r1', ...end, generation: 1 });
  await store.finishIndexes();
}
