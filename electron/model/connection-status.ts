import type { ConnectionStatus, GoogleConnection } from './connection.ts';
import type { SyncRun } from './sync-run.ts';

/** What the status is read from. */
export interface StatusFacts {
  trouble: GoogleConnection['trouble'];
  running: boolean;
  lastRun: Pick<SyncRun, 'state' | 'reason'> | null;
  /** False when the last attempt could not reach Google at all. */
  reachable: boolean;
}

/** The connection's one status; the first rule that holds wins. Trouble with the grant outranks everything. */
export function connectionStatus(facts: StatusFacts): ConnectionStatus {
  if (facts.trouble !== null) return facts.trouble;
  if (facts.running) return 'syncing';
  if (!facts.reachable) return 'offline';
  if (facts.lastRun === null) return 'ready';
  return statusAfter(facts.lastRun);
}

function statusAfter(run: Pick<SyncRun, 'state' | 'reason'>): ConnectionStatus {
  switch (run.state) {
    case 'complete':
      return 'active';
    case 'running':
    case 'interrupted':
      return 'syncing';
    case 'cancelled':
      return 'incomplete';
    case 'failed':
      return run.reason === 'offline' ? 'offline' : 'failed';
    case 'incomplete':
      return run.reason === 'shrunk' || run.reason === 'empty_list' ? 'needs_answer' : 'incomplete';
  }
}
