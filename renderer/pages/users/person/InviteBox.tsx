import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { inviteAdded } from '../../invitations/invite/invite-added';
import { useObstacles } from '../../invitations/invite/Obstacles';
import { useUsersDialog } from '../state/open';

/** Whether a user is invited as soon as he is added; the choice stays for the next one. */
export function InviteBox({ hasAddress }: { hasAddress: boolean }) {
  const { t } = useTranslation('users');
  const checked = useUsersDialog((state) => state.invite);
  const send = useSend(hasAddress);
  return (
    <Checkbox
      label={t('form.invite')}
      description={checked ? t(`form.inviteHint.${send}`) : undefined}
      checked={checked}
      onChange={(event) => useUsersDialog.setState({ invite: event.currentTarget.checked })}
    />
  );
}

/** Invites the user when that was chosen. */
export function useInviteAdded(): (user: User) => void {
  const byMail = useSend(true);
  return (user) => {
    if (!useUsersDialog.getState().invite) return;
    void inviteAdded(user, user.email === null ? 'later' : byMail);
  };
}

function useSend(hasAddress: boolean): 'mail' | 'later' {
  const obstacles = useObstacles();
  const canMail = hasAddress && !obstacles.includes('mail') && !obstacles.includes('name');
  return canMail ? 'mail' : 'later';
}
