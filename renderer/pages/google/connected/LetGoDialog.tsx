import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { DangerButton } from '../parts/DangerButton';
import css from './connected.module.css';

/** From this many devices on, their number is typed before they are let go. */
const TYPE_FROM = 50;

interface LetGoDialogProps {
  count: number;
  opened: boolean;
  pending: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks once more before devices leave the list. */
export function LetGoDialog(props: LetGoDialogProps) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const n = format.number(props.count);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('answer.confirmTitle', { count: props.count, n })}
      closeButtonProps={{ 'aria-label': t('reconnect.close') }}
    >
      <Confirmation {...props} n={n} />
    </Modal>
  );
}

function Confirmation({ count, n, pending, onClose, onConfirm }: LetGoDialogProps & { n: string }) {
  const { t } = useTranslation('google');
  const [typed, setTyped] = useState('');
  const sure = count < TYPE_FROM || typed.replace(/\D/g, '') === String(count);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sure) onConfirm();
  };
  return (
    <form className={css.dialog} onSubmit={submit}>
      <p>{t('answer.confirmText')}</p>
      {count < TYPE_FROM ? null : (
        <TextInput
          label={t('answer.confirmTyped', { n })}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
      )}
      <div className={css.dialogActions}>
        <Button onClick={onClose}>{t('answer.notYet')}</Button>
        <DangerButton disabled={!sure} loading={pending}>
          {t('answer.let', { count, n })}
        </DangerButton>
      </div>
    </form>
  );
}
