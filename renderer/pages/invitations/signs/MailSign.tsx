import {
  IconArrowUp,
  IconBan,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconMailCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Invitation, MailJobState } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { mailHint } from '../words';
import { Sign, type Tone } from './StateSign';

const SIGNS: Readonly<Record<MailJobState, TablerIcon>> = {
  queued: IconClock,
  sending: IconArrowUp,
  sent: IconMailCheck,
  failed: IconCircleX,
  unknown: IconHelpCircle,
  cancelled: IconBan,
};

const TONES: Readonly<Record<MailJobState, Tone | undefined>> = {
  queued: undefined,
  sending: 'busy',
  sent: undefined,
  failed: 'bad',
  unknown: 'warn',
  cancelled: undefined,
};

/** How a mail stands, in a word; what the server said is told on hover. */
export function MailSign({ mail }: { mail: NonNullable<Invitation['mail']> }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  return <MailStateSign state={mail.state} hint={mailHint(mail, t, format)} />;
}

interface MailStateSignProps {
  state: MailJobState;
  /** Other words than the state’s own. */
  text?: string;
  hint?: string;
}

/** A mail’s state as a word with its sign. */
export function MailStateSign({ state, text, hint }: MailStateSignProps) {
  const { t } = useTranslation('invitations');
  return (
    <Sign icon={SIGNS[state]} tone={TONES[state]} words={text ?? t(`mail.state.${state}`)} hint={hint} />
  );
}
