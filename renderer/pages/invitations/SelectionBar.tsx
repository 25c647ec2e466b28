import { IconLink, IconPrinter, IconQrcode, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { openHandOver } from '../../stores/hand-over';
import { SelectionToolbar } from '../devices/SelectionToolbar';
import { ToolButton } from '../devices/ToolButton';
import { canHandOver, canMail, isOpen, wasHandedOver } from './abilities';
import { CancelButton } from './CancelButton';
import { openDeskForPicked } from './desk/open-desk';
import { clearPicked, usePicked, usePickedCount } from './state/picked';
import { useDeeds } from './use-deeds';

const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const;

/** How many invitations are picked, and what can be done with them. */
export function SelectionBar() {
  // The map stays the same object while what is picked changes; the version tells.
  usePicked(({ version }) => version);
  const count = usePickedCount();
  if (count === 0) return null;
  return (
    <SelectionToolbar texts="invitations" count={count} onClear={() => clearPicked()}>
      <Deeds picked={[...usePicked.getState().rows.values()]} />
    </SelectionToolbar>
  );
}

function Deeds({ picked }: { picked: readonly Invitation[] }) {
  const { t } = useTranslation('invitations');
  const deeds = useDeeds();
  const mailed = picked.filter(canMail);
  const open = picked.filter(isOpen);
  const shown = picked.filter(canHandOver);
  const [only] = open;
  const again = mailed.some(wasHandedOver);
  return (
    <>
      {mailed.length > 0 && (
        <ToolButton
          icon={<IconSend {...ICON} />}
          disabled={deeds.busy}
          onClick={() => deeds.send(idsOf(mailed))}
        >
          {t(again ? 'send.again' : 'send.button')}
        </ToolButton>
      )}
      {shown.length > 0 && (
        <ToolButton icon={<IconQrcode {...ICON} />} onClick={() => void openDeskForPicked().catch(report)}>
          {t('bar.desk')}
        </ToolButton>
      )}
      {open.length > 0 && (
        <ToolButton
          icon={<IconPrinter {...ICON} />}
          onClick={() => openHandOver({ kind: 'sheet', ids: idsOf(open) })}
        >
          {t('sheet.button')}
        </ToolButton>
      )}
      {picked.length === 1 && only !== undefined && (
        <ToolButton icon={<IconLink {...ICON} />} onClick={() => deeds.copyLink(only.id)}>
          {t('copyLink.button')}
        </ToolButton>
      )}
      {open.length > 0 && (
        <CancelButton count={open.length} disabled={deeds.busy} onCancel={() => deeds.cancel(idsOf(open))} />
      )}
    </>
  );
}

function idsOf(invitations: readonly Invitation[]): string[] {
  return invitations.map(({ id }) => id);
}
