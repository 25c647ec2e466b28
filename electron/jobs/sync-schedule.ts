import { MusterError } from '../model/errors.ts';
import type { Clock, Random } from '../model/ports.ts';
import type { RunReason, SyncRun } from '../model/sync-run.ts';
import type { RunRepository } from '../store/contract.ts';

export const EVERY_MS = 60 * 60_000;
/** Consoles all over the world must not ask Google at the same second. */
export const JITTER_MS = 3 * 60_000;
/** A clock that jumps, a machine that slept or a run of another program is noticed within this time. */
export const LOOK_MS = 60_000;

/** The admin must act before another run makes sense. */
const PAUSED: ReadonlySet<RunReason> = new Set(['reconnect_needed', 'permission_lost', 'api_disabled']);

/** What the schedule drives. */
interface ScheduledSync {
  run(trigger: SyncRun['trigger']): Promise<SyncRun>;
  running(): boolean;
  onEnded(listener: (run: SyncRun) => void): () => void;
}

export interface SyncSchedule {
  start(): void;
  /** Looks at once whether a run is due: after sleep, or when the network is back. */
  wake(): void;
  /** Milliseconds UTC; null before the first run started by hand, and while the admin must act first. */
  nextRunAt(): number | null;
  /** Starts no further run. One that is on goes on: who owns the sync ends it. */
  stop(): void;
}

export interface SyncScheduleDeps {
  sync: ScheduledSync;
  runs: Pick<RunRepository, 'list'>;
  connectionId: string;
  /** When the connection was made or last renewed: what stood in the way before is then gone. */
  connectedAt: number;
  clock: Clock;
  random: Pick<Random, 'fraction'>;
}

/**
 * Starts a run an hour after the last one ended, beginning with the first that was started by hand. What is due is
 * read from the runs themselves, so it survives a restart; a run that was cut off is due at once.
 */
export function createSyncSchedule(deps: SyncScheduleDeps): SyncSchedule {
  const { sync, clock } = deps;
  const stopped = new AbortController();
  const jitter = stableJitter(deps.random);
  let nextAt: number | null = null;
  /** Stands in for an end that lies in the future: a clock that has been set back since wrote it. */
  let lookedAt = clock.now();
  let refusedUntil = Number.NEGATIVE_INFINITY;
  let eager = false;
  let woken = new AbortController();

  const momentFor = (last: SyncRun, now: number): Moment => ({
    now,
    lookedAt,
    connectedAt: deps.connectedAt,
    eager,
    pause: EVERY_MS + jitter(last.id),
  });
  const look = async (): Promise<void> => {
    const [last] = await deps.runs.list({ connectionId: deps.connectionId, limit: 1 });
    const now = clock.now();
    const at = last === undefined ? null : dueAt(last, momentFor(last, now));
    eager = false;
    nextAt = at === null ? null : Math.max(at, refusedUntil);
    if (nextAt === null || now < nextAt || sync.running() || stopped.signal.aborted) return;
    try {
      await sync.run('schedule');
    } catch {
      // Another program is at it, the vault is locked, or the network is still away: the next look will tell.
      refusedUntil = clock.now() + LOOK_MS;
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      // A file that cannot be read for a moment is no reason to stop looking.
      await look().catch(() => undefined);
      if (!woken.signal.aborted) await pause(clock, AbortSignal.any([stopped.signal, woken.signal]));
      woken = new AbortController();
    }
  };
  const wake = (): void => {
    refusedUntil = Number.NEGATIVE_INFINITY;
    woken.abort();
  };
  let forget = (): void => undefined;
  return {
    start: () => {
      forget = sync.onEnded(() => {
        lookedAt = clock.now();
        wake();
      });
      void watch();
    },
    wake: () => {
      eager = true;
      wake();
    },
    nextRunAt: () => nextAt,
    stop: () => {
      forget();
      stopped.abort(new MusterError('cancelled'));
    },
  };
}

interface Moment {
  now: number;
  lookedAt: number;
  connectedAt: number;
  /** The network is back: do not wait out a run that failed without it. */
  eager: boolean;
  pause: number;
}

/** When the run after `last` is due; null while only the admin can help. */
function dueAt(last: SyncRun, { now, lookedAt, connectedAt, eager, pause }: Moment): number | null {
  if (last.state === 'running' || last.state === 'interrupted') return now;
  if (last.reason !== null && PAUSED.has(last.reason)) return last.startedAt < connectedAt ? now : null;
  if (eager && last.reason === 'offline') return now;
  const ended = last.endedAt ?? last.startedAt;
  return (ended > now ? Math.min(lookedAt, now) : ended) + pause;
}

/** One draw for each run, so that the time shown does not move at every look. */
function stableJitter(random: Pick<Random, 'fraction'>): (runId: string) => number {
  let drawn = { runId: '', ms: 0 };
  return (runId) => {
    if (drawn.runId !== runId) drawn = { runId, ms: Math.round(random.fraction() * JITTER_MS) };
    return drawn.ms;
  };
}

async function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  await clock.sleep(LOOK_MS, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
