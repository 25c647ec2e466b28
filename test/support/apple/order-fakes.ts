import type { OrderDeps } from '../../../electron/mdm/apple/orders/orders.ts';
import type { AppleDeps } from '../../../electron/mdm/apple/service.ts';
import { type QueuedOrder, requestTypeOf } from '../../../electron/model/apple/order.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import type { Random } from '../../../electron/model/ports.ts';
import type {
  AppleChannelRow,
  AppleDeviceRow,
  InstallRow,
  NewOrder,
  ProfileRow,
} from '../../../electron/store/contract/apple.ts';
import { createManualClock } from '../manual-clock.ts';

export const T0 = 1_795_161_600_000;
export const DAY = 24 * 60 * 60_000;

/** Numbers that only count up, so that every id and PIN is told beforehand. */
export function countingRandom(): Random {
  let next = 0;
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next++ % 256),
    fraction: () => 0.5,
    uuid: () => `uuid-${next++}`,
  };
}

/** A vault whose boxes show what they are sealed under; another name does not open them. */
export const glassVault: OrderDeps['vault'] = {
  seal: async (name, value) => Buffer.concat([Buffer.from(`${name}\0`), value]),
  open: async (name, box) => {
    const [under = '', ...rest] = Buffer.from(box).toString('latin1').split('\0');
    if (under !== name) throw new MusterError('vault_damaged_secret', { name });
    return Buffer.from(rest.join('\0'), 'latin1');
  },
};

export function deviceRow(change: Partial<AppleDeviceRow> = {}): AppleDeviceRow {
  return {
    deviceId: 'd1',
    udid: 'UDID-1',
    state: 'active',
    userId: 'u1',
    life: 1,
    identity: 'f1',
    identityUntil: T0 + 800 * DAY,
    topic: 'com.apple.mgmt.ours',
    enrolledAt: T0 - DAY,
    endedAt: null,
    lastSeenAt: T0,
    inventoryAskedAt: null,
    renewalAskedAt: null,
    unlockToken: null,
    bootstrapToken: null,
    ...change,
  };
}

export function channelRow(change: Partial<AppleChannelRow> = {}): AppleChannelRow {
  return {
    id: 1,
    deviceId: 'd1',
    guid: '',
    shortName: null,
    longName: null,
    token: 'aa',
    pushMagic: 'magic',
    tokenAt: T0,
    lastSeenAt: T0,
    pushDueAt: null,
    pushTries: 0,
    pushedAt: null,
    pushTrouble: null,
    waiting: 0,
    ...change,
  };
}

type Rooms = OrderDeps['apple'] & AppleDeps['apple'];

/** The queue of the store as its contract has it, in memory; what a test wants to be there it puts there. */
export interface FakeApple extends Rooms {
  readonly queue: Map<string, { order: QueuedOrder; sealed: Uint8Array | null; made: NewOrder }>;
  readonly devices: Map<string, AppleDeviceRow>;
  channelRows: AppleChannelRow[];
  installRows: InstallRow[];
  readonly profiles: Map<string, ProfileRow>;
  /** What is answered of orders for these devices. */
  readonly refuses: Map<string, 'gone' | 'reregistered'>;
  readonly noted: string[];
  orphaned: string[];
  /** A device’s answer, or whatever else moves an order. */
  move(uuid: string, change: Partial<QueuedOrder>): void;
}

export function createFakeApple(): FakeApple {
  const queue: FakeApple['queue'] = new Map();
  const of = (test: (order: QueuedOrder) => boolean): QueuedOrder[] =>
    [...queue.values()].map(({ order }) => order).filter(test);
  const fake: FakeApple = {
    queue,
    devices: new Map(),
    channelRows: [channelRow()],
    installRows: [],
    profiles: new Map(),
    refuses: new Map(),
    noted: [],
    orphaned: [],
    move: (uuid, change) => {
      const kept = queue.get(uuid);
      if (kept === undefined) throw new Error(`no order ${uuid}`);
      kept.order = { ...kept.order, ...change };
    },
    enqueue: async ({ orders, at }) => {
      if (orders.some(({ uuid }) => queue.has(uuid))) throw new MusterError('bad_input', { field: 'uuid' });
      const refused: Record<string, 'gone' | 'reregistered'> = {};
      for (const made of orders) {
        const why = fake.refuses.get(made.deviceId);
        if (why !== undefined) refused[made.uuid] = why;
        else queue.set(made.uuid, { order: queuedOrder(made, at), sealed: made.sealed, made });
      }
      return { refused };
    },
    bundle: async (bundle) => of((order) => order.bundle === bundle),
    queued: async (uuid) => queue.get(uuid)?.order ?? null,
    sealedOf: async (uuid) => queue.get(uuid)?.sealed ?? null,
    cancel: async ({ uuids, reason, at }) => {
      const open = uuids.filter((uuid) => /queued|not_now/.test(queue.get(uuid)?.order.state ?? ''));
      for (const uuid of open) fake.move(uuid, { state: 'cancelled', reason, endedAt: at });
      return open.length;
    },
    orders: async ({ deviceId, states }) => {
      const rows = of(
        (order) =>
          (deviceId === null || order.deviceId === deviceId) && (states?.includes(order.state) ?? true),
      );
      return { rows, total: rows.length };
    },
    device: async (deviceId) => fake.devices.get(deviceId) ?? null,
    channels: async (deviceId) => fake.channelRows.filter((row) => row.deviceId === deviceId),
    installs: async () => fake.installRows,
    profile: async (id) => fake.profiles.get(id) ?? null,
    counts: async () => {
      throw new Error('not asked for here');
    },
    wantPush: async ({ deviceIds }) => void fake.noted.push(`push ${deviceIds?.join()}`),
    staleInventory: async ({ before, limit }) =>
      [...fake.devices.values()]
        .filter(({ inventoryAskedAt }) => (inventoryAskedAt ?? 0) < before)
        .slice(0, limit),
    noteInventory: async ({ deviceIds, at }) => {
      for (const id of deviceIds) fake.devices.set(id, { ...deviceOf(fake, id), inventoryAskedAt: at });
    },
    endingIdentities: async ({ before, askedBefore }) =>
      [...fake.devices.values()].filter(
        ({ identityUntil, renewalAskedAt }) =>
          (identityUntil ?? before) < before && (renewalAskedAt ?? 0) < askedBefore,
      ),
    noteRenewal: async ({ deviceId, at }) => {
      fake.devices.set(deviceId, { ...deviceOf(fake, deviceId), renewalAskedAt: at });
    },
    revokeOrphans: async ({ before, reason }) => {
      fake.noted.push(`orphans before ${before} for ${reason}`);
      return fake.orphaned.splice(0).length;
    },
    sweep: async ({ before }) => fake.noted.push(`sweep before ${before}`),
  };
  return fake;
}

function deviceOf(fake: FakeApple, id: string): AppleDeviceRow {
  return fake.devices.get(id) ?? deviceRow({ deviceId: id });
}

function queuedOrder(made: NewOrder, at: number): QueuedOrder {
  const { uuid, deviceId, order, purpose, bundle } = made;
  return {
    uuid,
    deviceId,
    user: null,
    requestType: requestTypeOf(order),
    order,
    purpose,
    bundle,
    state: 'queued',
    queuedAt: at,
    sentAt: null,
    tries: 0,
    notNowAt: null,
    endedAt: null,
    reason: null,
    errors: null,
  };
}

/** Everything the adapter and the renderer work with. */
export function openOrders() {
  const apple = createFakeApple();
  const clock = createManualClock(T0);
  const made: Parameters<OrderDeps['profiles']['make']>[0][] = [];
  let wakes = 0;
  const deps: OrderDeps = {
    apple,
    devices: { find: async () => [], facts: async () => [] },
    pki: {
      cms: {
        verifyDetached: () => {
          throw new Error('not asked for here');
        },
        openSigned: () => {
          throw new Error('not asked for here');
        },
        sign: async (content) => Buffer.concat([Buffer.from('signed:'), content]),
      },
    },
    vault: glassVault,
    profiles: {
      identifier: 'org.example.enrollment',
      make: async (input) => {
        made.push(input);
        return Buffer.from('the enrollment profile');
      },
    },
    clock,
    random: countingRandom(),
    queued: () => {
      wakes++;
    },
  };
  return { apple, clock, deps, made, wakes: () => wakes };
}
