import { PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetPassphrase } from '../../queries/vault';
import { closeDialog } from '../../stores/dialog';
import { DialogForm } from './DialogForm';

/** The vault refuses shorter ones. */
const MIN_CHARACTERS = 12;

/** Sets the passphrase that protects the secrets, typed twice. */
export function PassphraseForm({ first }: { first: boolean }) {
  const { t } = useTranslation('common');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const change = useSetPassphrase();
  const done = () => {
    closeDialog();
    notifications.show({ color: 'accent', message: t('dialog.vault.isSet') });
  };
  const show = { 'aria-label': t('dialog.vault.show') };
  const differs = again !== '' && again !== passphrase;
  return (
    <DialogForm
      submitLabel={t(first ? 'dialog.vault.set' : 'dialog.vault.change')}
      onSubmit={() => change.mutate(passphrase, { onSuccess: done })}
      busy={change.isPending}
      disabled={[...passphrase].length < MIN_CHARACTERS || again !== passphrase}
      error={change.error}
    >
      <p>{t(first ? 'dialog.vault.setWhy' : 'dialog.vault.changeWhy')}</p>
      <PasswordInput
        label={t('dialog.vault.newPassphrase')}
        description={t('dialog.vault.rule', { minimum: MIN_CHARACTERS })}
        value={passphrase}
        autoComplete="off"
        visibilityToggleButtonProps={show}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        data-autofocus
      />
      <PasswordInput
        label={t('dialog.vault.again')}
        value={again}
        autoComplete="off"
        error={differs ? t('dialog.vault.differs') : undefined}
        visibilityToggleButtonProps={show}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <p>{t('dialog.vault.forgotten')}</p>
    </DialogForm>
  );
}
