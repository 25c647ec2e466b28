import { rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { FLEET_AT_COLUMNS, type FleetAtInput } from '../../electron/model/history.ts';
import type { Store } from '../../electron/store/contract.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { MIGRATIONS, T0, temporaryFolder, WORKER } from '../support/store-fixtures.ts';
import { type Figure, limitFigure, percentile, round, spread } from './figure.ts';
import { fillPast } from './past-fleet.ts';
import { mulberry } from './store-fleet.ts';

const DEVICES = 100_000;
const DAYS = 30;
const DAY = 24 * 3_600_000;
const LIMIT = 100;
const AT_MOST_MS = 300;
const DIFF_MOST_MS = 500;

type Query = Pick<FleetAtInput, 'filter' | 'sort'>;
const SERIAL = { column: 'serial', direction: 'ascending' } as const;
/** Every order, and every filter in the list's own order. */
const QUERIES: readonly Query[] = [
  ...FLEET_AT_COLUMNS.map((column): Query => ({ filter: {}, sort: { column, direction: 'ascending' } })),
  { filter: {}, sort: { column: 'osVersion', direction: 'descending' } },
  ...[
    { status: ['active'] },
    { status: ['lost_mode'] },
    { osVersion: ['144'] },
    { model: ['Dell Chromebook 3110'] },
    { orgUnit: { id: '/Schools/District 3', withChildren: true } },
    { text: 'marie' },
    { text: '5cd0' },
  ].map((filter): Query => ({ filter, sort: SERIAL })),
];

/** A fleet of the past and the difference of two runs, each reckoned anew: no answer is at hand from before. */
export async function benchPast(): Promise<Figure[]> {
  const quiet = await withPast(0.01, fleetsAt);
  const busy = await withPast(0.1, async (store) => ({
    at: await fleetsAt(store),
    diffs: await diffs(store),
  }));
  const details = { devices: DEVICES, days: DAYS };
  return [
    {
      ...limitFigure('fleet at an instant', percentile(quiet, 0.95), null, AT_MOST_MS),
      ...details,
      changedADay: 0.01,
      median: round(percentile(quiet, 0.5)),
      spread: spread(quiet),
      p95WithTenthADay: round(percentile(busy.at, 0.95)),
    },
    {
      ...limitFigure('difference of two runs', percentile(busy.diffs, 0.95), null, DIFF_MOST_MS),
      ...details,
      changed: 0.1,
      median: round(percentile(busy.diffs, 0.5)),
      spread: spread(busy.diffs),
    },
  ];
}

async function withPast<Result>(share: number, work: (store: Store) => Promise<Result>): Promise<Result> {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'fleet.db');
  const open = () => openStore({ file, migrationsDir: MIGRATIONS, workerUrl: WORKER });
  try {
    const filling = await open();
    await fillPast(filling, () => new Database(file), { devices: DEVICES, days: DAYS, share });
    await filling.close();
    const store = await open();
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await rm(folder.path, { recursive: true, force: true });
  }
}

async function fleetsAt(store: Store): Promise<number[]> {
  const random = mulberry(30);
  const at = () => Math.round(T0 + DAY + random() * (DAYS - 1) * DAY);
  await store.history.at({ at: T0 + DAY, ...at0, offset: 0, limit: LIMIT });
  const times: number[] = [];
  for (const query of [...QUERIES, ...QUERIES, ...QUERIES]) {
    const input = { at: at(), ...query, offset: 0, limit: LIMIT };
    times.push(await timed(() => store.history.at(input)));
  }
  return times;
}
const at0: Query = { filter: {}, sort: SERIAL };

async function diffs(store: Store): Promise<number[]> {
  const times: number[] = [];
  for (let day = 1; day <= DAYS; day += 1) {
    const input = { from: `day${day - 1}`, to: `day${day}`, filter: {}, offset: 0, limit: LIMIT };
    times.push(
      await timed(async () => {
        const { total } = await store.history.diff(input);
        if (total < DEVICES * 0.09) throw new Error(`the difference has ${total} devices`);
      }),
    );
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
