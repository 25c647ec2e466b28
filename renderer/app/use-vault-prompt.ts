import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { promptForVault } from '../components/prompt-for-vault';
import { useVaultState } from '../queries/google';
import { openDialog } from '../stores/dialog';

/**
 * Asks for the passphrase once per start when the vault is locked, and again whenever something fails for want of
 * it. A workspace without secrets yet is left in peace until it needs one.
 */
export function useVaultPrompt(): void {
  const queries = useQueryClient();
  const kind = useVaultState().data?.kind;
  const asked = useRef(false);

  useEffect(() => {
    if (kind !== 'locked' || asked.current) return;
    asked.current = true;
    openDialog({ kind: 'vault' });
  }, [kind]);

  useEffect(
    () =>
      queries.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return;
        promptForVault(event.action.error);
      }),
    [queries],
  );
}
