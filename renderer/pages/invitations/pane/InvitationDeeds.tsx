import { Menu } from '@mantine/core';
import {
  IconDots,
  IconLink,
  IconMailForward,
  IconNumbers,
  IconPrinter,
  IconQrcode,
  IconSend,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useUser } from '../../../queries/users';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { openHandOver } from '../../../stores/hand-over';
import { openInvite } from '../../../stores/invite';
import { ToolButton } from '../../devices/ToolButton';
import { openUser } from '../../users/state/open';
import users from '../../users/users.module.css';
import { canHandOver, canMail, isOpen, wasHandedOver } from '../abilities';
import { CancelButton } from '../CancelButton';
import { openDeskAt } from '../desk/open-desk';
import { useDeeds } from '../use-deeds';

const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const;

/** What can be done with this invitation now. */
export function InvitationDeeds({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const deeds = useDeeds();
  const { id } = invitation;
  return (
    <div className={users.deeds}>
      {canHandOver(invitation) && (
        <ToolButton icon={<IconQrcode {...ICON} />} onClick={() => void openDeskAt(id).catch(report)}>
          {t('pane.showQr')}
        </ToolButton>
      )}
      {canMail(invitation) && (
        <ToolButton icon={<IconSend {...ICON} />} disabled={deeds.busy} onClick={() => deeds.send([id])}>
          {t(wasHandedOver(invitation) ? 'send.again' : 'send.button')}
        </ToolButton>
      )}
      {!canHandOver(invitation) && <InviteAgain invitation={invitation} />}
      {isOpen(invitation) && (
        <CancelButton count={1} disabled={deeds.busy} onCancel={() => deeds.cancel([id])} />
      )}
      <MoreDeeds invitation={invitation} />
    </div>
  );
}

/** One that has ended is followed by another, as long as its user is here. */
function InviteAgain({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const user = useUser(invitation.userId);
  if (user == null) return null;
  return (
    <ToolButton
      icon={<IconMailForward {...ICON} />}
      onClick={() => openInvite({ kind: 'users', users: [user] })}
    >
      {t('pane.inviteAgain')}
    </ToolButton>
  );
}

function MoreDeeds({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const { copyLink } = useDeeds();
  const workspace = useCurrentWorkspace();
  const { id, userId } = invitation;
  const open = isOpen(invitation);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ToolButton aria-label={t('pane.more')} title={t('pane.more')} icon={<IconDots {...ICON} />} />
      </Menu.Target>
      <Menu.Dropdown>
        {open && (
          <>
            <Menu.Item leftSection={<IconLink {...ICON} />} onClick={() => copyLink(id)}>
              {t('copyLink.button')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconNumbers {...ICON} />}
              onClick={() => openHandOver({ kind: 'pin', invitation })}
            >
              {t('pin.button')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPrinter {...ICON} />}
              onClick={() => openHandOver({ kind: 'sheet', ids: [id] })}
            >
              {t('sheet.button')}
            </Menu.Item>
          </>
        )}
        {workspace !== null && (
          <Menu.Item leftSection={<IconUser {...ICON} />} onClick={() => openUser(workspace.id, userId)}>
            {t('pane.openUser')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
