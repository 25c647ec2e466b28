import type { GoogleOverview } from '../../../electron/bridge/domain';
import type { VaultState } from '../../../electron/bridge/shapes';
import { healthOf } from '../google/health';

/** Something that waits for a person, and what its button does. */
export interface Need {
  /** A text of `overview:need.`. */
  key: string;
  tone: 'warn' | 'bad';
  action: 'google' | 'run' | 'sync' | 'vault';
}

/** What waits for a person now, the gravest first; nothing while a run is on. */
export function needsOf(overview: GoogleOverview | null, vault: VaultState | null, running: boolean): Need[] {
  const needs: Need[] = [];
  if (vault?.kind === 'locked' || vault?.kind === 'key_missing') {
    needs.push({ key: vault.kind, tone: 'warn', action: 'vault' });
  }
  const need = overview === null || running ? null : needOf(overview);
  return need === null ? needs : [need, ...needs];
}

function needOf(overview: GoogleOverview): Need | null {
  const health = healthOf(overview);
  switch (health?.kind) {
    case 'reconnect_needed':
    case 'permission_lost':
    case 'api_disabled':
      return { key: health.kind, tone: 'bad', action: 'google' };
    case 'needs_answer':
      return { key: 'needs_answer', tone: 'warn', action: 'run' };
    case 'incomplete':
      return { key: counted(overview) ? 'incomplete' : 'uncounted', tone: 'warn', action: 'run' };
    case 'failed':
      return { key: 'failed', tone: 'bad', action: 'sync' };
    case 'scope':
      return { key: 'scope', tone: 'warn', action: 'google' };
    default:
      return null;
  }
}

function counted({ lastRun, expected }: GoogleOverview): boolean {
  return expected !== null && lastRun !== null && lastRun.seen !== expected;
}
