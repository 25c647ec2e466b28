import type { ActionFamily } from '../../model/action.ts';
import { MINUTE_MS, READS_PER_MINUTE } from '../../model/action-pace.ts';
import { type Bell, createBell } from '../../model/bell.ts';
import { createLanes } from '../../model/lanes.ts';
import type { Clock } from '../../model/ports.ts';
import type { ActionConnection, ActionServiceDeps } from '../contract.ts';
import { createBrake } from './brake.ts';
import { takeLease } from './lease.ts';
import { createPacer } from './pacer.ts';
import { LOOK_MS, runShift } from './session.ts';
import type { Paced, Shift } from './shift.ts';
import { isWorkToDo } from './work.ts';

/** Sends and follows by itself, whenever this program has the right to. */
export interface Dispatcher {
  /** Something waits now that did not before. */
  ring(): void;
  /** The network may be back. */
  networkBack(): void;
  /** Until when nothing goes out because the provider asked for a pause, or is away (ms UTC). */
  waitingUntil(): number | null;
  close(): Promise<void>;
}

const READS_AT_ONCE = 4;
/** Looking and asking together stay under Google’s 2,400 requests a minute, with room for writes. */
const LOOK_EVERY_MS = MINUTE_MS / READS_PER_MINUTE;
const ASK_EVERY_MS = 100;
/** Another program is at it, or the file could not be read: tried again after this. */
const RETRY_MS = 10_000;
/** An answer is waited for this long when the program ends. */
const LAST_WAIT_MS = 10_000;

type Parts = Pick<Shift, 'announcer' | 'records' | 'pace'>;

/** Sends what is for one family. What goes into our own queue needs no pace: no provider counts it. */
export function createDispatcher(deps: ActionServiceDeps, family: ActionFamily, given: Parts): Dispatcher {
  const { store, clock, log } = deps;
  const parts = family === 'apple' ? { ...given, pace: { ...given.pace, intervalMs: () => 0 } } : given;
  const closing = new AbortController();
  const cut = new AbortController();
  const desk = openDesk({ deps, family, ...parts }, closing.signal, cut.signal);
  const { bell, brake } = desk;
  let life: Pick<ActionConnection, 'id' | 'generation'> | null = null;

  /** What the account stood in the way of is tried once more: it stops again at the first request if need be. */
  const greet = async ({ id, generation }: ActionConnection): Promise<void> => {
    if (id === life?.id && generation === life.generation) return;
    parts.announcer.commands(await store.commands.resumeBarred(id));
    life = { id, generation };
  };
  const round = async (): Promise<void> => {
    const connection = deps.connection(family);
    if (connection === null) return await bell.wait(LOOK_MS, closing.signal);
    await greet(connection);
    const outlook = await store.commands.outlook(connection.id);
    const now = clock.now();
    if (isWorkToDo(outlook, now)) return await workThrough(desk, connection);
    if (outlook.sending) {
      await workThrough(desk, connection);
      return await bell.wait(RETRY_MS, closing.signal);
    }
    const next = outlook.nextCheckAt === null ? LOOK_MS : outlook.nextCheckAt - now;
    await bell.wait(Math.min(LOOK_MS, Math.max(0, next)), closing.signal);
  };
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await round().catch(async (error: unknown) => {
        if (!closing.signal.aborted) log(`the queue could not be worked through: ${String(error)}`);
        await pause(desk, RETRY_MS);
      });
    }
  };
  const running = run();
  return {
    ring: bell.ring,
    networkBack: brake.networkBack,
    waitingUntil: brake.until,
    close: async () => {
      closing.abort();
      const done = new AbortController();
      const limit = clock.sleep(LAST_WAIT_MS, done.signal).then(() => cut.abort());
      limit.catch(() => undefined);
      await running;
      done.abort();
    },
  };
}

/** What is used in every shift, as long as the program lives. */
interface Desk extends Pick<Shift, 'deps' | 'family' | 'brake' | 'looking' | 'asking' | 'cut'>, Parts {
  bell: Bell;
  closing: AbortSignal;
}

function openDesk(
  given: Pick<Desk, 'deps' | 'family'> & Parts,
  closing: AbortSignal,
  cut: AbortSignal,
): Desk {
  const { clock, random } = given.deps;
  const isOurs = given.family === 'apple';
  return {
    ...given,
    bell: createBell(clock),
    brake: createBrake(clock, random, closing),
    looking: pacedReads(clock, isOurs ? 0 : LOOK_EVERY_MS, closing),
    asking: pacedReads(clock, isOurs ? 0 : ASK_EVERY_MS, closing),
    closing,
    cut,
  };
}

/** Works through what waits for a connection, if this program gets the right to. */
async function workThrough(desk: Desk, connection: ActionConnection): Promise<void> {
  const lease = await takeLease(desk.deps, connection.id);
  if (lease === null) return await pause(desk, RETRY_MS);
  const ended = new AbortController();
  const shift: Shift = {
    ...desk,
    connection,
    lease,
    met: { forbidden: 0 },
    over: AbortSignal.any([desk.closing, ended.signal]),
    end: () => ended.abort(),
    ring: desk.bell.ring,
  };
  try {
    await runShift(shift, desk.bell);
  } finally {
    await lease.release();
  }
}

async function pause({ deps, closing }: Desk, ms: number): Promise<void> {
  await deps.clock.sleep(ms, closing).catch(() => undefined);
}

function pacedReads(clock: Clock, everyMs: number, life: AbortSignal): Paced {
  const lane = createLanes(READS_AT_ONCE);
  const pacer = createPacer(clock, () => everyMs, life);
  return (task) =>
    lane(async () => {
      // Once the life has ended a task finds that out by itself.
      await pacer.turn().catch(() => undefined);
      return await task();
    });
}
