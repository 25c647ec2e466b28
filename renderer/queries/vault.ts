import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { VaultState } from '../../electron/bridge/shapes';
import { call } from '../bridge';

/** Opens the vault with its passphrase, for as long as the program runs. */
export function useUnlockVault() {
  return useVaultChange((passphrase: string) => call('vault.unlock', { passphrase }));
}

/** Sets the first passphrase, or another one. */
export function useSetPassphrase() {
  return useVaultChange((passphrase: string) => call('vault.setPassphrase', { passphrase }));
}

/** Forgets secrets whose key is lost, so that the connection can be authorised again. */
export function useResetVault() {
  return useVaultChange(() => call('vault.reset'));
}

function useVaultChange<I>(work: (input: I) => Promise<VaultState>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: (state) => queries.setQueryData(['vault', 'state'], state),
  });
}
