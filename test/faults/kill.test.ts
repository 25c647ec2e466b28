import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HostedDemo, startDemoInWorker } from '../../electron/demo/host.ts';
import { PROGRAM } from '../support/program.ts';
import { openTestStore, temporaryFolder } from '../support/store-fixtures.ts';
import { connectionTo, serviceAccountSecret } from '../support/sync-bench.ts';
import { lookAt, type RawLook } from './support/raw-look.ts';
import { type Moment, type SyncProcessEnd, syncInProcess } from './support/sync-process.ts';

const DEVICES = 8000;
/** A run before a release takes more: `MUSTER_KILLS=200 npx vitest run --project faults kill`. */
const KILLS = Number(process.env.MUSTER_KILLS ?? 18);
/** A run of this fleet has 27 pages: each is cut off a few times. */
const MOST_PAGES_BETWEEN = 16;
const LATEST_MS = 60;

let org: HostedDemo;
let secret: string;
let random: () => number;
let kills = 0;
const folder = temporaryFolder();

beforeAll(async () => {
  org = await startDemoInWorker({
    workerUrl: PROGRAM.demoWorker,
    options: { devices: DEVICES, frozen: true, seed: 'kills' },
  });
  secret = await serviceAccountSecret(org);
  random = seeded(20_261_121);
});
afterAll(async () => {
  await org.stop();
  folder.remove();
});

it(`${KILLS} kills lose no committed page, corrupt nothing, double nothing`, {
  timeout: 280_000,
}, async () => {
  for (let workspace = 0; kills < KILLS; workspace++) {
    const file = join(folder.path, `workspace-${workspace}.db`);
    const store = await openTestStore(file);
    await store.connections.saveGoogle(connectionTo(org, Date.now()));
    await store.close();
    // The first run writes the rows themselves; the others stage what changed beside them.
    await syncThroughKills(file);
    for (let round = 0; round < 2; round++) {
      await org.control.touch(0.3);
      await org.control.removeDevices(7);
      await org.control.addDevices(5);
      await syncThroughKills(file);
    }
  }
  expect(kills).toBeGreaterThanOrEqual(KILLS);
});

/** Syncs, is killed and syncs again until a run has ended, looking at the file each time. */
async function syncThroughKills(file: string): Promise<void> {
  const before = lookAt(file);
  const wanted = (await org.control.deviceIds()).sort();
  for (let cut: RawLook | null = null; ; ) {
    const end = await syncInProcess(file, secret, kills < KILLS ? nextMoment() : null);
    const now = lookAt(file);
    expectIntact(now, end, { before, wanted });
    // The run a kill cut off is the run that goes on.
    if (cut !== null) expect(now.run.id).toBe(cut.run.id);
    if (end.killed) kills++;
    else expect(end.run).toMatchObject({ state: 'complete', seen: wanted.length, resumed: cut !== null });
    if (now.run.state === 'complete' && now.run.id !== before.run.id) {
      expect(now.ids.sort()).toEqual(wanted);
      return;
    }
    cut = now.run.state === 'running' ? now : null;
  }
}

function expectIntact(
  now: RawLook,
  { last }: SyncProcessEnd,
  { before, wanted }: { before: RawLook; wanted: string[] },
): void {
  expect(now.damage).toEqual([]);
  expect(new Set(now.ids).size).toBe(now.ids.length);
  if (now.run.state !== 'running') return;
  expect(now.run.marked).toBe(now.run.seen);
  if (last !== null && last.runId === now.run.id) {
    expect(now.run.pages).toBeGreaterThanOrEqual(last.pages);
    expect(now.run.seen).toBeGreaterThanOrEqual(last.seen);
  }
  // A first run shows its rows as they come; any other shows nothing before it is complete.
  if (before.ids.length > 0) expect(now.ids.sort()).toEqual(before.ids.sort());
  else {
    expect(now.ids).toHaveLength(now.run.seen);
    const all = new Set(wanted);
    expect(now.ids.every((id) => all.has(id))).toBe(true);
  }
}

function nextMoment(): Moment {
  return { pages: Math.floor(random() * MOST_PAGES_BETWEEN), delayMs: random() * LATEST_MS };
}

/** The same moments at every run of the test (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
