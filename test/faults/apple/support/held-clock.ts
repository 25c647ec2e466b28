import type { Clock } from '../../../../electron/model/ports.ts';
import { systemClock } from '../../../../electron/system.ts';

/** How long a command is held by this clock, in ms; `undoSeconds` has to be set to it. */
export const HOLD_MS = 7000;

/** The machine’s clock, by which a command is held until the test ends its hold. */
export function heldClock(): { clock: Clock; endHold(): void } {
  const hold = Promise.withResolvers<void>();
  return {
    clock: {
      now: systemClock.now,
      sleep: (ms, signal) => (ms === HOLD_MS ? hold.promise : systemClock.sleep(ms, signal)),
    },
    endHold: hold.resolve,
  };
}
