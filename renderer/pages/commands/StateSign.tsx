import {
  IconArrowUp,
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconClockOff,
  IconHandStop,
  IconHelpCircle,
  IconMoon,
  IconPlayerPause,
  IconSend,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TargetState } from '../../../electron/bridge/domain';
import css from './commands.module.css';

const SIGNS: Readonly<Record<TargetState, TablerIcon>> = {
  held: IconHandStop,
  queued: IconClock,
  sending: IconArrowUp,
  sent: IconSend,
  not_now: IconMoon,
  unknown: IconHelpCircle,
  acknowledged: IconCircleCheck,
  failed: IconCircleX,
  expired: IconClockOff,
  cancelled: IconBan,
};

interface StateSignProps {
  state: TargetState;
  /** Other words than the state’s own. */
  text?: string | undefined;
  paused?: boolean;
}

/** A state in words with its sign; the colour only repeats it. */
export function StateSign({ state, text, paused = false }: StateSignProps) {
  const { t } = useTranslation('actions');
  const Sign = paused ? IconPlayerPause : SIGNS[state];
  const words = text ?? t(`state.${state}`);
  return (
    <span className={css.state} data-state={paused ? 'paused' : state} title={words}>
      <Sign size={14} stroke={1.8} aria-hidden="true" />
      <span className={css.stateWord}>{words}</span>
    </span>
  );
}
