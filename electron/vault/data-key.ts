import { createSecretKey, type KeyObject } from 'node:crypto';
import { isMusterError, MusterError } from '../model/errors.ts';
import type { Keychain } from './keychain.ts';
import { hasKeyslot, readKeyslot, removeKeyslot, unwrapKey, wrapKey, writeKeyslot } from './keyslot.ts';
import type { VaultOptions, VaultState } from './vault.ts';

const KEY_BYTES = 32;

type Opened = { key: KeyObject; protection: 'keychain' | 'passphrase' };

/** What is known of the key: open, not made yet, or refused with what a reader of secrets is to be told. */
export type KeyAccess =
  | ({ kind: 'open' } & Opened)
  | { kind: 'unmade' }
  | { kind: 'refused'; state: VaultState; refusal: MusterError };

/** The one 256-bit key of a workspace: in the keychain, in a passphrase-wrapped keyslot, or in both. */
export class DataKey {
  readonly #options: VaultOptions;
  #opened: Opened | null = null;
  #startPassphrase: string | undefined;
  #startRefusal: MusterError | null = null;

  constructor(options: VaultOptions) {
    this.#options = options;
    this.#startPassphrase = options.passphrase;
  }

  /** Looks in memory, then in the keychain, then at the keyslot. Changes nothing unless a passphrase was given. */
  async access(): Promise<KeyAccess> {
    if (this.#opened !== null) return { kind: 'open', ...this.#opened };
    const { keychain, workspaceId, keyslotFile, blobs } = this.#options;
    const stored = await readKeychain(keychain, workspaceId);
    if (stored.key !== null) return this.#open({ key: stored.key, protection: 'keychain' });
    if (await hasKeyslot(keyslotFile)) {
      return this.#fromStart(
        (given) => this.#unwrap(given),
        { kind: 'locked' },
        new MusterError('vault_locked'),
      );
    }
    const keychainAvailable = stored.reachable && (await keychain.available());
    if ((await blobs.list()).length > 0) {
      const refusal = new MusterError(keychainAvailable ? 'vault_key_missing' : 'vault_no_keychain');
      return { kind: 'refused', state: { kind: 'key_missing', keychainAvailable }, refusal };
    }
    if (keychainAvailable) return { kind: 'unmade' };
    const refusal = new MusterError('vault_no_keychain');
    return this.#fromStart(
      (given) => this.#wrap(given, newKey(this.#options)),
      { kind: 'needs_new_passphrase' },
      refusal,
    );
  }

  /** The key; made now when this is its first use. Throws the refusal. */
  async get(): Promise<KeyObject> {
    const access = await this.access();
    if (access.kind === 'refused') throw access.refusal;
    if (access.kind === 'open') return access.key;
    const key = newKey(this.#options);
    await this.#options.keychain.set(this.#options.workspaceId, key.export().toString('base64'));
    this.#open({ key, protection: 'keychain' });
    return key;
  }

  /** Another program may have removed the keychain's key since, and made a new one: the next use looks again. */
  lookAgain(): void {
    if (this.#opened?.protection === 'keychain') this.#opened = null;
  }

  /** See `Vault.unlock`. */
  async unlock(passphrase: string): Promise<void> {
    const access = await this.access();
    if (access.kind !== 'refused') return;
    if (access.state.kind !== 'locked') throw access.refusal;
    await this.#unwrap(passphrase);
  }

  /** See `Vault.setPassphrase`. */
  async setPassphrase(passphrase: string): Promise<void> {
    const access = await this.access();
    const isFirst = access.kind === 'refused' && access.state.kind === 'needs_new_passphrase';
    await this.#wrap(passphrase, isFirst ? newKey(this.#options) : await this.get());
  }

  /** Removes the key from everywhere: see `destroyKey`. */
  async forget(): Promise<void> {
    this.#opened = null;
    this.#startRefusal = null;
    await destroyKey(this.#options);
  }

  /** Leaves no entry in the keychain when no secret needs it. A passphrase the admin chose stays valid. */
  async forgetIfUnused(): Promise<void> {
    if (await hasKeyslot(this.#options.keyslotFile)) return;
    this.#opened = null;
    await forgetInKeychain(this.#options);
  }

  /** The passphrase given at start is tried once; when it is refused, the reason replaces `otherwise`. */
  async #fromStart(
    use: (passphrase: string) => Promise<void>,
    state: VaultState,
    otherwise: MusterError,
  ): Promise<KeyAccess> {
    const given = this.#startPassphrase;
    try {
      if (given !== undefined) await use(given);
    } catch (error) {
      if (!isRefusedPassphrase(error)) throw error;
      this.#startRefusal = error;
    }
    this.#startPassphrase = undefined;
    if (this.#opened !== null) return { kind: 'open', ...this.#opened };
    return { kind: 'refused', state, refusal: this.#startRefusal ?? otherwise };
  }

  async #unwrap(passphrase: string): Promise<void> {
    const keyslot = await readKeyslot(this.#options.keyslotFile);
    this.#open({
      key: await unwrapKey(keyslot, passphrase, this.#options.workspaceId),
      protection: 'passphrase',
    });
  }

  async #wrap(passphrase: string, key: KeyObject): Promise<void> {
    const { keyslotFile, workspaceId, random } = this.#options;
    await writeKeyslot(keyslotFile, await wrapKey(key, passphrase, workspaceId, random));
    if (this.#opened === null) this.#open({ key, protection: 'passphrase' });
  }

  #open(opened: Opened): KeyAccess {
    this.#opened = opened;
    return { kind: 'open', ...opened };
  }
}

/** Where the key of a workspace may be. */
export type KeyPlaces = Pick<VaultOptions, 'workspaceId' | 'keyslotFile' | 'keychain'>;

/**
 * Removes a workspace's key from the keychain and the keyslot: what is sealed with it can never be read again. One
 * in a keychain out of reach stays: without secrets it is worthless.
 */
export async function destroyKey(places: KeyPlaces): Promise<void> {
  await forgetInKeychain(places);
  await removeKeyslot(places.keyslotFile);
}

async function forgetInKeychain({ keychain, workspaceId }: KeyPlaces): Promise<void> {
  try {
    if ((await keychain.get(workspaceId)) !== null) await keychain.delete(workspaceId);
  } catch (error) {
    if (!isMusterError(error, 'vault_no_keychain')) throw error;
  }
}

function newKey(options: VaultOptions): KeyObject {
  return createSecretKey(options.random.bytes(KEY_BYTES));
}

function isRefusedPassphrase(error: unknown): error is MusterError {
  return isMusterError(error, 'vault_wrong_passphrase') || isMusterError(error, 'vault_weak_passphrase');
}

/** The key in the keychain, if that can be reached and has one. A value that is no key counts as none. */
async function readKeychain(
  keychain: Keychain,
  account: string,
): Promise<{ reachable: boolean; key: KeyObject | null }> {
  try {
    const bytes = Buffer.from((await keychain.get(account)) ?? '', 'base64');
    return { reachable: true, key: bytes.length === KEY_BYTES ? createSecretKey(bytes) : null };
  } catch (error) {
    if (isMusterError(error, 'vault_no_keychain')) return { reachable: false, key: null };
    throw error;
  }
}
