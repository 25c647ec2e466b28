import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openVault, type Vault } from '../../../electron/vault/vault.ts';
import {
  createAbsentKeychain,
  createMemoryBlobs,
  createMemoryKeychain,
  type MemoryBlobs,
  testRandom,
} from '../../support/memory-vault-parts.ts';

const PASSPHRASE = 'correct horse battery';

let folder: string;
let keyslotFile: string;
let blobs: MemoryBlobs;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-vault-'));
  keyslotFile = join(folder, 'keyslot.json');
  blobs = createMemoryBlobs();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function start(keychain = createAbsentKeychain(), passphrase?: string, workspaceId = 'w1'): Vault {
  return openVault({ workspaceId, keyslotFile, keychain, blobs, random: testRandom, passphrase });
}

describe('a vault on a machine with a keychain', () => {
  it('is ready at once, and puts nothing in the keychain before the first secret', async () => {
    const keychain = createMemoryKeychain();
    expect(await start(keychain).state()).toEqual({ kind: 'ready', protection: 'keychain' });
    expect(keychain.entries.size).toBe(0);
  });

  it('takes its entry out of the keychain with the last secret', async () => {
    const keychain = createMemoryKeychain();
    const vault = start(keychain);
    await vault.write('google', 'secret');
    await vault.write('mail', 'secret');
    await vault.remove('google');
    expect([...keychain.entries.keys()]).toEqual(['w1']);
    await vault.remove('mail');
    expect(keychain.entries.size).toBe(0);
    await vault.write('google', 'again');
    expect(await start(keychain).read('google')).toBe('again');
  });

  it('follows another program that forgot the key and made a new one', async () => {
    const keychain = createMemoryKeychain();
    const [here, elsewhere] = [start(keychain), start(keychain)];
    await here.write('google', 'first');
    await elsewhere.remove('google');
    await elsewhere.write('google', 'second');
    expect(await here.read('google')).toBe('second');
  });

  it('seals nothing with a key that another program has removed', async () => {
    const keychain = createMemoryKeychain();
    const [here, elsewhere] = [start(keychain), start(keychain)];
    await here.write('google', 'first');
    await elsewhere.remove('google');
    await here.write('google', 'second');
    expect(await start(keychain).read('google')).toBe('second');
  });

  it('closes only when the keychain has answered, and takes no call after that', async () => {
    const keychain = createMemoryKeychain();
    const answer = Promise.withResolvers<boolean>();
    const vault = start({ ...keychain, available: () => answer.promise });
    const order: string[] = [];
    const state = vault.state().then(() => order.push('answered'));
    const closed = vault.close().then(() => order.push('closed'));
    answer.resolve(true);
    await Promise.all([state, closed]);
    expect(order).toEqual(['answered', 'closed']);
    await expect(vault.read('google')).rejects.toMatchObject({ code: 'workspace_not_found' });
  });

  it('says the key is missing when its entry is gone, and never makes another over the old secrets', async () => {
    const keychain = createMemoryKeychain();
    await start(keychain).write('google', 'secret');
    keychain.entries.clear();
    const vault = start(keychain);
    expect(await vault.state()).toEqual({ kind: 'key_missing', keychainAvailable: true });
    await expect(vault.read('google')).rejects.toMatchObject({ code: 'vault_key_missing' });
    await expect(vault.write('mail', 'x')).rejects.toMatchObject({ code: 'vault_key_missing' });
    await expect(vault.setPassphrase(PASSPHRASE)).rejects.toMatchObject({ code: 'vault_key_missing' });
    expect(keychain.entries.size).toBe(0);
    await vault.reset();
    expect(await vault.state()).toEqual({ kind: 'ready', protection: 'keychain' });
  });

  it('says the keychain is out of reach when only that is so, and works again when it is back', async () => {
    const keychain = createMemoryKeychain();
    await start(keychain).write('google', 'secret');
    keychain.reachable = false;
    const vault = start(keychain, PASSPHRASE);
    expect(await vault.state()).toEqual({ kind: 'key_missing', keychainAvailable: false });
    await expect(vault.read('google')).rejects.toMatchObject({ code: 'vault_no_keychain' });
    keychain.reachable = true;
    expect(await vault.read('google')).toBe('secret');
  });

  it('can be given a passphrase too, which opens the same secrets without the keychain', async () => {
    const keychain = createMemoryKeychain();
    const vault = start(keychain);
    await vault.write('google', 'secret');
    await vault.setPassphrase(PASSPHRASE);
    expect(await start(keychain).state()).toEqual({ kind: 'ready', protection: 'keychain' });
    expect(await start(createAbsentKeychain(), PASSPHRASE).read('google')).toBe('secret');
  });

  it('opens no secret that was moved between workspaces, even under the same key', async () => {
    const keychain = createMemoryKeychain();
    await start(keychain).write('google', 'secret');
    keychain.entries.set('w2', keychain.entries.get('w1') ?? '');
    const other = start(keychain, undefined, 'w2');
    await expect(other.read('google')).rejects.toMatchObject({ code: 'vault_damaged_secret' });
  });
});

describe('a vault on a machine without a keychain', () => {
  it('refuses to store until a passphrase is set', async () => {
    const vault = start();
    expect(await vault.state()).toEqual({ kind: 'needs_new_passphrase' });
    await expect(vault.write('google', 'secret')).rejects.toMatchObject({ code: 'vault_no_keychain' });
    expect(blobs.stored.size).toBe(0);
    await vault.setPassphrase(PASSPHRASE);
    expect(await vault.state()).toEqual({ kind: 'ready', protection: 'passphrase' });
    await vault.write('google', 'secret');
    expect(await vault.read('google')).toBe('secret');
  });

  it('treats a keychain that can be read but not written as none', async () => {
    const keychain = createMemoryKeychain();
    keychain.writable = false;
    expect(await start(keychain).state()).toEqual({ kind: 'needs_new_passphrase' });
  });

  it('refuses a passphrase under 12 characters, counted as a person counts', async () => {
    const vault = start();
    for (const weak of ['', 'eleven char', '🗝🗝🗝🗝🗝🗝']) {
      await expect(vault.setPassphrase(weak)).rejects.toMatchObject({
        code: 'vault_weak_passphrase',
        details: { minimum: 12 },
      });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is locked after a restart; wrong passphrases are named as such and lock nobody out', async () => {
    const first = start();
    await first.setPassphrase(PASSPHRASE);
    await first.write('google', 'secret');
    const vault = start();
    expect(await vault.state()).toEqual({ kind: 'locked' });
    await expect(vault.read('google')).rejects.toMatchObject({ code: 'vault_locked' });
    await expect(vault.write('mail', 'x')).rejects.toMatchObject({ code: 'vault_locked' });
    await expect(vault.setPassphrase('another long passphrase')).rejects.toMatchObject({
      code: 'vault_locked',
    });
    for (let attempt = 0; attempt < 6; attempt++) {
      await expect(vault.unlock('wrong passphrase')).rejects.toMatchObject({
        code: 'vault_wrong_passphrase',
      });
    }
    await vault.unlock(PASSPHRASE);
    expect(await vault.read('google')).toBe('secret');
  });

  it('accepts a passphrase typed with composed or decomposed accents', async () => {
    await start().setPassphrase('clé de l’été 2026'.normalize('NFD'));
    await start().unlock('clé de l’été 2026'.normalize('NFC'));
  });

  it('changes the passphrase: the old one no longer opens, the secrets stay', async () => {
    const first = start();
    await first.setPassphrase(PASSPHRASE);
    await first.write('google', 'secret');
    await first.setPassphrase('a brand new passphrase');
    const vault = start();
    await expect(vault.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'vault_wrong_passphrase' });
    await vault.unlock('a brand new passphrase');
    expect(await vault.read('google')).toBe('secret');
  });

  it('opens no keyslot that was copied from another workspace', async () => {
    await start(createAbsentKeychain(), undefined, 'w1').setPassphrase(PASSPHRASE);
    const other = start(createAbsentKeychain(), undefined, 'w2');
    await expect(other.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'vault_wrong_passphrase' });
  });

  it('names a damaged keyslot, touches nothing, and can be reset', async () => {
    await start().setPassphrase(PASSPHRASE);
    const whole = readFileSync(keyslotFile, 'utf8');
    for (const damaged of ['', whole.slice(0, 60), whole.replace('"N": 32768', '"N": 2')]) {
      writeFileSync(keyslotFile, damaged);
      await expect(start().unlock(PASSPHRASE)).rejects.toMatchObject({
        code: 'vault_damaged_secret',
        details: { name: 'keyslot' },
      });
      expect(readFileSync(keyslotFile, 'utf8')).toBe(damaged);
    }
    const vault = start();
    await vault.reset();
    expect(await vault.state()).toEqual({ kind: 'needs_new_passphrase' });
  });
});

describe('a passphrase given at start', () => {
  it('sets the passphrase on first use and opens the vault afterwards without asking', async () => {
    await start(createAbsentKeychain(), PASSPHRASE).write('google', 'secret');
    const vault = start(createAbsentKeychain(), PASSPHRASE);
    expect(await vault.state()).toEqual({ kind: 'ready', protection: 'passphrase' });
    expect(await vault.read('google')).toBe('secret');
  });

  it('is told to be wrong or too short when it is, and a typed one still works', async () => {
    await expect(start(createAbsentKeychain(), 'short').write('google', 'x')).rejects.toMatchObject({
      code: 'vault_weak_passphrase',
    });
    await start(createAbsentKeychain(), PASSPHRASE).write('google', 'secret');
    const vault = start(createAbsentKeychain(), 'not the right one');
    expect(await vault.state()).toEqual({ kind: 'locked' });
    await expect(vault.read('google')).rejects.toMatchObject({ code: 'vault_wrong_passphrase' });
    await vault.unlock(PASSPHRASE);
    expect(await vault.read('google')).toBe('secret');
  });
});
