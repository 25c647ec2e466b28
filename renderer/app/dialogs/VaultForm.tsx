import { useTranslation } from 'react-i18next';
import { useVaultState } from '../../queries/google';
import { useResetVault } from '../../queries/vault';
import { closeDialog } from '../../stores/dialog';
import { navigate } from '../../stores/route';
import { DialogForm } from './DialogForm';
import { PassphraseForm } from './PassphraseForm';
import { UnlockForm } from './UnlockForm';

/** What the vault needs now: its passphrase, a first one, another one, or a fresh start after a lost key. */
export function VaultForm() {
  const vault = useVaultState().data;
  switch (vault?.kind) {
    case 'locked':
      return <UnlockForm />;
    case 'needs_new_passphrase':
      return <PassphraseForm first />;
    case 'ready':
      return <PassphraseForm first={false} />;
    case 'key_missing':
      return <LostKey keychainAvailable={vault.keychainAvailable} />;
    case undefined:
      return null;
  }
}

function LostKey({ keychainAvailable }: { keychainAvailable: boolean }) {
  const { t } = useTranslation('common');
  const reset = useResetVault();
  const submit = () =>
    reset.mutate(undefined, {
      onSuccess: () => {
        closeDialog();
        navigate('google');
      },
    });
  return (
    <DialogForm
      submitLabel={t('dialog.vault.reset')}
      onSubmit={submit}
      busy={reset.isPending}
      error={reset.error}
    >
      <p>{t(keychainAvailable ? 'dialog.vault.lostWhy' : 'dialog.vault.outOfReach')}</p>
      <p>{t('dialog.vault.lostHow')}</p>
    </DialogForm>
  );
}
