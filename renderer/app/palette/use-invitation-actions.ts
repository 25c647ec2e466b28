import { IconClockBolt, IconMailForward, IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { openCount, waitingMails } from '../../pages/invitations/counts';
import { openDeskFor } from '../../pages/invitations/desk/open-desk';
import { usePickedCount, usePicked as usePickedUsers } from '../../pages/users/state/picked';
import { DEFAULT_INVITATION_SORT, useInvitationCounts } from '../../queries/invitations';
import { useHurryMails } from '../../queries/mails';
import { useUserCount } from '../../queries/users';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { openInvite } from '../../stores/invite';
import type { PaletteEntry } from './entries';

/** Inviting, the desk, and the mails that wait. Only what can be done now is offered. */
export function useInvitationActions(): PaletteEntry[] {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const isOpen = useCurrentWorkspace() !== null;
  const users = useUserCount(isOpen) ?? 0;
  const picked = usePickedCount();
  const counts = useInvitationCounts(isOpen);
  const hurry = useHurryMails();
  if (!isOpen) return [];
  const entries: PaletteEntry[] = [];
  const add = (name: string, icon: PaletteEntry['icon'], run: () => void, count = 0) =>
    entries.push({
      id: `invitations-${name}`,
      group: 'actions',
      label: t(`palette.${name}`, { count, n: format.number(count) }),
      icon,
      run,
    });
  if (picked > 0) add('picked', IconMailForward, invitePicked, picked);
  if (users > 0) add('all', IconMailForward, () => openInvite({ kind: 'question', question: null }), users);
  if (counts !== null && openCount(counts) > 0) add('desk', IconQrcode, deskForAll);
  if (counts !== null && waitingMails(counts) > 0) {
    add('hurry', IconClockBolt, () => hurry.mutate(undefined, { onError: report }));
  }
  return entries;
}

function invitePicked(): void {
  openInvite({ kind: 'users', users: [...usePickedUsers.getState().rows.values()] });
}

function deskForAll(): void {
  openDeskFor({ filter: {}, sort: DEFAULT_INVITATION_SORT }).catch(report);
}
