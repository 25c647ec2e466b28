import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { MusterError } from '../model/errors.ts';
import type { SettingsRepository } from '../store/contract.ts';
import type { Vault } from '../vault/vault.ts';
import { blocksOf } from './pem.ts';

/**
 * - `root`: Muster’s authority.
 * - `server`: the own certificate of the listener.
 * - `brought`: the one the admin brought.
 * - `service`: what signs and opens messages in the authority’s name.
 */
export type Slot = 'root' | 'server' | 'brought' | 'service';

/** A key with its certificates, PEM; the certificate first, then its chain. */
export interface KeptPair {
  key: string;
  chain: string;
}

const SOURCE = 'pki.source';
const CRL_NUMBER = 'pki.crlNumber';
const stringSchema = z.string();
const sourceSchema = z.enum(['own', 'brought']);
const numberSchema = z.int().min(0);

export type Keep = ReturnType<typeof createKeep>;

/**
 * What of certificates outlives the program. A key and its certificates are one secret, so that no interruption parts
 * them; the certificates are in the settings too, to be shown while the vault is locked.
 */
export function createKeep({
  vault,
  settings,
}: {
  vault: Pick<Vault, 'read' | 'write' | 'writeNew'>;
  settings: SettingsRepository;
}) {
  const keyOf = (slot: Slot) => `pki.${slot}`;

  async function setting<T>(key: string, schema: z.ZodType<T>): Promise<T | null> {
    const text = await settings.get(key);
    return text === null ? null : schema.parse(JSON.parse(text));
  }
  async function show(slot: Slot, chain: string): Promise<void> {
    if ((await setting(keyOf(slot), stringSchema)) !== chain) {
      await settings.set(keyOf(slot), JSON.stringify(chain));
    }
  }

  return {
    /** Null when there is none, or its key is lost with the vault’s. Throws what the vault throws. */
    async read(slot: Slot): Promise<KeptPair | null> {
      const secret = await vault.read(keyOf(slot));
      if (secret === null) return null;
      const pair = parted(secret);
      await show(slot, pair.chain);
      return pair;
    },
    async write(slot: Slot, { key, chain }: KeptPair): Promise<void> {
      await vault.write(keyOf(slot), `${key}${chain}`);
      await show(slot, chain);
    },
    /** The same where there is none; answers the pair that is kept then, which another program may have made. */
    async writeNew(slot: Slot, { key, chain }: KeptPair): Promise<KeptPair> {
      const pair = parted(await vault.writeNew(keyOf(slot), `${key}${chain}`));
      await show(slot, pair.chain);
      return pair;
    },
    /** The certificate alone; needs no key of the vault. */
    async shown(slot: Slot): Promise<X509Certificate | null> {
      const chain = await setting(keyOf(slot), stringSchema);
      return chain === null ? null : new X509Certificate(chain);
    },
    /** Which certificate is served. */
    source: () => setting(SOURCE, sourceSchema),
    async noteSource(source: z.infer<typeof sourceSchema>): Promise<void> {
      if ((await setting(SOURCE, sourceSchema)) !== source) {
        await settings.set(SOURCE, JSON.stringify(source));
      }
    },
    /** The number for the next revocation list: greater than any before, on the disk when this answers. */
    async nextListNumber(): Promise<number> {
      const next = ((await setting(CRL_NUMBER, numberSchema)) ?? 0) + 1;
      await settings.set(CRL_NUMBER, JSON.stringify(next));
      return next;
    },
  };
}

/** The kept key, to sign with. */
export function signingKeyOf({ key }: Pick<KeptPair, 'key'>) {
  return createPrivateKey(key);
}

function parted(secret: string): KeptPair {
  const { blocks } = blocksOf(secret);
  const key = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  const chain = blocks.filter(({ label }) => label === 'CERTIFICATE');
  if (key.length !== 1 || chain.length === 0) {
    throw new MusterError('internal', { reason: 'a kept certificate is not whole' });
  }
  const text = (parts: typeof blocks) => parts.map(({ pem }) => `${pem}\n`).join('');
  return { key: text(key), chain: text(chain) };
}
