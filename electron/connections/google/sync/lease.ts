import { MusterError } from '../../../model/errors.ts';
import type { GoogleSyncDeps } from './contract.ts';

/** The lock of one sync over all programs that share the store. */
export interface Lease {
  /**
   * Renews it when that is due. Throws `sync_running` when another program took it over because we were silent for
   * too long (a machine that slept): nothing may be written then.
   */
  keep(): Promise<void>;
  release(): Promise<void>;
}

/** Takes the lock of a connection. Throws `sync_running` while another program holds it. */
export async function takeLease(
  { store, clock, random, pid }: Pick<GoogleSyncDeps, 'store' | 'clock' | 'random' | 'pid'>,
  connectionId: string,
  ttlMs: number,
): Promise<Lease> {
  const name = `sync:${connectionId}`;
  const owner = random.uuid(clock.now());
  let renewedAt = clock.now();
  const taken = await store.leases.acquire({ name, owner, pid, now: renewedAt, ttlMs });
  if (!taken) throw new MusterError('sync_running');
  return {
    keep: async () => {
      const now = clock.now();
      if (now >= renewedAt && now - renewedAt < ttlMs / 10) return;
      if (!(await store.leases.renew({ name, owner, now, ttlMs }))) throw new MusterError('sync_running');
      renewedAt = now;
    },
    release: () => store.leases.release({ name, owner }),
  };
}
