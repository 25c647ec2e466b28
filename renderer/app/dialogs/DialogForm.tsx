import { Button, type MantineColor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../i18n';
import { closeDialog } from '../../stores/dialog';
import css from './dialogs.module.css';

interface DialogFormProps {
  children: ReactNode;
  submitLabel: string;
  onSubmit: () => void;
  busy: boolean;
  disabled?: boolean;
  /** What the last attempt failed with, if it did. */
  error: unknown;
  color?: MantineColor;
}

/** The frame of a dialog that does something: its fields, what went wrong, cancel and go. */
export function DialogForm(props: DialogFormProps) {
  const { t } = useTranslation('common');
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (props.disabled !== true && !props.busy) props.onSubmit();
      }}
    >
      {props.children}
      {props.error != null && (
        <p className={css.error} role="alert">
          {errorText(props.error)}
        </p>
      )}
      <div className={css.buttons}>
        <Button onClick={closeDialog}>{t('cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          color={props.color}
          loading={props.busy}
          disabled={props.disabled === true}
        >
          {props.submitLabel}
        </Button>
      </div>
    </form>
  );
}
