import type { OutboxDeps } from './deps.ts';

/** The right to send mails, over all programs that share the workspace. */
export interface Lease {
  /** Made anew each time the right is taken: what another owner has claimed was cut off. */
  readonly owner: string;
  /** Renews it. False when another program has it: nothing may be sent then. */
  keep(): Promise<boolean>;
  release(): Promise<void>;
}

const NAME = 'mails';
/** Longer than a mail takes, or is waited for between two. */
const TTL_MS = 180_000;
/** A mail whose handing over takes longer is given up while the right to send is still ours. */
export const LATE_MS = 150_000;

/** Takes the right to send; null while another program has it. */
export async function takeLease({
  leases,
  clock,
  random,
  pid,
}: Pick<OutboxDeps, 'leases' | 'clock' | 'random' | 'pid'>): Promise<Lease | null> {
  const owner = random.uuid(clock.now());
  const taken = await leases.acquire({ name: NAME, owner, pid, now: clock.now(), ttlMs: TTL_MS });
  if (!taken) return null;
  return {
    owner,
    keep: () => leases.renew({ name: NAME, owner, now: clock.now(), ttlMs: TTL_MS }),
    release: () => leases.release({ name: NAME, owner }),
  };
}
