import { Modal } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog, type Dialog as Shown, useDialog } from '../../stores/dialog';
import { KeysHelp } from './KeysHelp';
import { NameForm } from './NameForm';
import { VaultForm } from './VaultForm';
import { ViewNameForm } from './ViewNameForm';
import { WorkspaceDeletion } from './WorkspaceDeletion';

/** The one modal of the shell, with whatever it has to show. */
export function Dialog() {
  const { t } = useTranslation('common');
  const open = useDialog((state) => state.dialog);
  const last = useRef<Shown | null>(null);
  const isModal = open !== null && open.kind !== 'palette';
  if (isModal) last.current = open;
  const shown = last.current;
  return (
    <Modal
      opened={isModal}
      onClose={closeDialog}
      title={shown === null ? null : t(`dialog.${shown.kind}.title`)}
      size={shown?.kind === 'keys' ? 460 : 440}
    >
      {shown !== null && <Content dialog={shown} />}
    </Modal>
  );
}

function Content({ dialog }: { dialog: Shown }) {
  switch (dialog.kind) {
    case 'create':
      return <NameForm workspace={null} next={dialog.next} />;
    case 'rename':
      return <NameForm workspace={dialog.workspace} next={null} />;
    case 'delete':
      return <WorkspaceDeletion workspace={dialog.workspace} />;
    case 'renameView':
      return <ViewNameForm view={dialog.view} />;
    case 'vault':
      return <VaultForm />;
    case 'keys':
      return <KeysHelp />;
    case 'palette':
      return null;
  }
}
