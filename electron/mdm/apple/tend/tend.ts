import { IDENTITY_RENEW_DAYS } from '../../../model/apple/enrollment.ts';
import type { AppleDeps } from '../service.ts';
import { askInventory, withOpen } from './inventory.ts';

type TendDeps = Pick<
  AppleDeps,
  'apple' | 'profiles' | 'wakePush' | 'clock' | 'random' | 'draft' | 'changed' | 'log'
>;

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Devices of one round: a fleet of ten thousand is asked within the hour, and no round is long. */
const AT_ONCE = 200;
/** A device that was asked to renew, and did not, is asked again after this. */
const ASK_AGAIN_MS = 7 * DAY_MS;
/** With an identity that was given out, a device comes within seconds; who has not by then has cancelled. */
const ORPHAN_MS = HOUR_MS;
/** RFC 5280 section 5.3.1: cessationOfOperation. */
const CEASED = 5;
/** Orders that ended, and challenges that are over, are kept for so long; so many are forgotten in a round. */
const KEPT_MS = 30 * DAY_MS;
const SWEPT = 1000;

/** One round over what is due. Each part for itself: what fails is logged, and tried again with the next round. */
export async function tendOnce(deps: TendDeps): Promise<void> {
  const parts = {
    inventory: refreshInventory,
    renewals: renewIdentities,
    orphans: revokeOrphans,
    'old orders': sweepOld,
  };
  for (const [name, part] of Object.entries(parts)) {
    try {
      if (await part(deps)) deps.changed();
    } catch (error) {
      deps.log(`apple: ${name}: ${String(error)}`);
    }
  }
  deps.wakePush();
}

/** Once a day each device is asked anew, and gets what it ought to have by then. */
async function refreshInventory(deps: TendDeps): Promise<boolean> {
  const { apple, clock, profiles } = deps;
  const at = clock.now();
  const stale = await apple.staleInventory({ before: at - DAY_MS, limit: AT_ONCE });
  if (stale.length === 0) return false;
  const busy = await withOpen(deps, 'inventory', stale);
  await askInventory(
    deps,
    stale.filter(({ deviceId }) => !busy.has(deviceId)),
  );
  // Asked long ago and still waiting to hear it: noted, or it would stand in the way of the others.
  if (busy.size > 0) await apple.noteInventory({ deviceIds: [...busy], at });
  await profiles.reconcile(stale.map(({ deviceId }) => deviceId));
  return true;
}

/**
 * Devices never renew their identity themselves: they are given the enrollment profile anew. One that comes too late has to be
 * registered again, so that there is half a year for it.
 */
async function renewIdentities(deps: TendDeps): Promise<boolean> {
  const { apple, clock, random } = deps;
  const at = clock.now();
  const ending = await apple.endingIdentities({
    before: at + IDENTITY_RENEW_DAYS * DAY_MS,
    askedBefore: at - ASK_AGAIN_MS,
    limit: AT_ONCE,
  });
  if (ending.length === 0) return false;
  const busy = await withOpen(deps, 'renewal', ending);
  const orders = ending
    .filter(({ deviceId }) => !busy.has(deviceId))
    .map(({ deviceId, enrolledAt }) => {
      const uuid = random.uuid(at);
      const order = { type: 'RenewIdentity' as const };
      const purpose = 'renewal' as const;
      return { uuid, deviceId, guid: '', order, sealed: null, purpose, bundle: uuid, enrolledAt };
    });
  if (orders.length > 0) await apple.enqueue({ orders, at });
  for (const { deviceId } of ending) await apple.noteRenewal({ deviceId, at });
  return true;
}

/** Of installations that were broken off after the identity was given out. */
async function revokeOrphans({ apple, clock, draft }: TendDeps): Promise<boolean> {
  const at = clock.now();
  const audit = draft('certificate.revoked', null, { reason: CEASED });
  return (await apple.revokeOrphans({ before: at - ORPHAN_MS, at, reason: CEASED, audit })) > 0;
}

/** A fleet of ten thousand leaves fifty thousand answers a day, which nobody looks at after a while. */
async function sweepOld({ apple, clock }: TendDeps): Promise<boolean> {
  await apple.sweep({ before: clock.now() - KEPT_MS, limit: SWEPT });
  return false;
}
