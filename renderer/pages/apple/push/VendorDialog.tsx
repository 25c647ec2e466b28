import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { promptForVault } from '../../../components/prompt-for-vault';
import { useProblemFocus } from '../../../components/use-problem-focus';
import { useVendorSign } from '../../../queries/push';
import css from '../apple.module.css';
import { tellSaved } from '../tell-saved';
import { PickedDialog, type PickedDialogProps } from './PickedDialog';

/** Signs the request with an own vendor certificate, and saves the file for Apple. */
export function VendorDialog(props: PickedDialogProps) {
  const { t } = useTranslation('apple');
  const sign = useVendorSign();
  const frame = useRef<HTMLFormElement>(null);
  useProblemFocus(frame, sign.error);
  const submit = (password: string | null) =>
    sign.mutate(
      { handle: props.picked.handle, password },
      {
        onError: promptForVault,
        onSuccess: (saved) => {
          props.onClose();
          if (saved !== null) tellSaved(t('guide.vendor.saved'), saved);
        },
      },
    );
  return (
    <PickedDialog
      {...props}
      title={t('guide.vendor.dialog')}
      frame={frame}
      error={sign.error}
      onType={sign.reset}
      onSubmit={submit}
      submit={
        <Button type="submit" variant="filled" loading={sign.isPending}>
          {t('guide.vendor.submit')}
        </Button>
      }
    >
      <p className={css.quiet}>{t('guide.vendor.dialogText')}</p>
    </PickedDialog>
  );
}
