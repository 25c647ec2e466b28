import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MusterError } from '../../../electron/model/errors.ts';
import { createLinks, LINK_KEY } from '../../../electron/registration/links.ts';
import { mapVault } from '../../support/registration-bench.ts';

const random = { bytes: (length: number) => randomBytes(length) };

describe('the texts of links', () => {
  it('come from a key that is made once, however many ask for it first', async () => {
    const vault = mapVault();
    const links = createLinks({ vault, random });
    const [one, other, later] = await Promise.all([
      links.token('a', 1),
      links.token('a', 1),
      links.token('a', 2),
    ]);
    expect(vault.writes).toBe(1);
    expect(Buffer.from(vault.secrets.get(LINK_KEY) ?? '', 'base64')).toHaveLength(32);
    expect(one).toBe(other);
    expect(later).not.toBe(one);
    expect(one).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('are the same after a restart, and the vault is asked once', async () => {
    const vault = mapVault();
    const before = await createLinks({ vault, random }).token('a', 1);
    const links = createLinks({ vault, random });
    vault.reads = 0;
    expect(await links.token('a', 1)).toBe(before);
    await links.token('b', 1);
    expect(vault.reads).toBe(1);
    expect(vault.writes).toBe(1);
  });

  it('use the key that is kept when another program made one at the same time', async () => {
    const vault = mapVault();
    const [mine, other] = [createLinks({ vault, random }), createLinks({ vault, random })];
    const tokens = await Promise.all([mine.token('a', 1), other.token('a', 1)]);
    expect(new Set(tokens).size).toBe(1);
    expect(await createLinks({ vault, random }).token('a', 1)).toBe(tokens[0]);
  });

  it('can be made once a locked vault is open', async () => {
    const vault = mapVault();
    vault.locked = new MusterError('vault_locked');
    const links = createLinks({ vault, random });
    await expect(links.ready()).rejects.toMatchObject({ code: 'vault_locked' });
    await expect(links.token('a', 1)).rejects.toMatchObject({ code: 'vault_locked' });
    vault.locked = null;
    await links.ready();
    expect(await links.token('a', 1)).toHaveLength(22);
  });
});
