import { createSecretKey, type KeyObject, scrypt } from 'node:crypto';
import { access, readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomically } from '../disk/write-file.ts';
import { MusterError } from '../model/errors.ts';
import type { Random } from '../model/ports.ts';
import { seal, unseal } from './sealing.ts';

/** RFC 7914 parameters: 32 MiB and about 100 ms, off the main thread. */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const MAX_MEMORY = 64 * 1024 * 1024;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MIN_CHARACTERS = 12;
const BOX_NAME = 'keyslot';

/** The file beside the workspace that holds the data key, wrapped by a passphrase. Bytes are base64. */
const keyslotSchema = z.object({
  version: z.literal(1),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z.literal(COST.N),
    r: z.literal(COST.r),
    p: z.literal(COST.p),
  }),
  salt: z.base64(),
  wrappedKey: z.base64(),
});
type Keyslot = z.infer<typeof keyslotSchema>;

/** True when a passphrase was set for this workspace. */
export async function hasKeyslot(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Throws `file_unreadable`, or `vault_damaged_secret` when the content is no keyslot. */
export async function readKeyslot(file: string): Promise<Keyslot> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new MusterError('file_unreadable', { path: file }, error);
  });
  try {
    return keyslotSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new MusterError('vault_damaged_secret', { name: BOX_NAME }, error);
  }
}

/** Stores the keyslot durably. Throws what `writeFileAtomically` throws. */
export async function writeKeyslot(file: string, keyslot: Keyslot): Promise<void> {
  await writeFileAtomically(file, `${JSON.stringify(keyslot, null, 2)}\n`);
}

/** Removes the keyslot and what an interrupted write may have left. */
export async function removeKeyslot(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(`${file}.tmp`, { force: true });
}

/** Wraps the data key by a passphrase of at least 12 characters. Throws `vault_weak_passphrase`. */
export async function wrapKey(
  dataKey: KeyObject,
  passphrase: string,
  workspaceId: string,
  random: Random,
): Promise<Keyslot> {
  if ([...passphrase.normalize('NFKC')].length < MIN_CHARACTERS) {
    throw new MusterError('vault_weak_passphrase', { minimum: MIN_CHARACTERS });
  }
  const salt = random.bytes(SALT_BYTES);
  const wrappingKey = await deriveKey(passphrase, salt);
  const box = seal(wrappingKey, { workspaceId, name: BOX_NAME }, dataKey.export(), random);
  return {
    version: 1,
    kdf: { name: 'scrypt', ...COST },
    salt: Buffer.from(salt).toString('base64'),
    wrappedKey: Buffer.from(box).toString('base64'),
  };
}

/** The data key. Throws `vault_wrong_passphrase`, as often as it is wrong: there is no lock-out. */
export async function unwrapKey(
  keyslot: Keyslot,
  passphrase: string,
  workspaceId: string,
): Promise<KeyObject> {
  const wrappingKey = await deriveKey(passphrase, Buffer.from(keyslot.salt, 'base64'));
  const box = Buffer.from(keyslot.wrappedKey, 'base64');
  const bytes = unseal(wrappingKey, { workspaceId, name: BOX_NAME }, box);
  if (bytes === null) throw new MusterError('vault_wrong_passphrase');
  return createSecretKey(bytes);
}

/** The same passphrase typed on another system may arrive composed differently, hence NFKC. */
function deriveKey(passphrase: string, salt: Uint8Array): Promise<KeyObject> {
  return new Promise((resolve, reject) => {
    const options = { ...COST, maxmem: MAX_MEMORY };
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, options, (error, derived) => {
      if (error) reject(error);
      else resolve(createSecretKey(derived));
    });
  });
}
