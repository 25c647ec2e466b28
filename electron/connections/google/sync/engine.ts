import { MusterError } from '../../../model/errors.ts';
import type { SyncProgress, SyncRun } from '../../../model/sync-run.ts';
import { answerHeld } from './answer.ts';
import { type Attempt, attemptRun } from './attempt.ts';
import { type GoogleSync, type GoogleSyncDeps, SYNC_OPTIONS, type SyncOptions } from './contract.ts';
import type { Halt } from './finish.ts';

export type { GoogleSync, GoogleSyncDeps, SyncOptions } from './contract.ts';

/** A run of this process, from before it has a record to its end. */
interface Current {
  readonly controller: AbortController;
  halt: Halt;
  begun: Promise<SyncRun>;
  finished: Promise<SyncRun>;
}

/** Opens the sync of the workspace's Google connection. Starts nothing by itself. */
export function createGoogleSync(deps: GoogleSyncDeps): GoogleSync {
  const options: SyncOptions = { ...SYNC_OPTIONS, ...deps.options };
  const progressed = new Listeners<SyncProgress>();
  const ended = new Listeners<SyncRun>();
  const changed = new Listeners<void>();
  let current: Current | null = null;
  let progress: SyncProgress | null = null;
  let reachable = true;

  const launch = (trigger: SyncRun['trigger'], outer?: AbortSignal): Current => {
    if (current !== null) throw new MusterError('sync_running');
    const controller = new AbortController();
    const begun = Promise.withResolvers<SyncRun>();
    const attempt: Attempt = {
      trigger,
      signal: controller.signal,
      halt: () => mine.halt,
      begun: (run) => {
        begun.resolve(run);
        changed.tell();
      },
      progress: (next) => {
        progress = next;
        progressed.tell(next);
      },
      reached: (yes) => {
        reachable = yes;
      },
    };
    const cancel = (): void => halt(mine, 'cancel');
    outer?.addEventListener('abort', cancel, { once: true });
    const settle = (): void => {
      outer?.removeEventListener('abort', cancel);
      current = null;
      progress = null;
      changed.tell();
    };
    const finish = async (): Promise<SyncRun> => {
      try {
        const run = await attemptRun(deps, options, attempt);
        settle();
        begun.resolve(run);
        ended.tell(run);
        return run;
      } catch (error) {
        settle();
        begun.reject(error);
        throw error;
      }
    };
    const mine: Current = {
      controller,
      halt: null,
      begun: begun.promise,
      finished: Promise.resolve().then(finish),
    };
    current = mine;
    // Who started the run waits for one of the two; the other must not count as unhandled.
    mine.begun.catch(() => undefined);
    mine.finished.catch(() => undefined);
    if (outer?.aborted) cancel();
    changed.tell();
    return mine;
  };
  const end = async (how: Exclude<Halt, null>): Promise<void> => {
    const ending = current;
    if (ending === null) return;
    halt(ending, how);
    await ending.finished.catch(() => undefined);
  };

  return {
    start: async (trigger) => await launch(trigger).begun,
    run: async (trigger, signal) => await launch(trigger, signal).finished,
    cancel: () => end('cancel'),
    stop: () => end('stop'),
    answer: async (runId, accept) => {
      if (current !== null) throw new MusterError('sync_running');
      const run = await answerHeld(deps, options, runId, accept);
      changed.tell();
      ended.tell(run);
      return run;
    },
    progress: () => progress,
    running: () => current !== null,
    reachable: () => reachable,
    onProgress: (listener) => progressed.add(listener),
    onEnded: (listener) => ended.add(listener),
    onChanged: (listener) => changed.add(listener),
  };
}

function halt(run: Current, how: Exclude<Halt, null>): void {
  run.halt ??= how;
  run.controller.abort(new MusterError('cancelled'));
}

class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  add(listener: (value: T) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(value: T): void {
    for (const listener of this.#all) listener(value);
  }
}
