import type { KeyObject, X509Certificate } from 'node:crypto';
import { MusterError } from '../../model/errors.ts';
import type { Material } from './material.ts';

const LONGEST = 8;

/** A server’s certificate with its key and the authorities between it and a root, in their order. */
export interface Matched {
  leaf: X509Certificate;
  key: KeyObject;
  /** Without the root: whoever trusts it has it. */
  authorities: X509Certificate[];
}

/**
 * Finds the certificate that one of the keys was made for, and its chain; what does not belong to it is left out. Of two for
 * one key, the one that lasts longer is meant. Throws certificate_no_key and certificate_key_mismatch.
 */
export function match({ certificates, keys }: Material): Matched {
  const [first] = keys;
  if (first === undefined) throw new MusterError('certificate_no_key');
  const fits = keys.flatMap(({ key }) =>
    certificates.filter((certificate) => certificate.checkPrivateKey(key)).map((leaf) => ({ leaf, key })),
  );
  const [best] = fits.toSorted((one, other) => endOf(other.leaf) - endOf(one.leaf));
  if (best === undefined) throw new MusterError('certificate_key_mismatch', { name: first.file });
  return { ...best, authorities: authoritiesOf(best.leaf, certificates) };
}

function authoritiesOf(leaf: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (let last = leaf; chain.length < LONGEST; ) {
    const issuer = isSelfSigned(last) ? undefined : issuerOf(last, certificates);
    if (issuer === undefined || chain.includes(issuer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain.slice(1).filter((authority) => !isSelfSigned(authority));
}

/** Cross-signed authorities stand in a file twice: the one that lasts longer is taken. */
function issuerOf(certificate: X509Certificate, candidates: readonly X509Certificate[]) {
  return candidates
    .filter((candidate) => certificate.checkIssued(candidate) && certificate.verify(candidate.publicKey))
    .toSorted((one, other) => endOf(other) - endOf(one))[0];
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate);
}

function endOf(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}
