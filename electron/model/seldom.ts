import type { Clock } from './ports.ts';

/** Tells at once, and then again no sooner than `ms` later, however often it is called meanwhile. */
export function seldom(clock: Clock, ms: number, signal: AbortSignal, tell: () => void): () => void {
  let resting = false;
  let again = false;
  const speak = (): void => {
    again = false;
    resting = true;
    tell();
    clock.sleep(ms, signal).then(
      () => {
        resting = false;
        if (again) speak();
      },
      () => undefined,
    );
  };
  return () => {
    if (signal.aborted) return;
    if (resting) again = true;
    else speak();
  };
}
