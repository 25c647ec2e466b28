import { statSync } from 'node:fs';
import type { DeviceFilter, DeviceSort } from '../../electron/model/device-query.ts';
import type { Store } from '../../electron/store/contract.ts';
import {
  CONNECTION,
  EVERYTHING,
  newRun,
  openTestStore,
  T0,
  temporaryFolder,
} from '../support/store-fixtures.ts';
import { fleetPages } from './store-fleet.ts';

/** Times the store alone: `node test/bench/store-bench.ts [devices]`. Pages are made before the clock starts. */
const COUNT = Number(process.argv[2] ?? 100_000);
const PAGE = 300;

async function sync(store: Store, id: string, changed: number): Promise<void> {
  const pages = COUNT <= 200_000 ? [...fleetPages(COUNT, PAGE, changed)] : fleetPages(COUNT, PAGE, changed);
  const startedAt = T0 + Number(id.slice(1)) * 3_600_000;
  const { direct } = await store.runs.start({
    run: newRun(id, startedAt),
    partitions: EVERYTHING,
    generation: 1,
  });
  const begin = performance.now();
  let longest = 0;
  for (const text of pages) {
    const { handle, nextPageToken } = await store.runs.readPage(text);
    const before = performance.now();
    await store.runs.commitPage({
      runId: id,
      handle,
      partition: 0,
      nextPageToken,
      fetchedAt: startedAt,
      generation: 1,
    });
    longest = Math.max(longest, performance.now() - before);
  }
  const listed = performance.now();
  const run = await store.runs.publish({
    runId: id,
    gone: 'all_missing',
    state: 'complete',
    expectedAfter: null,
    endedAt: startedAt + 1,
    generation: 1,
  });
  const end = performance.now();
  await store.finishIndexes();
  const settled = performance.now();
  console.log(
    `${id} ${direct ? 'direct' : 'staged'}: list ${ms(listed - begin)}, publish ${ms(end - listed)}, indexes ${ms(settled - end)}, longest page ${ms(longest)}, added ${run.added} changed ${run.changed}`,
  );
  if (Array.isArray(pages)) {
    const parseBegin = performance.now();
    for (const text of pages) JSON.parse(text);
    console.log(`   parse only ${ms(performance.now() - parseBegin)}`);
  }
}

const ms = (value: number) => `${value.toFixed(value < 20 ? 2 : 0)} ms`;

function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
}

async function time(name: string, work: () => Promise<unknown>, repeat = 7): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < repeat; i += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  if (name)
    console.log(
      `   ${name}: median ${ms(percentile(times, 0.5))}, first ${ms(times[0] ?? 0)}, worst ${ms(Math.max(...times))}`,
    );
  return times;
}

const SERIAL: DeviceSort = { column: 'serial', direction: 'ascending' };
const windowOf = (store: Store, filter: DeviceFilter, sort: DeviceSort, offset = 0) =>
  store.devices.window({ filter, sort, offset, limit: 100 });

async function keystrokes(store: Store, sort: DeviceSort): Promise<void> {
  const times: number[] = [];
  let worst: [string, number] = ['', 0];
  for (const word of [
    '5cd0ab1',
    'marie.jean',
    'chromebook spin',
    'replaced',
    'A-01234',
    'school.example',
    'building 3 room 21',
    'zzzzzz',
    'sophie 3110',
    '@@',
    'é',
  ]) {
    for (let length = 1; length <= word.length; length += 1) {
      const text = word.slice(0, length);
      const [took = 0] = await time('', () => windowOf(store, { text }, sort), 1);
      times.push(took);
      if (took > worst[1]) worst = [text, took];
    }
  }
  console.log(
    `   keystrokes by ${sort.column} ${sort.direction}: p50 ${ms(percentile(times, 0.5))} p95 ${ms(percentile(times, 0.95))} worst ${ms(worst[1])} (${worst[0]})`,
  );
}

const folder = temporaryFolder();
const file = `${folder.path}/fleet.db`;
let store = await openTestStore(file);
await store.connections.saveGoogle(CONNECTION);
await sync(store, 'r1', 0);
console.log(
  `   file ${(statSync(file).size / 1e6).toFixed(0)} MB, wal ${(statSync(`${file}-wal`).size / 1e6).toFixed(0)} MB, rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
);
await sync(store, 'r2', 0);
await sync(store, 'r3', 0.01);
await store.close();
const opening = performance.now();
store = await openTestStore(file);
await windowOf(store, {}, SERIAL);
console.log(
  `   open and first window ${ms(performance.now() - opening)}, rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
);
await time('first window', () => windowOf(store, {}, SERIAL));
await time('deep window by serial', () => windowOf(store, {}, SERIAL, COUNT - 500));
for (const column of ['user', 'lastSyncAt', 'osVersion', 'orgUnitPath', 'location', 'fetchedAt'] as const) {
  await time(`window by ${column} descending`, () =>
    windowOf(store, {}, { column, direction: 'descending' }),
  );
  await time(
    `deep window by ${column}`,
    () => windowOf(store, {}, { column, direction: 'ascending' }, COUNT - 500),
    3,
  );
}
await time('window, one status', () => windowOf(store, { status: ['lost_mode'] }, SERIAL));
await time(
  'window, one model, deep',
  () => windowOf(store, { model: ['Dell Chromebook 3110'] }, SERIAL, Math.floor(COUNT / 6)),
  3,
);
await time(
  'window, one unit',
  () => windowOf(store, { orgUnit: { id: 'id:7', withChildren: true } }, SERIAL),
  3,
);
await time('window, exact serials', () => windowOf(store, { serials: ['5CD0000000', 'x'] }, SERIAL), 3);
for (const sort of [
  SERIAL,
  { column: 'serial', direction: 'descending' },
  { column: 'user', direction: 'ascending' },
  { column: 'lastSyncAt', direction: 'descending' },
] as const) {
  await keystrokes(store, sort);
}
await time('count all', () => store.devices.count({}), 3);
await time('count marie', () => store.devices.count({ text: 'marie' }), 3);
await time('count chromebook (all)', () => store.devices.count({ text: 'chromebook' }), 3);
await time('count a status', () => store.devices.count({ status: ['lost_mode'] }), 3);
for (const column of ['status', 'model', 'osVersion', 'orgUnit'] as const) {
  await time(`facets ${column}`, () => store.devices.facets({ filter: {}, column, limit: 50 }));
  await time(
    `facets ${column} of active`,
    () => store.devices.facets({ filter: { status: ['active'] }, column, limit: 50 }),
    3,
  );
  await time(
    `facets ${column} of marie`,
    () => store.devices.facets({ filter: { text: 'marie' }, column, limit: 50 }),
    3,
  );
}
await time(
  'ids of all',
  () => store.devices.ids({ query: { filter: {}, sort: SERIAL }, offset: 0, limit: COUNT }),
  1,
);
const streaming = performance.now();
let streamed = 0;
for await (const batch of store.devices.stream({ query: { filter: {}, sort: SERIAL }, withDocument: true }))
  streamed += batch.length;
console.log(`   streamed ${streamed} with documents in ${ms(performance.now() - streaming)}`);
await time('integrity check', () => store.checkIntegrity(), 1);
console.log(`   rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
await store.close();
folder.remove();
