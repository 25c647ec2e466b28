import { MusterError } from '../../model/errors.ts';
import type { Vault } from '../../vault/vault.ts';

/**
 * Finds out before the admin goes through Google's pages whether the secret could be kept at all. Throws
 * vault_locked, vault_no_keychain or vault_key_missing. After a lost key (`write`), the unreadable secrets of the
 * earlier life are forgotten: connecting again is the way out that was promised.
 */
export async function openTo(vault: Vault, purpose: 'ask' | 'write'): Promise<void> {
  const state = await vault.state();
  if (state.kind === 'locked') throw new MusterError('vault_locked');
  if (state.kind === 'needs_new_passphrase') throw new MusterError('vault_no_keychain', { reason: '' });
  if (state.kind !== 'key_missing') return;
  if (!state.keychainAvailable) throw new MusterError('vault_key_missing');
  if (purpose === 'write') await vault.reset();
}
