import type { ActionAdapter } from '../../model/action-adapter.ts';
import type { GoogleConnection } from '../../model/connection.ts';
import { MusterError } from '../../model/errors.ts';
import type { Clock, Fetch } from '../../model/ports.ts';
import type { SyncProgress, SyncRun } from '../../model/sync-run.ts';
import type { UserDirectory } from '../../model/user-directory.ts';
import type { LiveFacts } from './overview.ts';
import { watchReach } from './reach.ts';
import type { GoogleSync } from './sync/contract.ts';
import type { TokenSource } from './token-source.ts';

/** What starts runs by the clock. */
interface Schedule {
  start(): void;
  /** Looks at once whether a run is due: after sleep, or when the network is back. */
  wake(): void;
  nextRunAt(): number | null;
  stop(): void;
}

/** A stored connection brought to life. */
export interface Live {
  readonly connection: GoogleConnection;
  readonly tokens: TokenSource;
  readonly sync: GoogleSync;
  /** Sends nothing any more once this life has ended. */
  readonly adapter: ActionAdapter;
  /** Reads nothing any more once this life has ended. */
  readonly users: UserDirectory;
  start(): void;
  /** Ends the schedule and leaves a run to be resumed; resolves when nothing of it writes any more. */
  stop(): Promise<void>;
  /** Ends a run for good, before the connection is replaced or deleted. */
  end(): Promise<void>;
  wake(): void;
  facts(): LiveFacts;
}

export interface LiveDeps {
  connection: GoogleConnection;
  tokens: TokenSource;
  sync: GoogleSync;
  adapter: ActionAdapter;
  users: UserDirectory;
  /** Null where nothing starts by itself (a single command). */
  schedule: Schedule | null;
  apiRoot: string;
  fetch: Fetch;
  clock: Clock;
  events: {
    progress(progress: SyncProgress): void;
    ended(run: SyncRun): void;
    changed(): void;
  };
}

/** Joins a connection's sync, schedule and reachability; publishes what changes. */
export function createLive(deps: LiveDeps): Live {
  const { connection, tokens, sync, schedule, events } = deps;
  const reach = watchReach({
    root: deps.apiRoot,
    fetch: deps.fetch,
    clock: deps.clock,
    changed: (reachable) => {
      events.changed();
      if (reachable) schedule?.wake();
    },
  });
  const listeners = [
    sync.onProgress(events.progress),
    sync.onChanged(events.changed),
    sync.onEnded((run) => {
      reach.learned(sync.reachable());
      events.ended(run);
      events.changed();
    }),
  ];
  const ended = new AbortController();
  const quiet = (): void => {
    ended.abort(new MusterError('cancelled'));
    schedule?.stop();
    reach.stop();
    for (const remove of listeners) remove();
  };
  return {
    connection,
    tokens,
    sync,
    adapter: {
      ...deps.adapter,
      send: async (...order) => {
        if (ended.signal.aborted) throw new MusterError('cancelled');
        return await deps.adapter.send(...order);
      },
    },
    users: {
      ...deps.users,
      read: (since, signal) => deps.users.read(since, AbortSignal.any([signal, ended.signal])),
    },
    start: () => {
      schedule?.start();
      if (schedule !== null) reach.start();
    },
    stop: async () => {
      quiet();
      await sync.stop();
    },
    end: async () => {
      quiet();
      await sync.cancel();
    },
    wake: () => {
      reach.look();
      schedule?.wake();
    },
    facts: () => ({
      running: sync.running(),
      reachable: reach.reachable(),
      progress: sync.progress(),
      nextRunAt: schedule?.nextRunAt() ?? null,
    }),
  };
}
