import { createRequire } from 'node:module';
import { MusterError } from '../model/errors.ts';

/** The operating system's secret store, one small text per account. */
export interface Keychain {
  /** The stored text, or null when there is none. Throws `vault_no_keychain` when the store cannot be reached. */
  get(account: string): Promise<string | null>;
  /** Stores or replaces. Throws `vault_no_keychain`. */
  set(account: string, secret: string): Promise<void>;
  /** Removes; an absent entry is no error. Throws `vault_no_keychain`. */
  delete(account: string): Promise<void>;
  /** True when a value can be stored and read back here, now. */
  available(): Promise<boolean>;
}

const SERVICE = 'Muster';
const PROBE_ACCOUNT = 'availability-probe';

/**
 * macOS Keychain, Windows Credential Manager or the Secret Service, through keytar. The native module is
 * loaded at first use, so that a machine without its libraries can still start and use a passphrase.
 */
export function createOsKeychain(): Keychain {
  let keytar: typeof import('keytar') | undefined;

  async function call<T>(use: (loaded: typeof import('keytar')) => Promise<T>): Promise<T> {
    try {
      keytar ??= loadKeytar();
      return await use(keytar);
    } catch (error) {
      throw new MusterError('vault_no_keychain', { reason: reasonOf(error) }, error);
    }
  }

  const keychain: Keychain = {
    get: (account) => call((loaded) => loaded.getPassword(SERVICE, account)),
    set: (account, secret) => call((loaded) => loaded.setPassword(SERVICE, account, secret)),
    delete: async (account) => {
      await call((loaded) => loaded.deletePassword(SERVICE, account));
    },
    available: () => probe(keychain),
  };
  return keychain;
}

/** Reads first: a store that cannot even be read is never written to. A read alone proves nothing, though:
 * a Secret Service without an unlocked collection answers reads with "none" and refuses to store. */
async function probe(keychain: Keychain): Promise<boolean> {
  try {
    await keychain.get(PROBE_ACCOUNT);
    await keychain.set(PROBE_ACCOUNT, 'probe');
    const kept = await keychain.get(PROBE_ACCOUNT);
    await keychain.delete(PROBE_ACCOUNT);
    return kept === 'probe';
  } catch {
    return false;
  }
}

function loadKeytar(): typeof import('keytar') {
  return createRequire(import.meta.url)('keytar');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
