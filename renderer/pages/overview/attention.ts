import type { GoogleOverview } from '../../../electron/bridge/domain';
import type { VaultState } from '../../../electron/bridge/shapes';
import type { Attention } from '../../queries/commands';
import { healthOf } from '../google/health';
import { type AppleStanding, needsOfApple } from './attention-apple';
import { needsOfRegistration, type RegistrationStanding } from './attention-registration';

/** Something that waits for a person, and what its button does. */
export interface Need {
  /** A text of `overview:need.`. */
  key: string;
  tone: 'warn' | 'bad';
  action:
    | 'google'
    | 'run'
    | 'sync'
    | 'vault'
    | 'commands'
    | 'registration'
    | 'mail'
    | 'invitations'
    | 'apple'
    | 'profiles';
  /** How many, where the text tells it. */
  count?: number;
}

/** What is known of all that could need somebody; null: not yet, or there is none. */
export interface Standing {
  overview: GoogleOverview | null;
  vault: VaultState | null;
  commands: Attention | null;
  registration: RegistrationStanding | null;
  apple: AppleStanding | null;
  /** While a run is on, the connection needs nobody. */
  running: boolean;
}

/** What waits for a person now: unknown outcomes first, failed commands and registration last. */
export function needsOf({ overview, vault, commands, registration, apple, running }: Standing): Need[] {
  const { unknown = 0, failed = 0 } = commands ?? {};
  return [
    ...(unknown > 0 ? [{ key: 'unknown', tone: 'bad', action: 'commands', count: unknown } as const] : []),
    ...needsOfConnection(overview, vault, running),
    ...(failed > 0 ? [{ key: 'commands', tone: 'warn', action: 'commands', count: failed } as const] : []),
    ...(apple === null ? [] : needsOfApple(apple)),
    ...(registration === null ? [] : needsOfRegistration(registration)),
  ];
}

function needsOfConnection(
  overview: GoogleOverview | null,
  vault: VaultState | null,
  running: boolean,
): Need[] {
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
