import { Loader, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { useDeleteConnection, useDeletionPreview } from '../../../queries/google';
import { Notice } from '../parts/Notice';
import { RemoveForm } from './RemoveForm';
import css from './remove.module.css';
import { tellRemoved } from './tell-removed';

interface RemoveDialogProps {
  overview: GoogleOverview;
  opened: boolean;
  onClose: () => void;
}

/** Deletes the connection after saying what goes with it. It stays open until the deletion has an end. */
export function RemoveDialog({ overview, opened, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('google');
  const preview = useDeletionPreview(opened);
  const remove = useDeleteConnection();
  const submit = (revoke: boolean) =>
    remove.mutate(
      { revoke },
      {
        onSuccess: ({ revoked }) => {
          tellRemoved(revoked, t);
          onClose();
        },
      },
    );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('remove.title')}
      size={540}
      closeOnEscape={!remove.isPending}
      closeOnClickOutside={false}
      withCloseButton={!remove.isPending}
      closeButtonProps={{ 'aria-label': t('remove.cancel') }}
    >
      {remove.error === null ? null : (
        <Notice tone="bad" live>
          {errorText(remove.error)}
        </Notice>
      )}
      {preview.error === null ? null : (
        <Notice tone="bad" live>
          {errorText(preview.error)}
        </Notice>
      )}
      {preview.isFetching && preview.data === undefined ? (
        <p className={css.counting} role="status">
          <Loader size={14} aria-hidden="true" /> {t('remove.counting')}
        </p>
      ) : null}
      {preview.data === undefined ? null : (
        <RemoveForm
          overview={overview}
          preview={preview.data}
          pending={remove.isPending}
          onSubmit={submit}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}
