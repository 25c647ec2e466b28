import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../i18n';
import google from '../connected/connected.module.css';
import { DangerButton } from './DangerButton';
import { Notice } from './Notice';

interface RemovalDialogProps {
  title: string;
  /** The width, in px. */
  size: number;
  cancel: string;
  submit: string;
  /** Why the removal failed, and whether it is under way. */
  removal: { error: Error | null; isPending: boolean };
  onSubmit: () => void;
  onClose: () => void;
  /** What goes, what stays, what waits: in paragraphs. */
  children: ReactNode;
}

/** Asks before something is removed; the focus is on the way out. */
export function RemovalDialog({
  title,
  size,
  removal,
  onSubmit,
  onClose,
  children,
  ...words
}: RemovalDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        className={google.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        {removal.error !== null && (
          <Notice tone="bad" live>
            {errorText(removal.error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button onClick={onClose} data-autofocus>
            {words.cancel}
          </Button>
          <DangerButton disabled={false} loading={removal.isPending}>
            {words.submit}
          </DangerButton>
        </div>
      </form>
    </Modal>
  );
}
