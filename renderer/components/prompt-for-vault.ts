import { isMusterError } from '../../electron/bridge/domain';
import { openDialog } from '../stores/dialog';

/** Asks for the passphrase when `error` says that something failed for want of it. */
export function promptForVault(error: unknown): void {
  if (isMusterError(error, 'vault_locked') || isMusterError(error, 'vault_no_keychain')) {
    openDialog({ kind: 'vault' });
  }
}
