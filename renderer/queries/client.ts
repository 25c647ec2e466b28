import { QueryClient } from '@tanstack/react-query';
import type { EventName } from '../../electron/bridge/events';
import type { BridgeClient } from '../bridge';

/** The first element of every query key: the part of the method's name before its dot. */
export type Topic =
  | 'app'
  | 'preferences'
  | 'workspaces'
  | 'vault'
  | 'google'
  | 'sync'
  | 'devices'
  | 'views'
  | 'actions'
  | 'commands'
  | 'users'
  | 'ldap'
  | 'invitations'
  | 'registration'
  | 'listener'
  | 'pki'
  | 'preflight'
  | 'mail'
  | 'mails'
  | 'apple'
  | 'push'
  | 'profiles'
  | 'history'
  | 'audit'
  | 'demo'
  | 'export';

/** What belongs to the open workspace and must not outlive a switch. */
export const WORKSPACE_TOPICS: readonly Topic[] = [
  'vault',
  'google',
  'sync',
  'devices',
  'views',
  'actions',
  'commands',
  'users',
  'ldap',
  'invitations',
  'registration',
  'listener',
  'pki',
  'preflight',
  'mail',
  'mails',
  'apple',
  'push',
  'profiles',
  'history',
  'audit',
  'demo',
  'export',
];

/** Which topics each event makes stale. The one place that knows. */
const STALE = {
  'devices.changed': ['devices', 'history'],
  'commands.changed': ['commands', 'history'],
  'audit.changed': ['audit'],
  'users.changed': ['users', 'ldap', 'invitations'],
  'invitations.changed': ['invitations', 'mails'],
  'registration.changed': ['registration', 'invitations'],
  'listener.changed': ['listener', 'pki', 'registration', 'apple'],
  'listener.traffic': ['listener'],
  'mail.changed': ['mail', 'mails', 'invitations'],
  'apple.changed': ['apple'],
  'push.changed': ['push', 'apple'],
  'profiles.changed': ['profiles', 'apple'],
  'views.changed': ['views'],
  'connection.changed': ['google', 'sync', 'devices', 'commands', 'users'],
  'workspace.changed': ['workspaces'],
  'vault.changed': ['vault', 'google'],
  'demo.changed': ['demo'],
  'network.changed': ['app', 'google'],
  'sync.ended': ['google', 'sync', 'devices', 'users'],
} as const satisfies Partial<Record<EventName, readonly Topic[]>>;

const STALE_EVENTS = [
  'devices.changed',
  'commands.changed',
  'audit.changed',
  'users.changed',
  'invitations.changed',
  'registration.changed',
  'listener.changed',
  'listener.traffic',
  'mail.changed',
  'apple.changed',
  'push.changed',
  'profiles.changed',
  'views.changed',
  'connection.changed',
  'workspace.changed',
  'vault.changed',
  'demo.changed',
  'network.changed',
  'sync.ended',
] as const satisfies (keyof typeof STALE)[];

/** Keys of the values that arrive with the event itself. */
export const SYNC_PROGRESS = ['sync', 'progress'] as const;
export const EXPORT_PROGRESS = ['export', 'progress'] as const;
export const PREFERENCES = ['preferences', 'get'] as const;

/** How long changes are gathered before the pages ask again, in milliseconds. */
const GATHER_MS = 150;

/** The cache of what the main process answered: nothing is stale until an event says so, nothing waits for a network. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Keeps the cache true to the main process's events; returns the function that stops it. */
export function followEvents(client: QueryClient, bridge: Pick<BridgeClient, 'on'>): () => void {
  const gathered = gatherTopics((topics) => {
    for (const topic of topics) {
      void client.invalidateQueries({
        queryKey: [topic],
        predicate: (query) => query.queryKey[1] !== 'progress',
      });
    }
  });
  const stops = STALE_EVENTS.map((name) => bridge.on(name, () => gathered.add(STALE[name])));
  stops.push(
    bridge.on('preferences.changed', (preferences) => client.setQueryData(PREFERENCES, preferences)),
    bridge.on('sync.progress', (progress) => client.setQueryData(SYNC_PROGRESS, progress)),
    bridge.on('sync.ended', () => client.setQueryData(SYNC_PROGRESS, null)),
    bridge.on('export.progress', (progress) => client.setQueryData(EXPORT_PROGRESS, progress)),
  );
  return () => {
    gathered.stop();
    for (const stop of stops) stop();
  };
}

function gatherTopics(flush: (topics: ReadonlySet<Topic>) => void) {
  const waiting = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    timer = undefined;
    const topics = new Set(waiting);
    waiting.clear();
    flush(topics);
  };
  return {
    add(topics: readonly Topic[]) {
      for (const topic of topics) waiting.add(topic);
      timer ??= setTimeout(run, GATHER_MS);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
