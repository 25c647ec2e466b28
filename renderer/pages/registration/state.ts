import type { TFunction } from 'i18next';
import type { ListenerState } from '../../../electron/bridge/domain';
import type { Format } from '../../format';

/** The colour beside the words. */
export function stateTone({ kind }: ListenerState): 'good' | 'busy' | 'bad' | 'off' {
  switch (kind) {
    case 'on':
    case 'elsewhere':
      return 'good';
    case 'starting':
      return 'busy';
    case 'failed':
      return 'bad';
    case 'off':
      return 'off';
  }
}

/** Whether the listener is on: “On since 10:42”, of another day “On since 3 Nov 2026, 10:42:08”. */
export function stateWords(state: ListenerState, t: TFunction, format: Format, now: number): string {
  if (state.kind !== 'on') return t(`registration:state.${state.kind}`);
  const isToday = new Date(state.since).toDateString() === new Date(now).toDateString();
  return t('registration:state.on', {
    time: isToday ? format.time(state.since) : format.dateTime(state.since),
  });
}
