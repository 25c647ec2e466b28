import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost, block size and parallelisation (RFC 7914 section 2); about 50 ms in a thread of libuv’s. */
const COST = { N: 16_384, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes a PIN or a password under a salt of its own: `scrypt$N$r$p$salt$hash`, base64. Off the main thread. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/**
 * Compares in constant time. Without a hash it takes as long and answers false, so that nobody learns from the time
 * whether there is one.
 */
export async function verifySecret(secret: string, encoded: string | null): Promise<boolean> {
  const known = encoded === null ? null : parse(encoded);
  const { salt, hash, ...cost } = known ?? { ...COST, salt: randomBytes(SALT_BYTES), hash: null };
  const found = await derive(secret, salt, cost);
  return hash !== null && hash.length === found.length && timingSafeEqual(hash, found);
}

type Cost = Record<keyof typeof COST, number>;

function parse(encoded: string): (Cost & { salt: Buffer; hash: Buffer }) | null {
  const [kind, n, r, p, salt, hash] = encoded.split('$');
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) return null;
  return {
    N: Number(n),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function derive(secret: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // However a keyboard composes accents, it is the same password (NIST SP 800-63B section 5.1.1.2).
  scrypt(secret.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
    error === null ? resolve(key) : reject(error),
  );
  return promise;
}
