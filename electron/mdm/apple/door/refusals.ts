import type { Refused } from '../../../store/contract/apple.ts';
import type { MdmAnswer } from '../contract.ts';
import { bare, unrecognized } from './answers.ts';
import type { DoorDeps } from './door.ts';
import { userOf } from './owner.ts';

/** A device that is turned away asks again and again; the log tells of it once in this time (ms). */
const NOTED_EVERY_MS = 60 * 60_000;
/** Devices whose last refusal is remembered; the ones longest ago are forgotten first. */
const REMEMBERED = 10_000;

export interface Refusals {
  /** Records that a device was turned away, seldom. A certificate that was never issued here is nobody’s. */
  note(fingerprint: string, why: string, at: number): Promise<void>;
  /** What a device that the store turned away is answered. Nothing of it was kept. */
  answer(caller: { fingerprint: string; udid: string; at: number }, refused: Refused): Promise<MdmAnswer>;
}

type Deps = Pick<DoorDeps, 'apple' | 'users' | 'audit' | 'draft' | 'log'>;

/** Turns devices away: never with 401, which would end their management whatever the reason was. */
export function createRefusals(deps: Deps): Refusals {
  const { apple, audit, draft } = deps;
  const notedAt = new Map<string, number>();

  const isNew = (who: string, at: number): boolean => {
    const last = notedAt.get(who);
    if (last !== undefined && at - last < NOTED_EVERY_MS && at >= last) return false;
    notedAt.delete(who);
    notedAt.set(who, at);
    for (const oldest of notedAt.keys()) {
      if (notedAt.size <= REMEMBERED) break;
      notedAt.delete(oldest);
    }
    return true;
  };
  const note: Refusals['note'] = async (fingerprint, why, at) => {
    const identity = await apple.identity(fingerprint);
    if (identity === null || !isNew(identity.deviceId ?? fingerprint, at)) return;
    const user = await userOf(deps, identity);
    const { deviceId, serial } = identity;
    await audit.append(draft(user?.userName ?? '', 'apple.refused', deviceId, { why, serial }));
  };
  return {
    note,
    answer: async ({ fingerprint, udid, at }, { why }) => {
      if (why === 'declined') return bare(410);
      if (why === 'not_registered' && (await hasEnded(deps, fingerprint, udid))) return unrecognized();
      await note(fingerprint, why, at);
      return bare(403);
    },
  };
}

/** It was managed here with this very identity, and is no longer: it may let go. */
async function hasEnded({ apple }: Deps, fingerprint: string, udid: string): Promise<boolean> {
  const identity = await apple.identity(fingerprint);
  const device = identity?.deviceId ? await apple.device(identity.deviceId) : null;
  return device !== null && device.udid === udid && (device.state === 'retired' || device.state === 'wiped');
}
