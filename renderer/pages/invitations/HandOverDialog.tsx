import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { closeHandOver, useHandOver } from '../../stores/hand-over';
import { PinDialog } from './pin/PinDialog';
import { SheetDialog } from './sheet/SheetDialog';

/** The small dialogs in which invitations are handed over otherwise than by mail. */
export function HandOverDialog() {
  const { t } = useTranslation('invitations');
  const open = useHandOver((state) => state.open);
  if (open === null) return null;
  return (
    <Modal
      opened
      onClose={closeHandOver}
      title={t(`${open.kind}.title`)}
      size={460}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {open.kind === 'sheet' ? <SheetDialog ids={open.ids} /> : <PinDialog invitation={open.invitation} />}
    </Modal>
  );
}
