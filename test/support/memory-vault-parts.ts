import { randomBytes } from 'node:crypto';
import { MusterError } from '../../electron/model/errors.ts';
import type { Random } from '../../electron/model/ports.ts';
import type { Keychain } from '../../electron/vault/keychain.ts';
import type { SecretBlobs } from '../../electron/vault/vault.ts';

/** A keychain in memory; `entries` is what a person would see in the system's keychain viewer. */
export interface MemoryKeychain extends Keychain {
  entries: Map<string, string>;
  /** When false, every use fails the way a machine without a keychain does. */
  reachable: boolean;
  /** When false, it can be read but stores nothing: a Secret Service without an unlocked collection. */
  writable: boolean;
}

export function createMemoryKeychain(): MemoryKeychain {
  const entries = new Map<string, string>();
  const keychain: MemoryKeychain = {
    entries,
    reachable: true,
    writable: true,
    get: async (account) => {
      if (!keychain.reachable) throw new MusterError('vault_no_keychain', { reason: 'unreachable' });
      return entries.get(account) ?? null;
    },
    set: async (account, secret) => {
      if (!keychain.reachable || !keychain.writable)
        throw new MusterError('vault_no_keychain', { reason: 'locked' });
      entries.set(account, secret);
    },
    delete: async (account) => {
      if (!keychain.reachable) throw new MusterError('vault_no_keychain', { reason: 'unreachable' });
      entries.delete(account);
    },
    available: async () => keychain.reachable && keychain.writable,
  };
  return keychain;
}

/** A keychain that is not there. */
export function createAbsentKeychain(): MemoryKeychain {
  const keychain = createMemoryKeychain();
  keychain.reachable = false;
  return keychain;
}

export interface MemoryBlobs extends SecretBlobs {
  stored: Map<string, Uint8Array>;
}

export function createMemoryBlobs(): MemoryBlobs {
  const stored = new Map<string, Uint8Array>();
  return {
    stored,
    get: async (name) => stored.get(name) ?? null,
    put: async (name, blob) => {
      stored.set(name, blob);
    },
    putNew: async (name, blob) => {
      const isNew = !stored.has(name);
      if (isNew) stored.set(name, blob);
      return isNew;
    },
    delete: async (name) => {
      stored.delete(name);
    },
    list: async () => [...stored.keys()],
  };
}

/** The machine's randomness, for tests that must not repeat a nonce. */
export const testRandom: Random = {
  bytes: (length) => randomBytes(length),
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  uuid: () => '01900000-0000-7000-8000-000000000000',
};
