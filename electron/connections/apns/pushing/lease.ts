import type { PushDeps } from '../deps.ts';

/** The right to push, over all programs that share the workspace. */
export interface Lease {
  /** Renews it. False when another program has it. */
  keep(): Promise<boolean>;
  release(): Promise<void>;
}

const NAME = 'pushes';
/** Longer than a stretch of pushes takes. */
const TTL_MS = 180_000;

/** Takes the right to push; null while another program has it. */
export async function takeLease({
  leases,
  clock,
  random,
  pid,
}: Pick<PushDeps, 'leases' | 'clock' | 'random' | 'pid'>): Promise<Lease | null> {
  const owner = random.uuid(clock.now());
  const taken = await leases.acquire({ name: NAME, owner, pid, now: clock.now(), ttlMs: TTL_MS });
  if (!taken) return null;
  return {
    keep: () => leases.renew({ name: NAME, owner, now: clock.now(), ttlMs: TTL_MS }),
    release: () => leases.release({ name: NAME, owner }),
  };
}
