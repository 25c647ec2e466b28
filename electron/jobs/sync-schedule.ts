import { isMusterError } from '../model/errors.ts';
import type { Clock, Random } from '../model/ports.ts';
import type { RunReason, SyncRun } from '../model/sync-run.ts';
import type { RunRepository } from '../store/contract.ts';

export const EVERY_MS = 60 * 60_000;
/** Consoles all over the world must not ask Google at the same second. */
const JITTER_MS = 3 * 60_000;
/** A clock that jumps, or a machine that slept, is noticed within this time. */
const LOOK_MS = 60_000;

/** The admin must act before another run makes sense. */
const PAUSED: ReadonlySet<RunReason> = new Set(['reconnect_needed', 'permission_lost', 'api_disabled']);

/** What the schedule drives. */
export interface ScheduledSync {
  run(trigger: SyncRun['trigger'], signal?: AbortSignal): Promise<SyncRun>;
  running(): boolean;
  onEnded(listener: (run: SyncRun) => void): () => void;
}

export interface SyncSchedule {
  start(): void;
  /** Looks at once whether a run is due: after sleep, or when the network is back. */
  wake(): void;
  /** Milliseconds UTC; null before the first run started by hand, and while the admin must act first. */
  nextRunAt(): number | null;
  stop(): void;
}

/**
 * Starts a run an hour after the last one ended, beginning with the first that was started by hand. What is due is
 * read from the runs themselves, so it survives a restart; a run that was cut off is due at once.
 */
export function createSyncSchedule(deps: {
  sync: ScheduledSync;
  runs: Pick<RunRepository, 'list'>;
  connectionId: string;
  clock: Clock;
  random: Pick<Random, 'fraction'>;
}): SyncSchedule {
  const { sync, runs, connectionId, clock } = deps;
  const stopped = new AbortController();
  let nextAt: number | null = null;
  let woken = new AbortController();
  let removeListener = (): void => undefined;

  const plan = (last: SyncRun | undefined): void => {
    nextAt = last === undefined ? null : dueAt(last, EVERY_MS + deps.random.fraction() * JITTER_MS);
  };
  const runIfDue = async (): Promise<void> => {
    if (nextAt === null || clock.now() < nextAt || sync.running()) return;
    nextAt = clock.now() + EVERY_MS;
    try {
      plan(await sync.run('schedule', stopped.signal));
    } catch (error) {
      // Another program is at it, the vault is locked, or the network is still away: the next look will tell.
      if (!isMusterError(error)) throw error;
      nextAt = clock.now() + LOOK_MS;
    }
  };
  const watch = async (): Promise<void> => {
    plan((await runs.list({ connectionId, limit: 1 }))[0]);
    while (!stopped.signal.aborted) {
      await runIfDue();
      woken = new AbortController();
      const either = AbortSignal.any([stopped.signal, woken.signal]);
      await clock.sleep(LOOK_MS, either).catch((error: unknown) => {
        if (!either.aborted) throw error;
      });
    }
  };
  return {
    start: () => {
      removeListener = sync.onEnded(plan);
      watch().catch((error: unknown) => {
        if (!stopped.signal.aborted) throw error;
      });
    },
    wake: () => {
      void runs.list({ connectionId, limit: 1 }).then(([last]) => {
        if (last?.reason === 'offline' && nextAt !== null) nextAt = clock.now();
        woken.abort();
      });
    },
    nextRunAt: () => nextAt,
    stop: () => {
      removeListener();
      stopped.abort();
    },
  };
}

/** When the run after `last` is due. */
function dueAt(last: SyncRun, pause: number): number | null {
  if (last.state === 'running' || last.state === 'interrupted') return last.startedAt;
  if (last.reason !== null && PAUSED.has(last.reason)) return null;
  return (last.endedAt ?? last.startedAt) + pause;
}
