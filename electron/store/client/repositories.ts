import type { Store } from '../contract.ts';
import type { ReadCalls, WriteCalls } from '../rpc.ts';
import { streamDevices } from './stream.ts';
import type { ThreadClient } from './thread.ts';

/** The threads a store works in. */
export interface Threads {
  writer: ThreadClient<WriteCalls>;
  reader: ThreadClient<ReadCalls>;
  /** For reads that take long, so that lists go on meanwhile. */
  longReader: () => Promise<ThreadClient<ReadCalls>>;
}

type Repositories = Omit<Store, 'condition' | 'onOutsideChange' | 'close'>;

/** Every method of the store as a call to the thread that answers it: writes and reads apart. */
export function repositories({ writer, reader, longReader }: Threads): Repositories {
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
