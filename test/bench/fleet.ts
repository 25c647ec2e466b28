import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { programPaths } from '../../electron/cli/context.ts';
import { Organisation } from '../../electron/demo/fleet/organisation.ts';
import { recordText } from '../../electron/demo/fleet/record.ts';
import type { GoogleConnection } from '../../electron/model/connection.ts';
import { GOOGLE_SCOPES } from '../../electron/model/connection.ts';
import type { Store } from '../../electron/store/contract.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { systemClock, systemRandom } from '../../electron/system.ts';
import { createRegistry } from '../../electron/workspaces/registry.ts';
import { root } from '../../scripts/process.ts';

const PAGE = 300;
const DOMAIN = 'riverside.example';
const home = path.join(root, '.cache/bench');
const program = programPaths(pathToFileURL(path.join(root, 'electron/cli.ts')).href);

/**
 * A data folder whose one workspace holds so many devices, synced a moment ago; Google itself is out of reach.
 * Made once for each form of the database and kept, since a million devices take a minute.
 */
export async function fleetFolder(devices: number): Promise<string> {
  const folder = path.join(home, `fleet-${devices}-${await schemaName()}`);
  if (!existsSync(folder)) {
    process.stderr.write(`   filling a store with ${devices} devices, once …\n`);
    const partial = `${folder}.partial-${process.pid}`;
    await removeOlder(devices);
    await mkdir(partial, { recursive: true });
    await fill(partial, devices);
    await rename(partial, folder);
  }
  await freshen(folder);
  return folder;
}

/** Fleets in a former form of the database, and what an interrupted filling left. */
async function removeOlder(devices: number): Promise<void> {
  const names = await readdir(home).catch(() => []);
  for (const name of names.filter((other) => other.startsWith(`fleet-${devices}-`)))
    await rm(path.join(home, name), { recursive: true, force: true });
}

/** Changes whenever a migration does. */
async function schemaName(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(program.migrationsDir)).sort())
    hash.update(await readFile(path.join(program.migrationsDir, name)));
  return hash.digest('hex').slice(0, 12);
}

async function fill(folder: string, devices: number): Promise<void> {
  const registry = createRegistry(folder, { clock: systemClock, random: systemRandom });
  const { id } = await registry.create({ name: 'Benchmark', kind: 'organisation', demo: null });
  const { migrationsDir, storeWorker: workerUrl } = program;
  const store = await openStore({ file: registry.paths(id).store, migrationsDir, workerUrl });
  try {
    await store.connections.saveGoogle(CONNECTION);
    await syncInto(store, devices);
    await store.finishIndexes();
  } finally {
    await store.close();
  }
}

async function syncInto(store: Store, devices: number): Promise<void> {
  const runId = systemRandom.uuid(systemClock.now());
  const { generation } = CONNECTION;
  const at = systemClock.now();
  const listing = { query: null, orgUnitPath: null, label: 'all' };
  await store.runs.start({ run: runOf(runId, at), partitions: [listing], generation });
  let left = devices;
  for (const text of pagesOf(devices)) {
    left -= PAGE;
    const { handle } = await store.runs.readPage(text);
    const nextPageToken = left > 0 ? String(left) : null;
    await store.runs.commitPage({ runId, handle, partition: 0, nextPageToken, fetchedAt: at, generation });
  }
  const end = { state: 'complete', expectedAfter: devices, endedAt: systemClock.now() } as const;
  await store.runs.publish({ runId, gone: [], ...end, generation });
}

/** The demo organisation's own records, without the way over the network. */
function* pagesOf(devices: number): Generator<string> {
  const organisation = new Organisation({ seed: 'riverside', devices, domain: DOMAIN }, systemClock.now);
  const time = organisation.time();
  for (let first = 0; first < devices; first += PAGE) {
    const records = Array.from({ length: Math.min(PAGE, devices - first) }, (_, place) =>
      recordText(organisation.facts(first + place, time), organisation, 'FULL'),
    );
    yield `{"chromeosdevices":[${records.join(',')}]}`;
  }
}

function runOf(id: string, startedAt: number): Parameters<Store['runs']['start']>[0]['run'] {
  const ends = { endedAt: null, reason: null, detail: null, resumed: false };
  const counts = { expectedBefore: null, expectedAfter: null, seen: 0, pages: 0 };
  const results = { added: null, changed: null, vanished: null };
  const parts = { partitions: 1, partitionsDone: 0 };
  const head = { id, connectionId: CONNECTION.id, trigger: 'manual', state: 'running', startedAt } as const;
  return { ...head, ...ends, ...counts, ...results, ...parts };
}

/** Nothing listens on the discard port: a window over this fleet is offline, and no sync is due for an hour. */
const CONNECTION: GoogleConnection = {
  id: '0193a000-0000-7000-8000-000000000001',
  method: 'service_account',
  account: `admin@${DOMAIN}`,
  domain: DOMAIN,
  customerId: 'C03riv7x2',
  scopes: [...GOOGLE_SCOPES],
  endpoints: { apiRoot: 'http://127.0.0.1:9/', authRoot: 'http://127.0.0.1:9' },
  trouble: null,
  connectedAt: Date.UTC(2026, 8, 1),
  generation: 1,
};

async function freshen(folder: string): Promise<void> {
  const registry = createRegistry(folder, { clock: systemClock, random: systemRandom });
  for (const { id } of await registry.list()) {
    const db = new Database(registry.paths(id).store);
    const now = systemClock.now();
    db.prepare("UPDATE sync_runs SET started_at = ?, ended_at = ? WHERE state = 'complete'").run(now, now);
    db.prepare("DELETE FROM sync_runs WHERE state <> 'complete'").run();
    db.close();
  }
}
