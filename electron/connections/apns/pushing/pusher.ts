import { createBell } from '../../../model/bell.ts';
import { identityOf, type PushIdentity } from '../certificate/identity.ts';
import type { PushDeps } from '../deps.ts';
import { type Lease, takeLease } from './lease.ts';
import { createLines, type Lines } from './lines.ts';
import { createStanding, type Standing } from './standing.ts';
import { carry } from './stretch.ts';
import { writeDown } from './writing.ts';

/** Sends the pushes that are due: one program at a time, for as long as it runs. */
export interface Pusher {
  start(): void;
  wake(): void;
  readonly standing: Standing;
  /** Waits a little for what is on its way. */
  close(): Promise<void>;
}

/** Without a ring the file is looked at this often, also when something here was missing. */
const LOOK_MS = 60_000;
/** Another program is at it: tried again after this. */
const RETRY_MS = 10_000;
/** And never sooner again than this. */
const BREATH_MS = 50;
/** What is on its way is waited for this long when the program ends. */
const LAST_WAIT_MS = 3000;
/** Pushes that are read, sent and written down together. */
const STRETCH = 500;

export function createPusher(deps: PushDeps): Pusher {
  const { apple, clock } = deps;
  const closing = new AbortController();
  const { signal } = closing;
  const cut = new AbortController();
  const bell = createBell(clock);
  const lines = createLines(deps, cut.signal);
  const standing = createStanding(deps, signal, bell.ring);
  let running: Promise<void> | null = null;

  /** Answers how long nothing has to be looked at, in ms. */
  const look = async (): Promise<number> => {
    const nextAt = await apple.nextPushAt();
    if (nextAt === null) return LOOK_MS;
    const wait = nextAt - clock.now();
    if (wait > 0) return Math.min(LOOK_MS, Math.max(BREATH_MS, wait));
    const identity = await identityOf(deps);
    if (identity === null || !standing.free(identity.fingerprint)) return LOOK_MS;
    const lease = await takeLease(deps);
    if (lease === null) return RETRY_MS;
    try {
      await runShift({ deps, standing, lines, lease, identity }, signal);
    } finally {
      await lease.release();
    }
    return BREATH_MS;
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const wait = await look().catch(async (error: unknown) => {
        deps.log(`pushes could not be sent: ${String(error)}`);
        await standing.told(error).catch(() => undefined);
        return LOOK_MS;
      });
      await bell.wait(wait, signal);
    }
  };
  return {
    start: () => {
      running ??= run();
    },
    wake: bell.ring,
    standing,
    close: async () => {
      closing.abort();
      const done = new AbortController();
      clock.sleep(LAST_WAIT_MS, done.signal).then(
        () => cut.abort(),
        () => undefined,
      );
      await running;
      done.abort();
      cut.abort();
    },
  };
}

interface Shift {
  deps: PushDeps;
  standing: Standing;
  lines: Lines;
  lease: Lease;
  identity: PushIdentity;
}

/** Stretch after stretch, until nothing is due, all have to pause, or the right to push is lost. */
async function runShift(shift: Shift, over: AbortSignal): Promise<void> {
  const { deps, standing, lease } = shift;
  while (!over.aborted && (await lease.keep())) {
    const at = deps.clock.now();
    const limit = standing.cautious() ? 1 : STRETCH;
    const due = await deps.apple.duePushes({ at, limit });
    if (due.length === 0) return;
    const carried = await carry(deps, shift, due, over);
    await writeDown(deps, standing, carried, at);
    if (carried.trouble !== null) return await standing.stuck(carried.trouble, shift.identity.fingerprint);
    deps.changed();
  }
}
