import type { GoogleOverview, SyncRun } from '../../../electron/bridge/domain';
import type { Tone } from './verdict';

/** What is wrong with the connection, if anything, and thereby what its next step is. */
export type Health =
  | { kind: 'reconnect_needed' | 'permission_lost' | 'api_disabled' | 'offline' }
  | { kind: 'needs_answer'; run: SyncRun }
  | { kind: 'incomplete' | 'failed' | 'cancelled'; run: SyncRun }
  | { kind: 'scope'; scope: string };

/** The one thing to say above the figures; null while all is well or a run is on. */
export function healthOf(overview: GoogleOverview): Health | null {
  switch (overview.status) {
    case 'reconnect_needed':
    case 'permission_lost':
    case 'api_disabled':
    case 'offline':
      return { kind: overview.status };
    case 'needs_answer':
    case 'incomplete':
    case 'failed':
      return afterRun(overview.status, overview.lastRun);
    case 'ready':
    case 'active':
      return missingScope(overview);
    case 'syncing':
      return null;
  }
}

function afterRun(status: 'needs_answer' | 'incomplete' | 'failed', run: SyncRun | null): Health | null {
  if (run === null) return null;
  return { kind: run.state === 'cancelled' ? 'cancelled' : status, run };
}

function missingScope(overview: GoogleOverview): Health | null {
  const missing = overview.grantedScopes.find((entry) => !entry.granted);
  return missing === undefined ? null : { kind: 'scope', scope: missing.scope };
}

/** The colour of the connection's status. */
export function statusTone(status: GoogleOverview['status']): Tone {
  switch (status) {
    case 'active':
      return 'good';
    case 'ready':
    case 'offline':
      return 'off';
    case 'syncing':
      return 'busy';
    case 'incomplete':
    case 'needs_answer':
      return 'warn';
    case 'failed':
    case 'reconnect_needed':
    case 'permission_lost':
    case 'api_disabled':
      return 'bad';
  }
}

/** What “of” may stand against the cached devices; null where Google's count is no measure of them. */
export function measure(overview: GoogleOverview): number | null {
  const { status, devices, expected } = overview;
  if (expected === null || status === 'needs_answer') return null;
  return expected < devices ? null : expected;
}

/** When the next run starts: a key of `next.`, or a time (ms UTC) to be told as a distance. */
export type NextRun = { key: string } | { at: number };

/** Reads why no time can be given before it gives one. `now` in ms UTC. */
export function nextRun(overview: GoogleOverview, now: number): NextRun {
  switch (overview.status) {
    case 'syncing':
      return { key: 'next.running' };
    case 'reconnect_needed':
      return { key: 'next.reconnect' };
    case 'permission_lost':
      return { key: 'next.permission' };
    case 'api_disabled':
      return { key: 'next.api' };
    case 'needs_answer':
      return { key: 'next.answer' };
    case 'offline':
      return { key: 'next.offline' };
    default:
      return timed(overview.nextRunAt, now);
  }
}

function timed(at: number | null, now: number): NextRun {
  if (at === null) return { key: 'next.first' };
  return at <= now ? { key: 'next.soon' } : { at };
}

const SCOPE_NAMES: Readonly<Record<string, 'devices' | 'users' | 'orgUnits'>> = {
  'https://www.googleapis.com/auth/admin.directory.device.chromeos': 'devices',
  'https://www.googleapis.com/auth/admin.directory.user.readonly': 'users',
  'https://www.googleapis.com/auth/admin.directory.orgunit.readonly': 'orgUnits',
};

/** The name under which a scope has its words in `scopes.`; `other` for one we do not ask for. */
export function scopeName(scope: string): 'devices' | 'users' | 'orgUnits' | 'other' {
  return SCOPE_NAMES[scope] ?? 'other';
}
