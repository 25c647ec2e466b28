import { MusterError } from '../model/errors.ts';
import type { Random } from '../model/ports.ts';
import { createTurns } from '../model/turns.ts';
import { DataKey, type KeyAccess } from './data-key.ts';
import type { Keychain } from './keychain.ts';
import { seal, unseal } from './sealing.ts';

/** Where sealed secrets are kept: the workspace's store. It sees ciphertext only. */
export interface SecretBlobs {
  get(name: string): Promise<Uint8Array | null>;
  put(name: string, blob: Uint8Array): Promise<void>;
  /** Keeps it unless there is one of this name; answers whether it was kept. */
  putNew(name: string, blob: Uint8Array): Promise<boolean>;
  delete(name: string): Promise<void>;
  list(): Promise<string[]>;
}

/**
 * - `ready`: secrets can be read and written.
 * - `needs_new_passphrase`: no keychain here and nothing stored yet; `setPassphrase` makes it ready.
 * - `locked`: `unlock` makes it ready.
 * - `key_missing`: sealed secrets are there, their key is not. Either the keychain cannot be reached from
 *   here (`keychainAvailable` false: start Muster in the desktop session), or the entry is gone and only
 *   `reset` and connecting anew helps.
 */
export type VaultState =
  | { kind: 'ready'; protection: 'keychain' | 'passphrase' }
  | { kind: 'needs_new_passphrase' }
  | { kind: 'locked' }
  | { kind: 'key_missing'; keychainAvailable: boolean };

/** The secrets of one workspace. Nothing is ever kept in clear. */
export interface Vault {
  state(): Promise<VaultState>;
  /** Throws `vault_wrong_passphrase`, however often; no lock-out. Does nothing when the vault is ready. */
  unlock(passphrase: string): Promise<void>;
  /**
   * Sets or changes the passphrase. On a workspace protected by the keychain it becomes a second way to the
   * same key, for use without a desktop session. Throws `vault_weak_passphrase`, `vault_locked`,
   * `vault_key_missing` and what writing a file throws.
   */
  setPassphrase(passphrase: string): Promise<void>;
  /**
   * The secret, or null when there is none. `read` and `write` throw `vault_locked`, `vault_wrong_passphrase`
   * or `vault_weak_passphrase` (of the passphrase given at start), `vault_no_keychain`, `vault_key_missing`.
   * `read` also throws `vault_damaged_secret` with its name.
   */
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  /**
   * Keeps a secret unless there is one of this name, and answers the one that is kept: of programs that make one at the
   * same time all go on with the same. Throws what `read` and `write` throw.
   */
  writeNew(name: string, value: string): Promise<string>;
  /**
   * Seals a value for a place of the caller’s own (`name` is part of the seal), and opens it again. Throw what `read` and
   * `write` throw.
   */
  seal(name: string, value: Uint8Array): Promise<Uint8Array>;
  open(name: string, box: Uint8Array): Promise<Uint8Array>;
  /** Forgets one secret; with the last one the keychain entry goes too. Needs no key. */
  remove(name: string): Promise<void>;
  /** Removes the keychain entry, the keyslot and every secret, and starts anew: the key or the passphrase is lost. */
  reset(): Promise<void>;
  /**
   * Resolves when nothing of it is under way any more; later calls throw `workspace_not_found`. A keychain call
   * that is still open when the program ends takes the whole process down (node-addon-api aborts).
   */
  close(): Promise<void>;
}

export interface VaultOptions {
  workspaceId: string;
  /** Path of the file for the passphrase-wrapped key, in the workspace's folder. */
  keyslotFile: string;
  keychain: Keychain;
  blobs: SecretBlobs;
  random: Random;
  /** From `MUSTER_VAULT_PASSPHRASE`: unlocks, or on first use sets, the passphrase without asking. */
  passphrase?: string;
}

/** Opens the vault of one workspace; touches nothing until its first use. */
export function openVault(options: VaultOptions): Vault {
  const { workspaceId, blobs, random } = options;
  const dataKey = new DataKey(options);
  // One after another: two first writes at once must not make two keys.
  const inTurn = createTurns();
  let closed = false;

  function use<T>(task: () => Promise<T>): Promise<T> {
    return inTurn(async () => {
      if (closed) throw new MusterError('workspace_not_found', { id: workspaceId });
      return task();
    });
  }

  async function kept(name: string): Promise<string | null> {
    const blob = await blobs.get(name);
    if (blob === null) return null;
    return Buffer.from(await opened(name, blob)).toString();
  }
  async function opened(name: string, box: Uint8Array): Promise<Uint8Array> {
    const open = async () => unseal(await dataKey.get(), { workspaceId, name }, box);
    let plain = await open();
    if (plain === null) {
      dataKey.lookAgain();
      plain = await open();
    }
    if (plain === null) throw new MusterError('vault_damaged_secret', { name });
    return plain;
  }
  /** With the key of now, which another program may have changed. */
  async function sealed(name: string, value: string): Promise<Uint8Array> {
    dataKey.lookAgain();
    return seal(await dataKey.get(), { workspaceId, name }, Buffer.from(value), random);
  }

  return {
    state: () => use(async () => stateOf(await dataKey.access())),
    unlock: (passphrase) => use(() => dataKey.unlock(passphrase)),
    setPassphrase: (passphrase) => use(() => dataKey.setPassphrase(passphrase)),
    read: (name) => use(() => kept(name)),
    write: (name, value) => use(async () => blobs.put(name, await sealed(name, value))),
    writeNew: (name, value) =>
      use(async () => {
        const isKept = await blobs.putNew(name, await sealed(name, value));
        return isKept ? value : ((await kept(name)) ?? value);
      }),
    seal: (name, value) => use(async () => seal(await dataKey.get(), { workspaceId, name }, value, random)),
    open: (name, box) => use(async () => await opened(name, box)),
    remove: (name) =>
      use(async () => {
        await blobs.delete(name);
        if ((await blobs.list()).length === 0) await dataKey.forgetIfUnused();
      }),
    reset: () =>
      use(async () => {
        await dataKey.forget();
        for (const name of await blobs.list()) await blobs.delete(name);
      }),
    close: () =>
      inTurn(async () => {
        closed = true;
      }),
  };
}

function stateOf(access: KeyAccess): VaultState {
  if (access.kind === 'refused') return access.state;
  return { kind: 'ready', protection: access.kind === 'open' ? access.protection : 'keychain' };
}
