import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportResult, isMusterError, type UserListPreview } from '../../../../electron/bridge/domain';
import { useImportList, usePreviewUsers } from '../../../queries/users';
import actions from '../../actions/actions.module.css';
import { tellResult } from '../imports/tell';
import { closeUsersDialog } from '../state/open';
import { type Pasted, PasteStep } from './PasteStep';
import { PreviewStep } from './PreviewStep';

/** Up to so many lines the preview is drawn small. */
const FEW = 8;

/** Users from a CSV: pasted or from a file, read and judged, looked through, and only then kept. */
export function ListDialog() {
  const { t } = useTranslation('users');
  const [pasted, setPasted] = useState<Pasted>({ file: null, text: '' });
  const [preview, setPreview] = useState<UserListPreview | null>(null);
  const [again, setAgain] = useState(false);
  const reading = usePreviewUsers();
  const keeping = useImportList();
  const read = (isAgain: boolean) =>
    reading.mutate(pasted.text, {
      onSuccess: (answer) => {
        setPreview(answer);
        setAgain(isAgain);
      },
      onError: () => setPreview(null),
    });
  const readAgain = () => {
    if (!reading.isPending) read(true);
  };
  const keep = (previewId: string, leaveOutFaulty: boolean) =>
    keeping.mutate({ previewId, leaveOutFaulty }, { onSuccess: done, onError: goneThen(readAgain) });
  return (
    <Modal
      opened
      onClose={closeUsersDialog}
      title={t('list.title')}
      size={preview === null ? 620 : 980}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      closeOnEscape={!keeping.isPending}
      withCloseButton={!keeping.isPending}
      classNames={{ content: actions.content, header: actions.header, body: actions.body }}
      data-review={preview === null ? undefined : linesOf(preview) <= FEW ? 'few' : 'many'}
    >
      {preview === null ? (
        <PasteStep
          pasted={pasted}
          onPaste={setPasted}
          busy={reading.isPending}
          error={reading.error}
          onRead={() => read(false)}
        />
      ) : (
        <PreviewStep
          key={preview.id}
          preview={preview}
          again={again}
          busy={keeping.isPending || reading.isPending}
          error={isMusterError(keeping.error, 'review_gone') ? null : keeping.error}
          onBack={() => setPreview(null)}
          onGone={readAgain}
          onKeep={(leaveOut) => keep(preview.id, leaveOut)}
        />
      )}
    </Modal>
  );
}

function linesOf({ added, changed, same, faulty }: UserListPreview): number {
  return added + changed + same + faulty;
}

function done(result: ImportResult): void {
  closeUsersDialog();
  tellResult(result);
}

function goneThen(again: () => void): (error: unknown) => void {
  return (error) => {
    if (isMusterError(error, 'review_gone')) again();
  };
}
