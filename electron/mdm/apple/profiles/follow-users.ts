import type { Clock } from '../../../model/ports.ts';
import { seldom } from '../../../model/seldom.ts';
import type { Store } from '../../../store/contract.ts';
import type { ProfileService } from '../contract.ts';

/** All devices are compared with the library no sooner again (ms). */
const COMPARE_MS = 5000;

/**
 * Whom profiles are meant for changes with the users and their units. Answers what is called when they may have changed: a fleet of
 * ten thousand is gone through only when they have.
 */
export function createUserFollower(
  deps: {
    users: Pick<Store['users'], 'version'>;
    profiles: Pick<ProfileService, 'reconcile'>;
    clock: Clock;
    log(message: string): void;
  },
  over: AbortSignal,
): () => void {
  const { users, profiles, clock, log } = deps;
  let compared: number | null = null;

  const look = async (): Promise<void> => {
    const version = await users.version();
    if (version === compared) return;
    await profiles.reconcile(null);
    compared = version;
  };
  return seldom(clock, COMPARE_MS, over, () => {
    look().catch((error: unknown) => {
      if (!over.aborted) log(`profiles are compared again later: ${String(error)}`);
    });
  });
}
