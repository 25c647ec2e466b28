import {
  IconBan,
  IconCircleCheck,
  IconClockOff,
  IconLinkOff,
  IconMailOpened,
  IconPencil,
  IconSend,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Invitation, InvitationState } from '../../../../electron/bridge/domain';
import { isOpen } from '../abilities';
import css from './signs.module.css';

const SIGNS: Readonly<Record<InvitationState, TablerIcon>> = {
  draft: IconPencil,
  sent: IconSend,
  opened: IconMailOpened,
  used: IconCircleCheck,
  expired: IconClockOff,
  cancelled: IconBan,
};

/** An invitation’s state in words with its sign; the colour only repeats it. */
export function StateSign({ state }: { state: InvitationState }) {
  const { t } = useTranslation('invitations');
  return <Sign icon={SIGNS[state]} tone={TONES[state]} words={t(`state.${state}`)} />;
}

/** The same for an invitation, whose link may be an outdated one. */
export function StandingSign({ invitation }: { invitation: Pick<Invitation, 'state' | 'outdated'> }) {
  const { t } = useTranslation('invitations');
  if (!invitation.outdated || !isOpen(invitation)) return <StateSign state={invitation.state} />;
  return <Sign icon={IconLinkOff} tone="warn" words={t('outdated.word')} hint={t('outdated.hint')} />;
}

const TONES: Readonly<Record<InvitationState, Tone | undefined>> = {
  draft: undefined,
  sent: 'busy',
  opened: 'busy',
  used: 'good',
  expired: 'bad',
  cancelled: undefined,
};

export type Tone = 'good' | 'busy' | 'warn' | 'bad';

interface SignProps {
  icon: TablerIcon;
  tone: Tone | undefined;
  words: string;
  /** More than the words say, on hover. */
  hint?: string | undefined;
}

/** A word with its sign. */
export function Sign({ icon: Icon, tone, words, hint }: SignProps) {
  return (
    <span className={css.sign} data-tone={tone} title={hint ?? words}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
      <span className={css.word}>{words}</span>
    </span>
  );
}
