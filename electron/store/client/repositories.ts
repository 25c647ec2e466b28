import type { Store } from '../contract.ts';
import type { ReadCalls, WriteCalls } from '../rpc.ts';
import { appleRepository } from './apple.ts';
import { streamDiff, streamFleetAt, streamHistory } from './history-streams.ts';
import { registrationRepositories } from './registration.ts';
import { streamAudit, streamDevices, streamUsers, verifyAudit } from './streams.ts';
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
      facts: async (ids) => (await longReader()).call('devices.facts', ids),
      bySerials: async (serials) => (await longReader()).call('devices.bySerials', serials),
      byProviderIds: async (ids) => (await longReader()).call('devices.byProviderIds', ids),
      find: (input) => reader.call('devices.find', input),
      ids: async (input) => (await longReader()).call('devices.ids', input),
      stream: (input) => streamDevices(longReader, input),
      refresh: (input) => writer.call('devices.refresh', input),
    },
    orgUnits: {
      list: (connectionId) => reader.call('orgUnits.list', connectionId),
      replace: (input) => writer.call('orgUnits.replace', input),
    },
    connections: {
      google: () => reader.call('connections.google'),
      saveGoogle: (connection) => writer.call('connections.saveGoogle', connection),
      apple: () => reader.call('connections.apple'),
      ensureApple: (input) => writer.call('connections.ensureApple', input),
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
    commands: {
      create: (input) => writer.call('commands.create', input),
      get: (id) => reader.call('commands.get', id),
      list: (input) => reader.call('commands.list', input),
      attention: () => reader.call('commands.attention'),
      targets: (input) => reader.call('commands.targets', input),
      target: (id) => reader.call('commands.target', id),
      graveSince: (at) => reader.call('commands.graveSince', at),
      inFlight: (input) => reader.call('commands.inFlight', input),
      doneSince: (input) => reader.call('commands.doneSince', input),
      release: (input) => writer.call('commands.release', input),
      undo: (input) => writer.call('commands.undo', input),
      cancel: (input) => writer.call('commands.cancel', input),
      dismiss: (input) => writer.call('commands.dismiss', input),
      pause: (input) => writer.call('commands.pause', input),
      pauseAll: (input) => writer.call('commands.pauseAll', input),
      resumeBarred: (connectionId) => writer.call('commands.resumeBarred', connectionId),
      claim: (input) => writer.call('commands.claim', input),
      move: (input) => writer.call('commands.move', input),
      cutOff: (input) => writer.call('commands.cutOff', input),
      due: (input) => reader.call('commands.due', input),
      outlook: (connectionId) => reader.call('commands.outlook', connectionId),
      endConnection: (input) => writer.call('commands.endConnection', input),
    },
    audit: {
      append: (draft) => writer.call('audit.append', draft),
      list: async (input) => (await longReader()).call('audit.list', input),
      stream: (input) => streamAudit(longReader, input),
      verify: () => verifyAudit(longReader),
    },
    history: {
      // A search may pass over all that is kept.
      page: async (input) =>
        (input.filter.text === undefined ? reader : await longReader()).call('history.page', input),
      stream: (input) => streamHistory(longReader, input),
      diff: async (input) => (await longReader()).call('history.diff', input),
      diffStream: (input) => streamDiff(longReader, input),
      at: async (input) => (await longReader()).call('history.at', input),
      atStream: (input) => streamFleetAt(longReader, input),
    },
    users: {
      // Who has the most devices is known when all devices have been passed over.
      window: async (query) =>
        (query.sort.column === 'devices' ? await longReader() : reader).call('users.window', query),
      get: (id) => reader.call('users.get', id),
      byUserNames: (names) => reader.call('users.byUserNames', names),
      byEmails: (emails) => reader.call('users.byEmails', emails),
      version: () => reader.call('users.version'),
      imports: () => reader.call('users.imports'),
      put: (input) => writer.call('users.put', input),
      remove: (input) => writer.call('users.remove', input),
      merge: (input) => writer.call('users.merge', input),
      noteFailure: (input) => writer.call('users.noteFailure', input),
      stream: (input) => streamUsers(longReader, input),
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
      putNew: (name, blob) => writer.call('secrets.putNew', name, blob),
      delete: (name) => writer.call('secrets.delete', name),
      list: () => reader.call('secrets.list'),
    },
    leases: {
      acquire: (input) => writer.call('leases.acquire', input),
      renew: (input) => writer.call('leases.renew', input),
      release: (input) => writer.call('leases.release', input),
    },
    ...registrationRepositories({ writer, reader }),
    apple: appleRepository({ writer, reader }),
    finishIndexes: () => writer.call('finishIndexes'),
    checkIntegrity: async () => (await longReader()).call('checkIntegrity'),
  };
}
