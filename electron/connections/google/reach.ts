import type { Clock, Fetch } from '../../model/ports.ts';

const PATIENCE_MS = 5_000;
const EVERY_MS = { reachable: 5 * 60_000, outOfReach: 30_000 };
/** The window is drawn first: loading what the network takes would keep it waiting. */
const FIRST_MS = 1000;

/** Follows whether the provider answers at all, apart from what it answers. */
export interface ReachWatch {
  start(): void;
  stop(): void;
  /** Looks now. */
  look(): void;
  /** Takes note of what a sync found out. */
  learned(reachable: boolean): void;
  reachable(): boolean;
}

/**
 * True when anything answers at the address, whatever it says. Sends no credentials. What cannot be reached within
 * five seconds counts as out of reach.
 */
async function canReach(root: string, fetch: Fetch, signal?: AbortSignal): Promise<boolean> {
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(signal === undefined ? [] : [signal])];
  try {
    const response = await fetch(root, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.any(signals),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** Looks soon after the start, then now and then: seldom while all is well, often while it is not. */
export function watchReach(deps: {
  root: string;
  fetch: Fetch;
  clock: Clock;
  changed(reachable: boolean): void;
}): ReachWatch {
  const ended = new AbortController();
  let reachable = true;
  const learned = (found: boolean): void => {
    if (ended.signal.aborted || found === reachable) return;
    reachable = found;
    deps.changed(reachable);
  };
  const look = async (): Promise<void> => learned(await canReach(deps.root, deps.fetch, ended.signal));
  const watch = async (): Promise<void> => {
    await deps.clock.sleep(FIRST_MS, ended.signal);
    while (!ended.signal.aborted) {
      await look();
      await deps.clock.sleep(reachable ? EVERY_MS.reachable : EVERY_MS.outOfReach, ended.signal);
    }
  };
  return {
    start: () => {
      watch().catch((error: unknown) => {
        if (!ended.signal.aborted) throw error;
      });
    },
    stop: () => ended.abort(),
    look: () => void look(),
    learned,
    reachable: () => reachable,
  };
}
