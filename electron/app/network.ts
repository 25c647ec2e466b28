import type { Clock } from '../model/ports.ts';

const LOOK_EVERY_MS = 5000;

/** Follows whether this machine has a network at all, as the system sees it; tells each change once. */
export function watchNetwork(
  net: { isOnline(): boolean },
  clock: Clock,
  changed: (online: boolean) => void,
): { online(): boolean; stop(): void } {
  const ended = new AbortController();
  let online = net.isOnline();
  const look = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await clock.sleep(LOOK_EVERY_MS, ended.signal);
      const now = net.isOnline();
      if (now !== online) {
        online = now;
        changed(online);
      }
    }
  };
  look().catch((error: unknown) => {
    if (!ended.signal.aborted) throw error;
  });
  return { online: () => online, stop: () => ended.abort() };
}
