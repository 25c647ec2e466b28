import { join } from 'node:path';
import type { ActionConnection, ActionService, ActionServiceDeps } from '../../electron/actions/contract.ts';
import { createActionService } from '../../electron/actions/service.ts';
import type { ActionSpecInput } from '../../electron/model/action.ts';
import { actionLimitsSchema, actionSpecSchema } from '../../electron/model/action.ts';
import type { Review, Selection } from '../../electron/model/action-review.ts';
import type { Command, Target, TargetState } from '../../electron/model/command.ts';
import type { Store } from '../../electron/store/contract.ts';
import { systemRandom } from '../../electron/system.ts';
import { createFakePlatform, type FakePlatform, type SmallRecord, smallRecord } from './fake-platform.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from './store-fixtures.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** A workspace whose fleet is known, the platform behind it, and action services over it. */
export interface ActionsBench {
  readonly file: string;
  readonly clock: VirtualClock;
  readonly platform: FakePlatform;
  readonly store: Store;
  /** The connection as the services see it; a test may replace or end it. */
  connection: ActionConnection | null;
  /** Everything the services told, in order. */
  readonly told: { commands: string[]; devices: number; audit: number; barred: string[]; log: string[] };
  /** Another program over the same file. */
  service(change?: Partial<ActionServiceDeps>): ActionService;
  /** Ends a service as its program would. */
  close(service: ActionService): Promise<void>;
  /** The whole file closed and opened again, as after a restart; services have to be closed before. */
  reopen(): Promise<void>;
  end(): Promise<void>;
}

export async function openActionsBench(records: SmallRecord[] = tenDevices()): Promise<ActionsBench> {
  const folder = temporaryFolder();
  const file = join(folder.path, 'store.db');
  const clock = createVirtualClock(T0);
  const platform = createFakePlatform(clock);
  for (const record of records) platform.devices.set(record.deviceId, record);
  const open = async () => await openTestStore(file);
  let store = await open();
  await store.connections.saveGoogle(CONNECTION);
  await syncAll(store, 'run-1', [records]);
  await store.orgUnits.replace({
    connectionId: CONNECTION.id,
    generation: 1,
    units: [
      { id: 'id:root', parentId: null, name: 'All', path: '/', fetchedAt: T0 },
      { id: 'id:lab', parentId: 'id:root', name: 'Lab', path: '/Lab', fetchedAt: T0 },
    ],
  });
  const services = new Set<ActionService>();
  const bench: ActionsBench = {
    file,
    clock,
    platform,
    get store() {
      return store;
    },
    connection: {
      id: CONNECTION.id,
      account: CONNECTION.account,
      generation: CONNECTION.generation,
      adapter: clock.tracked<FakePlatform>(platform),
    },
    told: { commands: [], devices: 0, audit: 0, barred: [], log: [] },
    service: (change = {}) => {
      const service = createActionService({ ...depsOf(bench), ...change });
      services.add(service);
      return service;
    },
    close: async (service) => {
      services.delete(service);
      await clock.until(service.close());
    },
    reopen: async () => {
      await store.close();
      store = await open();
    },
    end: async () => {
      for (const service of services) await clock.until(service.close());
      await store.close();
      folder.remove();
    },
  };
  return bench;
}

function depsOf(bench: ActionsBench): ActionServiceDeps {
  const { clock, told } = bench;
  return {
    store: clock.tracked(bench.store),
    clock,
    random: systemRandom,
    pid: process.pid,
    connection: (family) => (family === 'google' ? bench.connection : null),
    dispatch: true,
    draft: (deed, object, detail, result = 'done') => ({
      at: clock.now(),
      actor: 'anna',
      account: CONNECTION.account,
      origin: 'window',
      host: 'desk',
      deed,
      object,
      detail,
      result,
    }),
    origin: 'window',
    actor: 'anna',
    events: {
      commands: (ids) => told.commands.push(...ids),
      devices: () => {
        told.devices++;
      },
      audit: () => {
        told.audit++;
      },
    },
    barred: (pause) => told.barred.push(pause),
    log: (message) => told.log.push(message),
  };
}

/** `d0` … `d9`. */
export function tenDevices(): SmallRecord[] {
  return someDevices(10);
}

export function someDevices(count: number): SmallRecord[] {
  return Array.from({ length: count }, (_, n) => smallRecord(`d${n}`));
}

/** The ids in the cache of devices by their provider ids. */
export async function idsOf(store: Store, providerIds: string[]): Promise<string[]> {
  const found = await store.devices.byProviderIds(providerIds);
  return providerIds.flatMap((wanted) =>
    found.filter(({ providerId }) => providerId === wanted).map(({ id }) => id),
  );
}

/** Reviews an action on devices by their provider ids. */
export async function reviewOf(
  bench: ActionsBench,
  service: ActionService,
  spec: ActionSpecInput,
  on: string[] | Selection,
): Promise<Review> {
  const selection = Array.isArray(on) ? { kind: 'ids' as const, ids: await idsOf(bench.store, on) } : on;
  return await service.review(actionSpecSchema.parse(spec), selection, new AbortController().signal);
}

/** Reviews and confirms. */
export async function give(
  bench: ActionsBench,
  service: ActionService,
  spec: ActionSpecInput,
  on: string[] | Selection,
): Promise<Command> {
  const review = await reviewOf(bench, service, spec, on);
  return await service.confirm(review.id, review.typed);
}

/** The targets of a command, in its order. */
export async function targetsOf(store: Store, commandId: string): Promise<Target[]> {
  const { rows } = await store.commands.targets({ commandId, offset: 0, limit: 500 });
  return rows;
}

/** Each target’s device, state and reason. */
export async function fates(
  store: Store,
  commandId: string,
): Promise<Record<string, [TargetState, string | null]>> {
  const targets = await targetsOf(store, commandId);
  return Object.fromEntries(
    targets.map(({ facts, state, reason }) => [facts.providerId, [state, reason] as const]),
  );
}

/** The deeds in the log, oldest first. */
export async function deedsOf(store: Store): Promise<string[]> {
  const { rows } = await store.audit.list({ filter: {}, before: null, limit: 500 });
  return rows.map(({ deed }) => deed).reverse();
}

/** Sets some of the limits; the others keep their defaults. */
export async function limitTo(service: ActionService, change: object): Promise<void> {
  await service.setLimits(actionLimitsSchema.parse(change));
}
