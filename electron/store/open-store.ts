import type { MusterError } from '../model/errors.ts';
import type { Clock } from '../model/ports.ts';
import type { StoreCondition } from '../model/workspace.ts';
import { repositories } from './client/repositories.ts';
import { startThread, type ThreadClient } from './client/thread.ts';
import type { Store } from './contract.ts';
import type { ReadCalls, WorkerInput, WriteCalls } from './rpc.ts';

/** How often other programs' commits are looked for. */
const WATCH_MS = 1000;

export interface OpenStoreOptions {
  /** The workspace's SQLite file; made when missing, with its folder. */
  file: string;
  /** The folder with the numbered migrations. */
  migrationsDir: string;
  /** `electron/store/worker.ts`, or what it was bundled to. */
  workerUrl: URL | string;
  clock?: Pick<Clock, 'now'>;
  /** Called when one of the store's threads ends by itself; every later call is rejected. */
  onFailure?: (error: MusterError) => void;
  /** How often to look for commits of other programs, in milliseconds. */
  watchMs?: number;
}

/**
 * Opens a workspace's store in threads of its own. Throws `store_newer_version`, `store_foreign_migration`,
 * `folder_read_only`, `disk_full`, `store_busy`; a damaged file is repaired and told of in `condition`.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const listeners = new Set<() => void>();
  const start = starter(options, () => {
    for (const listener of listeners) listener();
  });
  const { writer, reader } = await startBoth(start);
  const longReader = startedWhenNeeded(() => start<ReadCalls>('reader'));
  return {
    ...repositories({ writer, reader, longReader: longReader.get }),
    condition: writer.condition ?? SOUND,
    onOutsideChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await Promise.all([reader.close(), longReader.close()]);
      await writer.close();
    },
  };
}

const SOUND: StoreCondition = { kind: 'sound', setAside: null, salvagedDevices: 0 };

type Start = <Calls>(role: WorkerInput['role'], after?: Promise<unknown>) => Promise<ThreadClient<Calls>>;

function starter(options: OpenStoreOptions, onOutsideChange: () => void): Start {
  const { file, migrationsDir, workerUrl, clock, onFailure, watchMs = WATCH_MS } = options;
  const openedAt = clock?.now() ?? Date.now();
  return <Calls>(role: WorkerInput['role'], after?: Promise<unknown>) =>
    startThread<Calls>({
      after,
      workerUrl,
      input: { role, file, migrationsDir, openedAt, watchMs, waits: after !== undefined },
      onOutsideChange,
      onDeath: (error) => onFailure?.(error),
    });
}

/** The reader's thread starts beside the writer's, and opens the file once the writer has made it ready. */
async function startBoth(start: Start) {
  const opening = start<WriteCalls>('writer');
  const following = start<ReadCalls>('reader', opening);
  // Both failures are met below; until then neither may count as unhandled.
  following.catch(() => undefined);
  const writer = await opening.catch(async (error: unknown) => {
    await following.catch(() => undefined);
    throw error;
  });
  const reader = await following.catch(async (error: unknown) => {
    await writer.close();
    throw error;
  });
  return { writer, reader };
}

/** A thread that is started for its first call; one that could not start is tried again for the next. */
function startedWhenNeeded<Calls>(start: () => Promise<ThreadClient<Calls>>) {
  let thread: Promise<ThreadClient<Calls>> | null = null;
  return {
    get: () => {
      thread ??= start().catch((error: unknown) => {
        thread = null;
        throw error;
      });
      return thread;
    },
    close: async () => {
      // One that did not start has told who asked for it.
      const running = await thread?.catch(() => null);
      await running?.close();
    },
  };
}
