import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Keychain } from '../../electron/vault/keychain.ts';
import { openVault, type Vault } from '../../electron/vault/vault.ts';
import { hasKeyringTools, startKeyringSession } from '../support/keyring-session.ts';
import {
  createAbsentKeychain,
  createMemoryBlobs,
  createMemoryKeychain,
  type MemoryBlobs,
  testRandom,
} from '../support/memory-vault-parts.ts';

const PASSPHRASE = 'un mot de passe assez long';
const SECRET = '{"refresh_token":"1//very-secret-éà"}';

/** One suite for every way a workspace's key can be kept. */
function describeVault(title: string, keychainOf: () => Keychain, passphrase?: string): void {
  describe(`a vault with ${title}`, () => {
    let workspaceId: string;
    let folder: string;
    let blobs: MemoryBlobs;
    let keychain: Keychain;

    beforeEach(() => {
      workspaceId = randomUUID();
      folder = mkdtempSync(join(tmpdir(), 'muster-vault-'));
      blobs = createMemoryBlobs();
      keychain = keychainOf();
      onTestFinished(async () => {
        await start().reset();
        rmSync(folder, { recursive: true, force: true });
      });
    });

    /** What a start of the program does: a new vault over the same machine and files. */
    function start(id = workspaceId): Vault {
      const keyslotFile = join(folder, 'keyslot.json');
      return openVault({ workspaceId: id, keyslotFile, keychain, blobs, random: testRandom, passphrase });
    }

    it('gives back after a restart what was written', async () => {
      await start().write('google', SECRET);
      expect(await start().read('google')).toBe(SECRET);
      expect(await start().state()).toMatchObject({ kind: 'ready' });
    });

    it('knows nothing of a name never written or removed', async () => {
      const vault = start();
      expect(await vault.read('google')).toBeNull();
      await vault.write('google', SECRET);
      await vault.remove('google');
      expect(await start().read('google')).toBeNull();
    });

    it('keeps the last of two values', async () => {
      const vault = start();
      await vault.write('google', 'first');
      await vault.write('google', 'second');
      expect(await start().read('google')).toBe('second');
    });

    it('keeps the first of two that are new, also of two programs', async () => {
      const [one, other] = [start(), start()];
      expect(await one.writeNew('link', 'first')).toBe('first');
      expect(await other.writeNew('link', 'second')).toBe('first');
      expect(await start().read('link')).toBe('first');
      const both = await Promise.all([one.writeNew('root', 'a'), other.writeNew('root', 'b')]);
      expect(both).toEqual([await one.read('root'), await start().read('root')]);
    });

    it('makes one key when the first writes come at once', async () => {
      const vault = start();
      await Promise.all(['a', 'b', 'c'].map((name) => vault.write(name, `value of ${name}`)));
      expect(await start().read('a')).toBe('value of a');
      expect(await start().read('c')).toBe('value of c');
    });

    it('stores nothing in clear, and the same value never twice alike', async () => {
      const vault = start();
      await vault.write('one', SECRET);
      await vault.write('two', SECRET);
      const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
      const everything = [...blobs.stored.values()]
        .map((blob) => Buffer.from(blob).toString('latin1'))
        .concat(files);
      for (const text of everything) expect(text).not.toMatch(/very-secret|mot de passe/);
      const [first, second] = [...blobs.stored.values()];
      expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(false);
    });

    it('refuses a secret that was altered, cut or emptied, and names it', async () => {
      await start().write('google', SECRET);
      const whole = blobs.stored.get('google') ?? new Uint8Array();
      const damaged = [0, 1, 13, whole.length - 1].map((index) => {
        const copy = Uint8Array.from(whole);
        copy[index] = (copy[index] ?? 0) ^ 1;
        return copy;
      });
      for (const blob of [...damaged, whole.subarray(0, 40), whole.subarray(0, 20), new Uint8Array()]) {
        blobs.stored.set('google', blob);
        await expect(start().read('google')).rejects.toMatchObject({
          code: 'vault_damaged_secret',
          details: { name: 'google' },
        });
      }
    });

    it('refuses a secret moved to another name', async () => {
      const vault = start();
      await vault.write('google', SECRET);
      await blobs.put('mail', blobs.stored.get('google') ?? new Uint8Array());
      await expect(vault.read('mail')).rejects.toMatchObject({ code: 'vault_damaged_secret' });
    });

    it('leaves nothing behind when reset, and takes nothing more once closed', async () => {
      const vault = start();
      await vault.write('google', SECRET);
      await vault.reset();
      await vault.close();
      expect(blobs.stored.size).toBe(0);
      expect(readdirSync(folder)).toEqual([]);
      expect(await keychain.get(workspaceId).catch(() => null)).toBeNull();
      await expect(vault.write('google', SECRET)).rejects.toMatchObject({ code: 'workspace_not_found' });
      expect(readdirSync(folder)).toEqual([]);
    });

    it('starts anew after a reset', async () => {
      const vault = start();
      await vault.write('google', SECRET);
      await vault.reset();
      expect(await start().read('google')).toBeNull();
      expect(blobs.stored.size).toBe(0);
    });

    it('seals what is kept elsewhere, for its own place alone', async () => {
      const box = await start().seal('token of one', Buffer.from(SECRET));
      expect(Buffer.from(box).includes(SECRET)).toBe(false);
      expect(Buffer.from(await start().open('token of one', box)).toString()).toBe(SECRET);
      await expect(start().open('token of another', box)).rejects.toMatchObject({
        code: 'vault_damaged_secret',
      });
    });
  });
}

describeVault('a keychain in memory', createMemoryKeychain);
describeVault('a passphrase given at start and no keychain', createAbsentKeychain, PASSPHRASE);

if (hasKeyringTools()) {
  const session = startKeyringSession({ unlocked: true });
  afterAll(() => session.stop());
  describeVault('the Secret Service of this system', () => session.keychain);

  describe('the keychain of this system', () => {
    it('counts as available when it stores', async () => {
      expect(await session.keychain.available()).toBe(true);
    });

    it('counts as absent when it can be read but nobody ever unlocked it', async () => {
      const locked = startKeyringSession({ unlocked: false });
      expect(await locked.keychain.available()).toBe(false);
      await locked.stop();
    });
  });
} else {
  it.skip('a vault with the Secret Service of this system (dbus-run-session and gnome-keyring are not here)', () => {});
}
