import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GoogleConnection } from '../../electron/model/connection.ts';
import type { SyncRun } from '../../electron/model/sync-run.ts';
import type { NewPartition, Store } from '../../electron/store/contract.ts';
import { type OpenStoreOptions, openStore } from '../../electron/store/open-store.ts';
import { PROGRAM } from './program.ts';

export const MIGRATIONS = new URL('../../resources/migrations', import.meta.url).pathname;
export const WORKER = PROGRAM.storeWorker;
export const EVERYTHING: NewPartition[] = [{ query: null, orgUnitPath: null, label: 'all' }];
/** 2026-11-20 08:00 UTC. */
export const T0 = 1_795_161_600_000;

export const CONNECTION: GoogleConnection = {
  id: '0193a000-0000-7000-8000-000000000001',
  method: 'sign_in',
  account: 'admin@example.org',
  domain: 'example.org',
  customerId: 'C01',
  scopes: ['a', 'b'],
  endpoints: { apiRoot: null, authRoot: null },
  trouble: null,
  connectedAt: T0,
  generation: 1,
};

/** A folder that goes when the test does. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'muster-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function openTestStore(file: string, options: Partial<OpenStoreOptions> = {}): Promise<Store> {
  return openStore({
    file,
    migrationsDir: MIGRATIONS,
    workerUrl: WORKER,
    clock: { now: () => T0 },
    ...options,
  });
}

export function newRun(id: string, startedAt = T0): SyncRun {
  return {
    id,
    connectionId: CONNECTION.id,
    trigger: 'manual',
    state: 'running',
    reason: null,
    detail: null,
    startedAt,
    endedAt: null,
    resumed: false,
    expectedBefore: null,
    expectedAfter: null,
    seen: 0,
    pages: 0,
    partitions: 1,
    partitionsDone: 0,
    added: null,
    changed: null,
    vanished: null,
  };
}

/** Commits pages to a run of one partition, the last one without a token. */
export async function commitPages(store: Store, runId: string, pages: object[][], at = T0): Promise<void> {
  for (const [index, records] of pages.entries()) {
    const token = index === pages.length - 1 ? undefined : `page-${index + 1}`;
    const text = JSON.stringify({ chromeosdevices: records, nextPageToken: token });
    const { handle, nextPageToken } = await store.runs.readPage(text);
    await store.runs.commitPage({ runId, handle, partition: 0, nextPageToken, fetchedAt: at, generation: 1 });
  }
}

/** A whole complete run over these records. */
export async function syncAll(store: Store, runId: string, pages: object[][], at = T0): Promise<SyncRun> {
  await store.runs.start({ run: newRun(runId, at), partitions: EVERYTHING, generation: 1 });
  await commitPages(store, runId, pages, at);
  return store.runs.publish({
    runId,
    gone: 'all_missing',
    state: 'complete',
    expectedAfter: null,
    endedAt: at + 1000,
    generation: 1,
  });
}
