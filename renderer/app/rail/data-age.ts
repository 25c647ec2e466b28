import type { ConnectionStatus } from '../../../electron/bridge/domain';

/** Runs start by themselves every hour; some minutes are left for the run itself. */
const SYNC_INTERVAL_MS = 60 * 60_000;
const GRACE_MS = 5 * 60_000;

const ATTENTION: readonly ConnectionStatus[] = [
  'incomplete',
  'failed',
  'needs_answer',
  'reconnect_needed',
  'permission_lost',
  'api_disabled',
];

/** True when the connection waits for something only a person can do or judge. */
export function needsAttention(status: ConnectionStatus): boolean {
  return ATTENTION.includes(status);
}

export interface AgeFacts {
  /** Whether there is a network, and whether the service could be reached. */
  online: boolean;
  /** When the last complete run ended (ms UTC); null when there was none. */
  completeAt: number | null;
  now: number;
}

/** How the data is doing, for the foot of the rail. */
export function dataTone({ online, completeAt, now }: AgeFacts): 'good' | 'warn' | 'off' {
  if (completeAt !== null && now - completeAt > SYNC_INTERVAL_MS + GRACE_MS) return 'warn';
  return online ? 'good' : 'off';
}
