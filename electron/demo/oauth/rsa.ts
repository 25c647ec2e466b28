import type { JsonWebKey } from 'node:crypto';
import { checkPrime, hkdfSync } from 'node:crypto';
import { promisify } from 'node:util';

const isPrime = promisify(checkPrime);
const EXPONENT = 65_537n;

/** Small odd primes: most candidates fall to one of them before the slow test. */
const SMALL = sieve(2000);

/**
 * An RSA key of 2048 bits that depends on the seed alone. Only for the demo: who knows the seed has the key.
 */
export async function rsaKeyFromSeed(seed: string): Promise<JsonWebKey> {
  const [p, q] = await Promise.all([primeFromSeed(`${seed} p`), primeFromSeed(`${seed} q`)]);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  return {
    kty: 'RSA',
    n: encode(p * q),
    e: encode(EXPONENT),
    d: encode(d),
    p: encode(p),
    q: encode(q),
    dp: encode(d % (p - 1n)),
    dq: encode(d % (q - 1n)),
    qi: encode(inverse(q, p)),
  };
}

/** The first prime after a 1024-bit starting point, its two highest bits set so that p × q has 2048 bits. */
async function primeFromSeed(seed: string): Promise<bigint> {
  const bytes = Buffer.from(hkdfSync('sha256', seed, '', 'prime', 128));
  const start = BigInt(`0x${bytes.toString('hex')}`) | (3n << 1022n) | 1n;
  const rests = SMALL.map((prime) => Number(start % BigInt(prime)));
  for (let step = 0; ; step += 2) {
    if (SMALL.some((prime, n) => ((rests[n] ?? 0) + step) % prime === 0)) continue;
    const candidate = start + BigInt(step);
    if ((candidate - 1n) % EXPONENT !== 0n && (await isPrime(candidate))) return candidate;
  }
}

function sieve(limit: number): number[] {
  const primes: number[] = [];
  for (let number = 3; number < limit; number += 2) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}

/** The inverse of `value` modulo `modulus`, by Euclid's extended algorithm; the two must be coprime. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value % modulus];
  let [before, now] = [0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [before, now] = [now, before - times * now];
  }
  return ((before % modulus) + modulus) % modulus;
}

function encode(value: bigint): string {
  const digits = value.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex').toString('base64url');
}
