import { MusterError } from '../model/errors.ts';
import type { ListenerDeps } from './service.ts';

/** The right to have a workspace’s listener on, over all programs that share the workspace. */
export interface ListenerLease {
  /** Takes it unless we have it. Throws listener_elsewhere while another program has it. */
  take(): Promise<void>;
  /** Renews it once in a while, and `now`. False when another program has it. */
  hold(passed: number, now: boolean): Promise<boolean>;
  release(): Promise<void>;
}

type LeaseDeps = Pick<ListenerDeps, 'leases' | 'clock' | 'random' | 'pid'>;

const NAME = 'listener';
/** Long, since each renewal is a write that other programs notice; one of a program that ended is free at once. */
const TTL_MS = 180_000;
/** It is renewed this often. */
const KEEP_MS = 60_000;

export function createLease({ leases, clock, random, pid }: LeaseDeps): ListenerLease {
  /** Made anew each time it is taken. */
  let owner: string | null = null;
  let sinceKept = 0;

  const take = async (): Promise<void> => {
    if (owner !== null) return;
    const candidate = random.uuid(clock.now());
    const taken = await leases.acquire({
      name: NAME,
      owner: candidate,
      pid,
      now: clock.now(),
      ttlMs: TTL_MS,
    });
    if (!taken) throw new MusterError('listener_elsewhere');
    owner = candidate;
    sinceKept = 0;
  };
  return {
    take,
    hold: async (passed, now) => {
      sinceKept += passed;
      if (owner === null || (sinceKept < KEEP_MS && !now)) return owner !== null;
      sinceKept = 0;
      const kept = await leases.renew({ name: NAME, owner, now: clock.now(), ttlMs: TTL_MS });
      if (!kept) owner = null;
      return kept;
    },
    release: async () => {
      const held = owner;
      owner = null;
      if (held !== null) await leases.release({ name: NAME, owner: held });
    },
  };
}

/** True while another program has it. To ask while we have it ourselves makes no sense. */
export async function isElsewhere(deps: LeaseDeps): Promise<boolean> {
  const owner = deps.random.uuid(deps.clock.now());
  const now = deps.clock.now();
  const free = await deps.leases.acquire({ name: NAME, owner, pid: deps.pid, now, ttlMs: TTL_MS });
  if (free) await deps.leases.release({ name: NAME, owner });
  return !free;
}
