import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { PushDeps } from '../deps.ts';

const SETTING = 'apple.push';

/** What of the push certificate is no secret. PEM; `key` says which key of the vault belongs to it. */
const keptSchema = z.object({
  /** Under which devices register: the certificate’s, or one that was made up here. */
  topic: z.string().nullable(),
  madeUp: z.boolean(),
  appleId: z.string().nullable(),
  certificate: z.object({ pem: z.string(), key: z.string() }).nullable(),
  /** A request whose certificate has not come; `since` in ms UTC. */
  waiting: z.object({ csr: z.string(), key: z.string(), since: z.number() }).nullable(),
});
export type KeptPush = z.infer<typeof keptSchema>;

const NOTHING: KeptPush = { topic: null, madeUp: false, appleId: null, certificate: null, waiting: null };

type Settings = Pick<PushDeps, 'settings'>;
type Keys<Names extends keyof PushDeps['vault']> = { vault: Pick<PushDeps['vault'], Names> };

export async function readKept({ settings }: Settings): Promise<KeptPush> {
  const text = await settings.get(SETTING);
  return text === null ? NOTHING : keptSchema.parse(JSON.parse(text));
}

/** Takes the place of all that was kept, at once. */
export async function writeKept({ settings }: Settings, kept: KeptPush): Promise<void> {
  await settings.set(SETTING, JSON.stringify(kept));
}

/**
 * Keeps a private key in the vault under a name of its own, and answers it. A key is never written over another one, so
 * that a program that ends at any moment leaves each certificate with its key.
 */
export async function writeKey({ vault }: Keys<'write'>, key: KeyObject): Promise<string> {
  const name = keyName(key);
  await vault.write(name, key.export({ type: 'pkcs8', format: 'pem' }).toString());
  return name;
}

/** PEM, or null when it is lost. Throws what the vault throws. */
export function readKey({ vault }: Keys<'read'>, name: string): Promise<string | null> {
  return vault.read(name);
}

/** Forgets a key, unless what is kept still needs it. */
export async function dropKey(
  { vault }: Keys<'remove'>,
  name: string | undefined,
  kept: KeptPush,
): Promise<void> {
  if (name === undefined || name === kept.certificate?.key || name === kept.waiting?.key) return;
  await vault.remove(name);
}

function keyName(key: KeyObject): string {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return `apple.push.${createHash('sha256').update(spki).digest('hex').slice(0, 32)}`;
}
