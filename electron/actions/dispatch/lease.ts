import { sendingLease } from '../../model/command.ts';
import type { ActionServiceDeps } from '../contract.ts';

/** The right to send for a connection, over all programs that share the workspace. */
export interface Lease {
  /** Made anew each time the right is taken: what another owner has claimed was cut off. */
  readonly owner: string;
  /** Renews it. False when another program has it: nothing may be sent then. */
  keep(): Promise<boolean>;
  release(): Promise<void>;
}

const TTL_MS = 180_000;
/** It is renewed this often, besides before each request. */
export const KEEP_MS = 20_000;
/** A request that has not ended so long after it was renewed is given up; longer than any answer is waited for. */
export const LATE_MS = 150_000;
/** A renewal whose answer took longer than this may be a program's that was stopped meanwhile. */
export const STALE_MS = 30_000;

/** Takes the right to send; null while another program has it. */
export async function takeLease(
  { store, clock, random, pid }: Pick<ActionServiceDeps, 'store' | 'clock' | 'random' | 'pid'>,
  connectionId: string,
): Promise<Lease | null> {
  const name = sendingLease(connectionId);
  const owner = random.uuid(clock.now());
  const taken = await store.leases.acquire({ name, owner, pid, now: clock.now(), ttlMs: TTL_MS });
  if (!taken) return null;
  return {
    owner,
    keep: () => store.leases.renew({ name, owner, now: clock.now(), ttlMs: TTL_MS }),
    release: () => store.leases.release({ name, owner }),
  };
}
