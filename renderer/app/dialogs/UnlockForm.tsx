import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnlockVault } from '../../queries/vault';
import { closeDialog } from '../../stores/dialog';
import { DialogForm } from './DialogForm';

/** Asks for the passphrase that opens the secrets, once per start. */
export function UnlockForm() {
  const { t } = useTranslation('common');
  const [passphrase, setPassphrase] = useState('');
  const unlock = useUnlockVault();
  return (
    <DialogForm
      submitLabel={t('dialog.vault.unlock')}
      onSubmit={() => unlock.mutate(passphrase, { onSuccess: closeDialog })}
      busy={unlock.isPending}
      disabled={passphrase === ''}
      error={unlock.error}
    >
      <p>{t('dialog.vault.unlockWhy')}</p>
      <PasswordInput
        label={t('dialog.vault.passphrase')}
        value={passphrase}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('dialog.vault.show') }}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}
