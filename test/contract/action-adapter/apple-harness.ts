import { join } from 'node:path';
import { createAppleActions, type OrderDeps } from '../../../electron/mdm/apple/orders/orders.ts';
import type { ActionName } from '../../../electron/model/action.ts';
import type { ActionAdapter } from '../../../electron/model/action-adapter.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import type { DeviceReport } from '../../../electron/store/contract/apple.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { glassVault, openOrders } from '../../support/apple/order-fakes.ts';
import { registerPhone } from '../../support/apple/registered.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import type { AdapterHarness, Conduct, WriteTrouble } from './harness.ts';

const PARAMETERS: AdapterHarness['parameters'] = {
  apple_lost_on: { message: 'Call us' },
  apple_rename: { name: 'Room 4' },
  apple_install_profile: { profileId: 'p1', name: 'Wi-Fi' },
  apple_remove_profile: { identifier: 'org.example.wifi' },
};

type Answer = Pick<DeviceReport, 'status' | 'errors'>;
const ANSWERS: Readonly<Record<Exclude<Conduct, 'stay_away'>, Answer>> = {
  obey: { status: 'Acknowledged', errors: null },
  fail: { status: 'Error', errors: [{ ErrorCode: 12021, LocalizedDescription: 'Not now, not ever.' }] },
  ignore: { status: 'CommandFormatError', errors: null },
};

/** The Apple adapter over a store on the disk, with iPhones that come whenever it asks what became of an order. */
export async function openAppleHarness(): Promise<AdapterHarness> {
  const folder = temporaryFolder();
  const clock = createManualClock(T0);
  const store = await openTestStore(join(folder.path, 'muster.db'), { clock });
  await putProfile(store);
  const phones = new Map<string, Awaited<ReturnType<typeof registerPhone>>>();
  const gone = new Set<string>();
  const effects: { deviceId: string; action: ActionName }[] = [];
  let conduct: Conduct = 'obey';
  let action: ActionName = 'apple_refresh';
  const fault = faultyQueue(store, (deviceId) => effects.push({ deviceId, action }));
  const inner = createAppleActions({
    ...openOrders().deps,
    apple: fault.apple,
    devices: {
      find: async (input) => (gone.has(input.providerId ?? '') ? [] : await store.devices.find(input)),
      facts: store.devices.facts,
    },
    clock,
  });
  /** Everybody comes, and answers all there is. */
  const come = async (): Promise<void> => {
    if (conduct === 'stay_away') return;
    const states = ['queued' as const, 'sent' as const];
    const { rows } = await store.apple.orders({ deviceId: null, states, offset: 0, limit: 500 });
    const waited = new Set(rows.map(({ deviceId }) => deviceId));
    for (const { deviceId, ...caller } of phones.values()) {
      if (!waited.has(deviceId)) continue;
      let report: DeviceReport = { ...caller, ...IDLE, at: clock.now() };
      for (;;) {
        const [told] = await store.apple.exchange([report]);
        if (told?.kind !== 'ok' || told.next === null) break;
        report = { ...report, ...ANSWERS[conduct], uuid: told.next.uuid };
      }
    }
  };
  const adapter: ActionAdapter = {
    ...inner,
    send: async (spec, orders, signal) => {
      action = spec.action;
      return await inner.send(spec, orders, signal);
    },
    follow: async (...asked) => {
      await come();
      return await inner.follow(...asked);
    },
    reconcile: async (...asked) => {
      await come();
      return await inner.reconcile(...asked);
    },
  };
  const active = async (count: number): Promise<string[]> => {
    const udids: string[] = [];
    while (udids.length < count) {
      const udid = `UDID-${phones.size + 1}`;
      phones.set(udid, await registerPhone(store, udid, clock.now()));
      udids.push(udid);
    }
    return udids;
  };
  const deviceId = (udid: string): string => phones.get(udid)?.deviceId ?? '';
  return {
    adapter,
    elsewhere: null,
    parameters: PARAMETERS,
    active,
    lost: active,
    deviceId,
    trouble: fault.strike,
    online: async (online) => fault.setOnline(online),
    conduct: (next) => {
      conduct = next;
    },
    effects: (udid) => effects.filter((one) => one.deviceId === deviceId(udid)).map((one) => one.action),
    writes: fault.writes,
    pass: clock.advance,
    now: clock.now,
    vanish: (udid) => void gone.add(udid),
    close: async () => {
      await store.close();
      folder.remove();
    },
  };
}

const IDLE = { guid: '', status: 'Idle', uuid: null, errors: null, inventory: null } as const;

/** The store’s queue, whose file fails the next write as a test says. */
function faultyQueue(store: Store, told: (deviceId: string) => void) {
  let next: WriteTrouble | null = null;
  let isOnline = true;
  let isBlind = false;
  let writes = 0;
  const busy = (): never => {
    throw new MusterError('store_busy');
  };
  const apple: OrderDeps['apple'] = {
    ...store.apple,
    enqueue: async (input) => {
      if (!isOnline) return busy();
      writes++;
      const trouble = next;
      next = null;
      isBlind = trouble !== null;
      if (trouble === 'lost_request' || trouble === 'failed_before') return busy();
      const { refused } = await store.apple.enqueue(input);
      const reached = input.orders.filter(({ uuid }) => !(uuid in refused));
      for (const deviceId of new Set(reached.map((order) => order.deviceId))) told(deviceId);
      return trouble === null ? { refused } : busy();
    },
    bundle: async (bundle) => {
      const wasBlind = isBlind;
      isBlind = false;
      return wasBlind ? busy() : await store.apple.bundle(bundle);
    },
  };
  return {
    apple,
    strike: (trouble: WriteTrouble): void => {
      next = trouble;
    },
    setOnline: (online: boolean): void => {
      isOnline = online;
    },
    writes: () => writes,
  };
}

async function putProfile(store: Store): Promise<void> {
  const sealed = await glassVault.seal('apple.profile.p1', Buffer.from('a profile'));
  await store.apple.putProfile({
    profile: {
      ...{ id: 'p1', name: 'Wi-Fi', description: '', identifier: 'org.example.wifi', scope: 'System' },
      ...{ types: [], form: null, version: 1, sealed, bytes: sealed.length, createdAt: T0, changedAt: T0 },
    },
    audit: auditDraft('profile.added'),
  });
}
