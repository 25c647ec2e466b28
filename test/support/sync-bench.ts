import { join } from 'node:path';
import {
  createDirectory,
  type DirectoryApi,
  type DirectoryUsers,
} from '../../electron/connections/google/api/directory.ts';
import { resolveEndpoints } from '../../electron/connections/google/endpoints.ts';
import {
  createGoogleSync,
  type GoogleSync,
  type SyncOptions,
} from '../../electron/connections/google/sync/engine.ts';
import { createTokenSource, type TokenSource } from '../../electron/connections/google/token-source.ts';
import type { DemoOptions } from '../../electron/demo/options.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../electron/demo/server.ts';
import { GOOGLE_SCOPES, type GoogleConnection } from '../../electron/model/connection.ts';
import type { Store } from '../../electron/store/contract.ts';
import { systemClock, systemRandom } from '../../electron/system.ts';
import { createQuickClock, type QuickClock } from './quick-clock.ts';
import { openTestStore, temporaryFolder } from './store-fixtures.ts';

/** A workspace's store with a sync that talks to a demo organisation over HTTP; only waiting takes no time. */
export interface SyncBench {
  readonly org: DemoOrganisation;
  readonly store: Store;
  readonly clock: QuickClock;
  readonly connection: GoogleConnection;
  readonly api: DirectoryApi;
  /** The same client, for the people. */
  readonly users: DirectoryUsers;
  readonly tokens: TokenSource;
  /** The network under the sync: a test may put another in its place. */
  network: typeof fetch;
  /** Another sync over the same store, as another program has it. */
  sync(options?: Partial<SyncOptions>, store?: Store, client?: { timeoutMs: number }): GoogleSync;
  /** Another client for the same organisation. */
  client(change: { timeoutMs?: number; customerId?: string }): DirectoryApi;
  /** A second opening of the same file. */
  secondStore(): Promise<Store>;
  /** The provider ids in the cache that have not vanished, sorted. */
  cached(): Promise<string[]>;
  close(): Promise<void>;
}

/** Small and still: nothing changes unless the test says so. */
const SMALL: DemoOptions = { devices: 1000, frozen: true, seed: 'bench' };

export async function openSyncBench(options: DemoOptions = {}): Promise<SyncBench> {
  const org = await startDemoOrganisation({ ...SMALL, ...options });
  const folder = temporaryFolder();
  const file = join(folder.path, 'store.db');
  const store = await openTestStore(file);
  const others: Store[] = [];
  const clock = createQuickClock();
  const connection = connectionTo(org, clock.now());
  await store.connections.saveGoogle(connection);
  const bench = { network: fetch };
  const network: typeof fetch = (...args) => bench.network(...args);
  const secret = await serviceAccountSecret(org);
  const tokens = createTokenSource({
    endpoints: resolveEndpoints(connection.endpoints, {}),
    fetch: network,
    // Its sleeps are time limits of requests: those take the time they take.
    clock: { ...systemClock, now: clock.now },
    secret: { read: async () => secret, write: async () => undefined },
    account: connection.account,
  });
  const { customerId, account } = connection;
  const random = systemRandom;
  const { apiRoot } = org;
  const open = (client: { timeoutMs?: number; customerId?: string }) =>
    createDirectory({ tokens, apiRoot, customerId, account, fetch: network, clock, random, ...client });
  const api = open({});
  return Object.assign(bench, {
    org,
    store,
    clock,
    connection,
    api,
    users: api,
    tokens,
    sync: (syncOptions: Partial<SyncOptions> = {}, over: Store = store, client?: { timeoutMs: number }) =>
      createGoogleSync({
        store: over,
        api: () => (client === undefined ? api : open(client)),
        clock,
        random,
        pid: process.pid,
        options: syncOptions,
      }),
    client: open,
    secondStore: async () => {
      const second = await openTestStore(file);
      others.push(second);
      return second;
    },
    cached: async () => (await cachedIds(store)).sort(),
    close: async () => {
      for (const other of others) await other.close();
      await store.close();
      folder.remove();
      await org.stop();
    },
  });
}

/** The connection to an organisation, as if it had just been made. */
export function connectionTo(
  org: Pick<DemoOrganisation, 'adminEmail' | 'domain' | 'customerId' | 'apiRoot' | 'authRoot'>,
  now: number,
): GoogleConnection {
  return {
    id: '0193a000-0000-7000-8000-000000000001',
    method: 'service_account',
    account: org.adminEmail,
    domain: org.domain,
    customerId: org.customerId,
    scopes: [...GOOGLE_SCOPES],
    endpoints: { apiRoot: org.apiRoot, authRoot: org.authRoot },
    trouble: null,
    connectedAt: now,
    generation: 1,
  };
}

/** The connection's secret as the vault would keep it. */
export async function serviceAccountSecret(
  org: Pick<DemoOrganisation, 'serviceAccountKey' | 'adminEmail'>,
): Promise<string> {
  const key = await org.serviceAccountKey();
  return JSON.stringify({ method: 'service_account', key, subject: org.adminEmail });
}

/** The provider ids a store holds that have not vanished. */
async function cachedIds(store: Store): Promise<string[]> {
  const ids: string[] = [];
  const query = { filter: {}, sort: { column: 'serial' as const, direction: 'ascending' as const } };
  for await (const batch of store.devices.stream({ query, withDocument: false })) {
    for (const { device } of batch) ids.push(device.providerId);
  }
  return ids;
}

/** Every cached device with its document, to see that nothing was replaced. */
export async function cacheContent(store: Store): Promise<Map<string, string | null>> {
  const content = new Map<string, string | null>();
  const query = { filter: {}, sort: { column: 'serial' as const, direction: 'ascending' as const } };
  for await (const batch of store.devices.stream({ query, withDocument: true })) {
    for (const { device, document } of batch) content.set(device.providerId, document);
  }
  return content;
}
