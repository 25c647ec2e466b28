import { describe, expect, it } from 'vitest';
import { bmpOf, derivePkcs12, PURPOSE } from '../../../electron/pki/taking/derivation.ts';

const derive = (iterations: number) =>
  derivePkcs12({
    hash: 'sha1',
    purpose: PURPOSE.key,
    password: bmpOf('smeg'),
    salt: Buffer.from('0a58cf64530d823f', 'hex'),
    iterations,
    length: 24,
  });

describe('the key of an old PFX', () => {
  it('is derived as others do (Peter Gutmann’s test vector for PKCS #12)', async () => {
    expect((await derive(1)).toString('hex')).toBe('8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3');
  });

  it('leaves the thread to others, however many iterations there are', async () => {
    let turns = 0;
    let derived = false;
    const count = () => {
      turns += 1;
      if (!derived) setImmediate(count);
    };
    count();
    await derive(20_000);
    derived = true;
    expect(turns).toBeGreaterThan(40);
  });

  it.each([0, 1_000_001])('is not derived with %d iterations', async (iterations) => {
    await expect(derive(iterations)).rejects.toThrow('out of range');
  });
});
