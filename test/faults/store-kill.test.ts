import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fleetRecord, mulberry } from '../bench/store-fleet.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../support/store-fixtures.ts';

const CHILD = fileURLToPath(new URL('../support/store-child.ts', import.meta.url));
const PER_PAGE = 40;
/** More with `MUSTER_KILLS`. */
const KILLS = Number(process.env.MUSTER_KILLS ?? 8);

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** Lets the child commit some pages and kills it at some moment of the next; answers the last page it told of. */
async function killAfter(pages: number, microseconds: number, version: number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [CHILD, file(), String(PER_PAGE), String(version)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no output');
  let told = 0;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    told = Number(line.slice('page '.length));
    count += 1;
    if (count < pages) continue;
    const until = performance.now() + microseconds / 1000;
    while (performance.now() < until);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    break;
  }
  return told;
}

/** What is in the file after the kill: sound, with every page that was told of, nothing twice. */
async function inspect(told: number, version: number): Promise<void> {
  const store = await openTestStore(file());
  expect(store.condition.kind).toBe('sound');
  expect(await store.checkIntegrity()).toEqual([]);
  const unfinished = await store.runs.unfinished(CONNECTION.id);
  const pages = unfinished?.run.pages ?? 0;
  expect(pages).toBeGreaterThanOrEqual(told);
  expect(unfinished?.run.seen).toBe(pages * PER_PAGE);
  expect(unfinished?.partitions[0]).toMatchObject({ pages, pageToken: `t${pages}` });
  if (version === 0) expect(await store.devices.count({})).toBe(pages * PER_PAGE);
  await store.close();
}

it('a kill while a first run commits pages loses none that was told of, and nothing twice', async () => {
  const random = mulberry(1);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const told = await killAfter(1 + Math.floor(random() * 4), random() * 9000, 0);
    await inspect(told, 0);
  }
});

it('a kill while a later run commits pages leaves the published fleet alone', async () => {
  const random = mulberry(2);
  const store = await openTestStore(file());
  await store.connections.saveGoogle(CONNECTION);
  await syncAll(store, 'first', [Array.from({ length: 400 }, (_, index) => fleetRecord(index))]);
  await store.close();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await inspect(await killAfter(1 + Math.floor(random() * 3), random() * 9000, 1), 1);
  }
  const after = await openTestStore(file());
  expect(await after.devices.count({})).toBe(400);
  const unfinished = await after.runs.unfinished(CONNECTION.id);
  const listed = (unfinished?.run.pages ?? 0) * PER_PAGE;
  const run = await after.runs.publish({
    runId: unfinished?.run.id ?? '',
    gone: 'all_missing',
    state: 'complete',
    expectedAfter: null,
    endedAt: T0,
    generation: 1,
  });
  expect(run).toMatchObject({
    added: Math.max(0, listed - 400),
    changed: Math.min(400, listed),
    vanished: Math.max(0, 400 - listed),
  });
  expect(await after.devices.count({})).toBe(listed);
  await after.close();
});
