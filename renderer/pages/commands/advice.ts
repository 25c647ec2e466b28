import { BARS, type Command, type Target } from '../../../electron/bridge/domain';

/** What can be done about a target, each a button. */
export type Step = 'undo' | 'cancel' | 'retry' | 'reconcile' | 'settle' | 'connection';

/** What a target’s state means and what to do: a text of `commands:advice.`, and its buttons in order. */
export interface Advice {
  key: string;
  steps: readonly Step[];
}

const ACCOUNT: ReadonlySet<string> = new Set(BARS);

/** What to do about a target. What is in doubt is never offered to be sent again. */
export function adviceOf(
  { state, reason }: Pick<Target, 'state' | 'reason'>,
  paused: Command['paused'],
): Advice {
  switch (state) {
    case 'held':
      return { key: 'held', steps: ['undo'] };
    case 'queued':
      return adviceOfQueued(paused);
    case 'failed':
      return { key: reason === 'settled_by_admin' ? 'did_not_happen' : 'failed', steps: ['retry'] };
    case 'expired':
      return { key: 'expired', steps: ['retry'] };
    case 'unknown':
      return { key: 'unknown', steps: ['reconcile', 'settle'] };
    case 'acknowledged':
      return { key: reason === 'settled_by_admin' ? 'happened' : 'acknowledged', steps: [] };
    case 'cancelled':
      return { key: reason === 'provider_cancelled' ? reason : state, steps: [] };
    default:
      return { key: state, steps: [] };
  }
}

function adviceOfQueued(paused: Command['paused']): Advice {
  if (paused === null) return { key: 'queued', steps: ['cancel'] };
  if (paused === 'file_restored') return { key: 'restored', steps: ['cancel'] };
  return ACCOUNT.has(paused)
    ? { key: 'barred', steps: ['connection', 'cancel'] }
    : { key: 'paused', steps: ['cancel'] };
}

/** True for a target that may be tried again. */
export function canRetry({ state }: Pick<Target, 'state'>): boolean {
  return state === 'failed' || state === 'expired';
}

/** True for a target of which nothing has gone out yet. */
export function canCancel({ state }: Pick<Target, 'state'>): boolean {
  return state === 'held' || state === 'queued';
}
