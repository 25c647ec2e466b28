import type { PushStanding } from '../../model/apple/enrollment.ts';
import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { Store } from '../../store/contract.ts';
import type { Vault } from '../../vault/vault.ts';
import type { AppleDoor, AppleEnrollment, AppleService, ProfileService } from './contract.ts';
import { openPin } from './orders/secrets.ts';
import { readDetail } from './tend/detail.ts';
import { askInventory } from './tend/inventory.ts';
import { tendOnce } from './tend/tend.ts';

export { askInventory } from './tend/inventory.ts';

export interface AppleDeps {
  apple: Pick<
    Store['apple'],
    | 'counts'
    | 'device'
    | 'channels'
    | 'installs'
    | 'orders'
    | 'queued'
    | 'sealedOf'
    | 'cancel'
    | 'enqueue'
    | 'wantPush'
    | 'staleInventory'
    | 'noteInventory'
    | 'endingIdentities'
    | 'noteRenewal'
    | 'revokeOrphans'
    | 'sweep'
  >;
  users: Pick<Store['users'], 'get'>;
  audit: Pick<Store['audit'], 'append'>;
  vault: Pick<Vault, 'open'>;
  door: AppleDoor;
  enrollment: AppleEnrollment;
  profiles: ProfileService;
  /** The topic pushes go out under, and why they cannot; `ready` when they can. */
  push(): Promise<{ topic: string | null; standing: PushStanding }>;
  wakePush(): void;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  changed(): void;
  log(message: string): void;
}

/** See AppleService. */
export function createAppleService(deps: AppleDeps): AppleService {
  const { apple, clock, door, enrollment, profiles } = deps;
  let tending: Promise<void> | null = null;
  return {
    door,
    enrollment,
    profiles,
    counts: async () => await apple.counts({ now: clock.now(), topic: (await deps.push()).topic }),
    detail: (deviceId) => readDetail(deps, deviceId),
    orders: ({ open, ...input }) => apple.orders({ ...input, states: open ? [...OPEN_STATES] : null }),
    cancelOrders: (uuids) => cancelOrders(deps, uuids),
    revealPin: (uuid) => revealPin(deps, uuid),
    push: async (deviceIds) => {
      const { standing } = await deps.push();
      if (standing !== 'ready') throw new MusterError('push_not_set', { standing });
      await apple.wantPush({ deviceIds, at: clock.now() });
      deps.wakePush();
    },
    registered: (deviceId, first) => registered(deps, deviceId, first),
    tend: () => {
      tending ??= tendOnce(deps).finally(() => {
        tending = null;
      });
      return tending;
    },
  };
}

const OPEN_STATES = ['queued', 'sent', 'not_now'] as const;

async function cancelOrders(deps: AppleDeps, uuids: string[]): Promise<number> {
  const { apple, clock, draft, changed } = deps;
  const object = uuids.length === 1 ? (uuids[0] ?? null) : null;
  const audit = draft('apple.cancelled', object, { orders: uuids.length });
  const cancelled = await apple.cancel({ uuids, reason: 'by_admin', at: clock.now(), audit });
  if (cancelled > 0) changed();
  return cancelled;
}

/** It is in the log before it is on the screen. */
async function revealPin(deps: AppleDeps, uuid: string): Promise<{ pin: string }> {
  const { apple, audit, vault, draft, changed } = deps;
  const [order, sealed] = await Promise.all([apple.queued(uuid), apple.sealedOf(uuid)]);
  if (order === null || sealed === null) throw new MusterError('not_found', { order: uuid });
  const pin = await openPin(vault, uuid, sealed);
  await audit.append(draft('apple.pin_shown', order.deviceId, { order: uuid, type: order.requestType }));
  changed();
  return { pin };
}

/** What cannot be ordered now, the next round brings. */
async function registered(deps: AppleDeps, deviceId: string, first: boolean): Promise<void> {
  try {
    if (first) await askInventory(deps, [{ deviceId, enrolledAt: null }]);
    await deps.profiles.reconcile([deviceId]);
    deps.wakePush();
    deps.changed();
  } catch (error) {
    deps.log(`apple: a new device could not be asked: ${String(error)}`);
  }
}
