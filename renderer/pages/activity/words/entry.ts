import { familyOf, type HistoryEntry, type TargetState } from '../../../../electron/bridge/domain';
import { actionText, reasonText } from '../../commands/words';
import type { WordKit } from './kit';

type Kit = Pick<WordKit, 't'>;

/** What an entry tells of: the changed field, the action, or what happened to the device. */
export function subjectWords(entry: HistoryEntry, { t }: Kit): string {
  if (entry.command !== null) return actionText(entry.command.spec, t);
  if (entry.kind === 'changed' && entry.field !== null) return t(`actions:field.${entry.field}`);
  return t(`actions:kind.${entry.kind}`);
}

/** How a command went for the device: the state with why it is so, and the provider's own words. */
export function outcomeWords(
  command: Pick<NonNullable<HistoryEntry['command']>, 'spec' | 'state' | 'reason' | 'message'>,
  { t }: Kit,
): { state: string; words: string | null } {
  const family = familyOf(command.spec.action);
  const state = t(`actions:state.${command.state}`);
  const reason = reasonText(command, family, t);
  const words = command.message === null || command.message === '' ? null : command.message;
  return {
    state: reason === null ? state : t('command.why', { state, reason }),
    words: words === null ? null : t('command.words', { words }),
  };
}

/** The colour of a target's state; words always stand beside it. */
export function stateTone(state: TargetState): 'good' | 'warn' | 'bad' | 'busy' | 'off' {
  switch (state) {
    case 'acknowledged':
      return 'good';
    case 'failed':
    case 'expired':
      return 'bad';
    case 'unknown':
    case 'not_now':
      return 'warn';
    case 'cancelled':
      return 'off';
    default:
      return 'busy';
  }
}
