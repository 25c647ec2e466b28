import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** A private RSA key with its public half (SPKI, DER). */
export interface DeviceKey {
  readonly key: KeyObject;
  readonly spki: Buffer;
  /** PKCS #8, PEM. */
  readonly pem: string;
}

/** Where devices get their keys. */
export interface KeySource {
  make(bits: number): Promise<DeviceKey>;
}

/** Reads a key back. */
export function readKey(pem: string): DeviceKey {
  const key = createPrivateKey(pem);
  return { key, pem, spki: createPublicKey(key).export({ format: 'der', type: 'spki' }) };
}

/** A key of its own for each, made in the thread pool. */
export const ownKeys: KeySource = {
  async make(bits) {
    const pair = await promisify(generateKeyPair)('rsa', { modulusLength: bits });
    return {
      key: pair.privateKey,
      spki: pair.publicKey.export({ format: 'der', type: 'spki' }),
      pem: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    };
  },
};

/**
 * Hands out the same few keys in turn: for runs of thousands of devices, where making keys would cost more than everything
 * else together. The key objects are shared too.
 */
export function sharedKeys(size: number, from: KeySource = ownKeys): KeySource {
  const made = new Map<string, Promise<DeviceKey>>();
  let turn = 0;
  return {
    make(bits) {
      const place = `${bits}/${turn++ % size}`;
      const known = made.get(place) ?? from.make(bits);
      made.set(place, known);
      return known;
    },
  };
}
