import { createHmac, timingSafeEqual } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import {
  child,
  type Element,
  expected,
  inside,
  Malformed,
  numberOf,
  octetsOf,
  oidOf,
  read,
} from '../asn1/read.ts';
import { bmpOf, derivePkcs12, type Hash, type Password, PURPOSE } from './derivation.ts';
import { LockedOut, unlock } from './encryption.ts';

/** What a PFX holds, all DER; keys are EncryptedPrivateKeyInfo or PrivateKeyInfo. */
export interface PfxContent {
  certificates: Uint8Array[];
  keys: { bytes: Uint8Array; locked: boolean }[];
  /** The password that opened it. */
  password: Password;
}

const MOST_BAGS = 500;
const DEEPEST = 4;

/**
 * Opens a PFX (PKCS #12, RFC 7292) in password mode. Throws LockedOut when none of the passwords is right, Malformed with the
 * reason when it cannot be read.
 */
export async function openPfx(bytes: Uint8Array, passwords: readonly Password[]): Promise<PfxContent> {
  const [version, authSafe, mac] = inside(read(bytes));
  if (numberOf(version) !== 3) throw new Malformed('it is not a PFX of version 3');
  const { type, content } = contentInfo(expected(authSafe, 0x30));
  if (type !== OID.data) throw new Malformed('it is signed instead of having a password');
  const safe = octetsOf(content);
  const right = mac === undefined ? passwords : [await passwordOf(expected(mac, 0x30), safe, passwords)];

  const found: PfxContent = { certificates: [], keys: [], password: right[0] ?? null };
  for (const part of inside(read(safe))) {
    const bags = await openPart(contentInfo(part), right);
    collect(read(bags), found, 0);
  }
  return found;
}

/** ContentInfo (RFC 5652 section 3). */
function contentInfo(element: Element): { type: string; content: Element } {
  return { type: oidOf(child(element, 0)), content: child(child(element, 1, 0xa0), 0) };
}

const MAC_HASHES: Readonly<Record<string, Hash>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const HASH_BYTES: Readonly<Record<Hash, number>> = {
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** The password under which the MAC over the content is right (RFC 7292 section 5.1). */
async function passwordOf(mac: Element, safe: Uint8Array, passwords: readonly Password[]): Promise<Password> {
  const [digestInfo, salt, iterations] = inside(mac);
  const name = oidOf(child(child(expected(digestInfo, 0x30), 0, 0x30), 0));
  const hash = MAC_HASHES[name];
  if (hash === undefined) throw new Malformed(`its integrity check ${name} is not supported`);
  const digest = octetsOf(child(expected(digestInfo), 1, 0x04));
  for (const password of passwords) {
    const key = await derivePkcs12({
      hash,
      purpose: PURPOSE.mac,
      password: bmpOf(password),
      salt: octetsOf(expected(salt, 0x04)),
      iterations: iterations === undefined ? 1 : numberOf(iterations),
      length: HASH_BYTES[hash],
    });
    const found = createHmac(hash, key).update(safe).digest();
    if (found.length === digest.length && timingSafeEqual(found, digest)) return password;
  }
  throw new LockedOut();
}

/** The SafeContents in one part, decrypted where it is encrypted. */
async function openPart(
  { type, content }: { type: string; content: Element },
  passwords: readonly Password[],
) {
  if (type === OID.data) return octetsOf(content);
  if (type !== OID.encryptedData) throw new Malformed('a part of it is encrypted for a certificate');
  const [, algorithm, encrypted] = inside(child(content, 1, 0x30));
  return unlock(expected(algorithm, 0x30), octetsOf(expected(encrypted)), passwords, (opened) => {
    if (read(opened).tag !== 0x30) throw new LockedOut();
  });
}

/** Bags of other kinds (lists, secrets) are of no use here. */
function collect(bags: Element, found: PfxContent, depth: number): void {
  if (depth > DEEPEST) throw new Malformed('it is nested too deep');
  for (const bag of inside(bags)) {
    if (found.certificates.length + found.keys.length >= MOST_BAGS) throw new Malformed('it holds too much');
    const type = oidOf(child(bag, 0));
    const value = child(child(bag, 1, 0xa0), 0);
    if (type === OID.keyBag) found.keys.push({ bytes: value.whole, locked: false });
    if (type === OID.shroudedKeyBag) found.keys.push({ bytes: value.whole, locked: true });
    if (type === OID.safeContentsBag) collect(value, found, depth + 1);
    if (type === OID.certificateBag && oidOf(child(value, 0)) === OID.x509Certificate) {
      found.certificates.push(octetsOf(child(child(value, 1, 0xa0), 0)));
    }
  }
}
