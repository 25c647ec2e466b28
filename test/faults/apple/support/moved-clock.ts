import { isMainThread } from 'node:worker_threads';
import { z } from 'zod';

/**
 * Loaded before a `muster` command that can be spoken to: its clock is set as it is told. `ahead`: so many ms before, or behind, the
 * machine’s; `stopped`: it stands still at this time (ms UTC).
 */
export const clockSchema = z.object({
  clock: z.union([z.object({ ahead: z.number() }), z.object({ stopped: z.number() })]),
});

if (isMainThread && process.channel !== undefined) {
  const now = Date.now;
  process.on('message', (message) => {
    const told = clockSchema.safeParse(message).data?.clock;
    if (told === undefined) return;
    Date.now = 'ahead' in told ? () => now() + told.ahead : () => told.stopped;
    process.send?.({ clock: 'set' });
  });
  process.channel?.unref();
}
