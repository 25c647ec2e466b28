import type { MusterError } from '../model/errors.ts';
import type { Clock } from '../model/ports.ts';
import type { StoreCondition } from '../model/workspace.ts';
import { streamDevices } from './client/stream.ts';
import { startThread, type ThreadClient } from './client/thread.ts';
import type { Store } from './contract.ts';
import type { ReadCalls, WorkerInput, WriteCalls } from './rpc.ts';

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

type Threads = {
  writer: ThreadClient<WriteCalls>;
  reader: ThreadClient<ReadCalls>;
  /** For reads that take long, so that lists go on meanwhile; started when first needed. */
  longReader: () => Promise<ThreadClient<ReadCalls>>;
};

/**
 * Opens a workspace's store in threads of its own. Throws `store_newer_version`, `store_foreign_migration`,
 * `folder_read_only`, `disk_full`, `store_busy`; a damaged file is repaired and told of in `condition`.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const listeners = new Set<() => void>();
  const openedAt = options.clock?.now() ?? Date.now();
  const start = <Calls>(role: WorkerInput['role'], after?: Promise<unknown>) =>
    startThread<Calls>({
      after,
      workerUrl: options.workerUrl,
      input: {
        role,
        file: options.file,
        migrationsDir: options.migrationsDir,
        openedAt,
        watchMs: options.watchMs ?? 1000,
        waits: after !== undefined,
      },
      onOutsideChange: () => {
        for (const listener of listeners) listener();
      },
      onDeath: (error) => options.onFailure?.(error),
    });
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
  let longReader: Promise<ThreadClient<ReadCalls>> | null = null;
  const threads: Threads = {
    writer,
    reader,
    longReader: () => {
      longReader ??= start<ReadCalls>('reader');
      return longReader;
    },
  };
  return {
    ...repositories(threads),
    condition: writer.condition ?? SOUND,
    onOutsideChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await Promise.all([reader.close(), longReader?.then((thread) => thread.close())]);
      await writer.close();
    },
  };
}

const SOUND: StoreCondition = { kind: 'sound', setAside: null, salvagedDevices: 0 };

type Repositories = Omit<Store, 'condition' | 'onOutsideChange' | 'close'>;

function repositories({ writer, reader, longReader }: Threads): Repositories {
  return {
    devices: {
      window: (input) => reader.call('devices.window', input),
      // The whole fleet's count is at hand: it needs no thread of its own.
      count: async (filter) =>
        (Object.keys(filter).length === 0 ? reader : await longReader()).call('devices.count', filter),
      facets: async (input) => (await longReader()).call('devices.facets', input),
      overview: async (now) => (await longReader()).call('devices.overview', now),
      detail: (id) => reader.call('devices.detail', id),
      find: (input) => reader.call('devices.find', input),
      ids: async (input) => (await longReader()).call('devices.ids', input),
      stream: (input) => streamDevices(longReader, input),
    },
    orgUnits: {
      list: (connectionId) => reader.call('orgUnits.list', connectionId),
      replace: (input) => writer.call('orgUnits.replace', input),
    },
    connections: {
      google: () => reader.call('connections.google'),
      saveGoogle: (connection) => writer.call('connections.saveGoogle', connection),
      contents: (id) => reader.call('connections.contents', id),
      remove: (id) => writer.call('connections.remove', id),
    },
    runs: {
      list: (input) => reader.call('runs.list', input),
      get: (runId) => reader.call('runs.get', runId),
      lastComplete: (connectionId) => reader.call('runs.lastComplete', connectionId),
      unfinished: (connectionId) => reader.call('runs.unfinished', connectionId),
      start: (input) => writer.call('runs.start', input),
      readPage: (text) => writer.call('runs.readPage', text),
      commitPage: (input) => writer.call('runs.commitPage', input),
      restartPartition: (input) => writer.call('runs.restartPartition', input),
      splitPartition: (input) => writer.call('runs.splitPartition', input),
      missing: async (input) => (await longReader()).call('runs.missing', input),
      stageDevice: (input) => writer.call('runs.stageDevice', input),
      publish: (input) => writer.call('runs.publish', input),
      move: (input) => writer.call('runs.move', input),
    },
    views: {
      list: () => reader.call('views.list'),
      put: (view) => writer.call('views.put', view),
      remove: (id) => writer.call('views.remove', id),
      arrange: (ids) => writer.call('views.arrange', ids),
    },
    settings: {
      get: (key) => reader.call('settings.get', key),
      set: (key, json) => writer.call('settings.set', key, json),
      delete: (key) => writer.call('settings.delete', key),
    },
    secrets: {
      get: (name) => reader.call('secrets.get', name),
      put: (name, blob) => writer.call('secrets.put', name, blob),
      delete: (name) => writer.call('secrets.delete', name),
      list: () => reader.call('secrets.list'),
    },
    leases: {
      acquire: (input) => writer.call('leases.acquire', input),
      renew: (input) => writer.call('leases.renew', input),
      release: (input) => writer.call('leases.release', input),
    },
    finishIndexes: () => writer.call('finishIndexes'),
    checkIntegrity: async () => (await longReader()).call('checkIntegrity'),
  };
}
