import { join } from 'node:path';
import type { ActionConnection, ActionService, ActionServiceDeps } from '../../electron/actions/contract.ts';
import { createActionService } from '../../electron/actions/service.ts';
import { createGoogleActions } from '../../electron/connections/google/actions/adapter.ts';
import { createDirectory } from '../../electron/connections/google/api/directory.ts';
import { resolveEndpoints } from '../../electron/connections/google/endpoints.ts';
import { createTokenSource } from '../../electron/connections/google/token-source.ts';
import type { DemoOptions } from '../../electron/demo/options.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../electron/demo/server.ts';
import type { ActionAdapter } from '../../electron/model/action-adapter.ts';
import type { Clock, Fetch } from '../../electron/model/ports.ts';
import type { Store } from '../../electron/store/contract.ts';
import { systemRandom } from '../../electron/system.ts';
import { openTestStore, syncAll, T0, temporaryFolder } from './store-fixtures.ts';
import { connectionTo, serviceAccountSecret } from './sync-bench.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** A demo organisation over HTTP, a workspace that has synced it, and action services over both, by one clock. */
export interface DemoActions {
  readonly org: DemoOrganisation;
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly log: string[];
  /** The ids of managed devices, as Google has them. */
  readonly devices: string[];
  /** Another program over the same file. */
  service(change?: Partial<ActionServiceDeps>): ActionService;
  /** Ends a service as its program would. */
  close(service: ActionService): Promise<void>;
  end(): Promise<void>;
}

export async function openDemoActions(options: DemoOptions = {}): Promise<DemoActions> {
  const clock = createVirtualClock(T0);
  const org = await startDemoOrganisation(
    { devices: 200, frozen: true, obedient: true, seed: 'faults', ...options },
    { clock },
  );
  const folder = temporaryFolder();
  const store = await openTestStore(join(folder.path, 'store.db'));
  const connection = connectionTo(org, clock.now());
  await store.connections.saveGoogle(connection);
  const devices = org.control.deviceIds('status:provisioned');
  await syncAll(store, 'run-1', pagesOf(org, devices));
  const log: string[] = [];
  const adapter = await googleAdapter(org, clock, clock.tracked({ fetch: wholeFetch }).fetch);
  const live: ActionConnection = { ...connection, adapter };
  const services = new Set<ActionService>();
  const close = async (service: ActionService): Promise<void> => {
    services.delete(service);
    await clock.until(service.close());
  };
  return {
    org,
    clock,
    store,
    log,
    devices,
    service: (change = {}) => {
      const service = createActionService({
        ...actionDeps({ store: clock.tracked(store), clock, connection: () => live, log }),
        ...change,
      });
      services.add(service);
      return service;
    },
    close,
    end: async () => {
      for (const service of services) await close(service);
      await store.close();
      folder.remove();
      await org.stop();
    },
  };
}

function pagesOf({ control }: DemoOrganisation, devices: readonly string[]): object[][] {
  const pages: object[][] = [];
  for (let at = 0; at < devices.length; at += 300) {
    pages.push(devices.slice(at, at + 300).map((id): object => JSON.parse(control.record(id))));
  }
  return pages;
}

/** What a service is made of, with nobody to tell. */
export function actionDeps(parts: {
  store: Store;
  clock: Clock;
  connection(): ActionConnection | null;
  log: string[];
}): ActionServiceDeps {
  const { clock, log } = parts;
  return {
    store: parts.store,
    clock,
    random: systemRandom,
    pid: process.pid,
    connection: (family) => (family === 'google' ? parts.connection() : null),
    dispatch: true,
    draft: (deed, object, detail, result = 'done') => ({
      at: clock.now(),
      actor: 'anna',
      account: null,
      origin: 'window',
      host: 'desk',
      deed,
      object,
      detail,
      result,
    }),
    origin: 'window',
    actor: 'anna',
    events: { commands: () => undefined, devices: () => undefined, audit: () => undefined },
    barred: (pause) => log.push(pause),
    log: (message) => log.push(message),
  };
}

/** The Google adapter for an organisation, with the client the product has. */
export async function googleAdapter(
  org: Pick<DemoOrganisation, 'apiRoot' | 'authRoot' | 'customerId' | 'adminEmail' | 'serviceAccountKey'>,
  clock: Clock,
  fetch: Fetch,
): Promise<ActionAdapter> {
  const secret = await serviceAccountSecret(org);
  const { apiRoot, authRoot, customerId, adminEmail: account } = org;
  const tokens = createTokenSource({
    endpoints: resolveEndpoints({ apiRoot, authRoot }, {}),
    fetch,
    clock,
    secret: { read: async () => secret, write: async () => undefined },
    account,
  });
  const api = createDirectory({ tokens, apiRoot, customerId, account, fetch, clock, random: systemRandom });
  return createGoogleActions({ api, clock });
}

/** Fetches with the whole body, so that nothing of the answer is still on its way when it resolves. */
export const wholeFetch: Fetch = async (input, init) => {
  const { status, statusText, headers, body } = await fetch(input, init);
  const bytes = body === null ? null : await new Response(body).arrayBuffer();
  return new Response(bytes, { status, statusText, headers });
};
