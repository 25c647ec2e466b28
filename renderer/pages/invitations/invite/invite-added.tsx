import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { openDesk } from '../../../stores/desk';
import css from './invite.module.css';
import { runInvite } from './run-invite';
import { reportRefusal } from './tell';

const SHOWN_MS = 10_000;

/** Invites a user who was added just now, by mail or as a draft for the desk, and tells what came of it. */
export async function inviteAdded(user: User, send: 'mail' | 'later'): Promise<void> {
  try {
    const { ids } = await runInvite({ users: { ids: [user.id] }, send, again: false });
    const [id] = ids;
    if (id === undefined) return;
    const notice = `invited-${id}`;
    notifications.show({
      id: notice,
      color: 'accent',
      message: <Invited id={id} notice={notice} name={user.displayName} send={send} />,
      autoClose: SHOWN_MS,
    });
  } catch (error) {
    reportRefusal(error);
  }
}

interface InvitedProps {
  id: string;
  notice: string;
  name: string;
  send: 'mail' | 'later';
}

function Invited({ id, notice, name, send }: InvitedProps) {
  const { t } = useTranslation('invitations');
  const show = () => {
    notifications.hide(notice);
    openDesk([id]);
  };
  return (
    <div className={css.told}>
      <span>{t(`added.${send}`, { name })}</span>
      <div className={css.buttons}>
        <Button onClick={show}>{t('pane.showQr')}</Button>
      </div>
    </div>
  );
}
