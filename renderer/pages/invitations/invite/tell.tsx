import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { report } from '../../../components/report';
import { errorText } from '../../../i18n';
import { navigate, useRoute } from '../../../stores/route';
import { madeOf } from '../words';
import type { Outcome } from './InviteDialog';
import { OutcomeWords } from './InviteOutcome';
import css from './invite.module.css';
import { MendButton, type Obstacle, obstacleOf } from './Obstacles';

const SHOWN_MS = 12_000;
const NOTICE = 'invited';
const REFUSED = 'invitation-refused';

/** Tells, once, what inviting came to when its dialog was left. */
export function tellOutcome(outcome: Outcome): void {
  notifications.hide(NOTICE);
  notifications.show({
    id: NOTICE,
    color: outcome.kind === 'made' && madeOf(outcome.result) > 0 ? 'accent' : 'yellow',
    message: <Told outcome={outcome} />,
    autoClose: SHOWN_MS,
  });
}

function Told({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('invitations');
  const isThere = useRoute(({ page }) => page === 'invitations');
  const show = () => {
    notifications.hide(NOTICE);
    navigate('invitations');
  };
  return (
    <div className={css.told}>
      <OutcomeWords outcome={outcome} />
      {!isThere && (
        <div className={css.buttons}>
          <Button onClick={show}>{t('invited.open')}</Button>
        </div>
      )}
    </div>
  );
}

/** Tells why an invitation could not be handed over, with the way to mend it where there is one. */
export function reportRefusal(error: unknown): void {
  const obstacle = obstacleOf(error);
  if (obstacle === null) {
    report(error);
    return;
  }
  notifications.hide(REFUSED);
  notifications.show({
    id: REFUSED,
    color: 'red',
    message: <Refused error={error} obstacle={obstacle} />,
    autoClose: SHOWN_MS,
  });
}

function Refused({ error, obstacle }: { error: unknown; obstacle: Obstacle }) {
  return (
    <div className={css.told}>
      <span>{errorText(error)}</span>
      <div className={css.buttons}>
        <MendButton obstacle={obstacle} onLeave={() => notifications.hide(REFUSED)} />
      </div>
    </div>
  );
}
