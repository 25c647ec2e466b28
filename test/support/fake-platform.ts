import { freshDevice } from '../../electron/connections/google/actions/fresh.ts';
import { judge } from '../../electron/connections/google/actions/judge.ts';
import type { ActionName, ActionSpec } from '../../electron/model/action.ts';
import type { ActionAdapter, Order, SendResult, TargetOutcome } from '../../electron/model/action-adapter.ts';
import type { Target } from '../../electron/model/command.ts';
import type { Clock } from '../../electron/model/ports.ts';

/** A device's record, small: what a review and a look at it need. */
export interface SmallRecord {
  deviceId: string;
  serialNumber: string;
  status: string;
  orgUnitId: string;
  orgUnitPath: string;
  lastEnrollmentTime: string;
  annotatedAssetId?: string;
  annotatedUser?: string;
  annotatedLocation?: string;
  notes?: string;
}

export function smallRecord(deviceId: string, change: Partial<SmallRecord> = {}): SmallRecord {
  return {
    deviceId,
    serialNumber: `S-${deviceId}`,
    status: 'ACTIVE',
    orgUnitId: 'id:root',
    orgUnitPath: '/',
    lastEnrollmentTime: '2026-01-05T08:00:00.000Z',
    ...change,
  };
}

/** A platform in memory that remembers each request, and does with it what a test says. */
export interface FakePlatform extends ActionAdapter {
  readonly devices: Map<string, SmallRecord>;
  /** Every request that was sent, when (time that has passed) and to which devices. */
  readonly requests: { at: number; action: ActionName; ids: string[] }[];
  looks: number;
  /** What a request comes to; by default every target is acknowledged. */
  onSend(spec: ActionSpec, orders: readonly Order[]): SendResult | Promise<SendResult>;
  onLook(providerId: string): void | Promise<void>;
  onFollow(target: Target): TargetOutcome | null;
  onReconcile(target: Target): TargetOutcome | null;
}

export const BATCH = 50;
const BATCHED: ReadonlySet<ActionName> = new Set([
  'lost_mode_on',
  'lost_mode_off',
  'deprovision',
  'move_unit',
]);

export function createFakePlatform(clock: Clock & { elapsed(): number }): FakePlatform {
  const platform: FakePlatform = {
    devices: new Map(),
    requests: [],
    looks: 0,
    onSend: (_, orders) => all(orders, { state: 'acknowledged', reason: null, message: null }),
    onLook: () => undefined,
    onFollow: () => null,
    onReconcile: () => null,
    batchSize: (action) => (BATCHED.has(action) ? BATCH : 1),
    keptMs: (action) => (action === 'restart' ? 600_000 : null),
    judge,
    look: async (providerId, signal) => {
      signal.throwIfAborted();
      platform.looks++;
      await platform.onLook(providerId);
      const record = platform.devices.get(providerId);
      return record === undefined ? null : freshDevice(JSON.stringify(record), providerId);
    },
    send: async (spec, orders, signal) => {
      signal.throwIfAborted();
      const ids = orders.map(({ target }) => target.facts.providerId);
      platform.requests.push({ at: clock.elapsed(), action: spec.action, ids });
      return await platform.onSend(spec, orders);
    },
    follow: async (_, target) => platform.onFollow(target),
    reconcile: async (_, target) => platform.onReconcile(target),
  };
  return platform;
}

/** The same outcome for all. */
export function all(orders: readonly Order[], outcome: TargetOutcome): SendResult {
  return { kind: 'answered', outcomes: new Map(orders.map(({ target }) => [target.id, outcome])) };
}
