import { type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { MusterError } from '../../../model/errors.ts';
import { writePlist } from '../../../plist/plist.ts';
import type { PickedMaterial } from '../deps.ts';
import { dayOf, endOf, nameOf, topicOf } from './reading.ts';

const LONGEST_CHAIN = 8;
const signAside = promisify(sign);

/** An MDM vendor’s certificate with its key and everything up to a root, the root included. */
export interface Vendor {
  chain: X509Certificate[];
  key: KeyObject;
}

/**
 * Finds the vendor’s certificate and its chain among what was picked. Throws certificate_no_key, certificate_key_mismatch, and
 * push_vendor_refused (details: problem) when it has ended, is of the wrong kind, or its chain is not whole.
 */
export function vendorOf({ certificates, keys }: PickedMaterial, now: number): Vendor {
  const [first] = keys;
  if (first === undefined) throw new MusterError('certificate_no_key');
  const fits = keys.flatMap(({ key }) =>
    certificates.filter((certificate) => certificate.checkPrivateKey(key)).map((leaf) => ({ leaf, key })),
  );
  const [best] = fits.toSorted((one, other) => endOf(other.leaf) - endOf(one.leaf));
  if (best === undefined) throw new MusterError('certificate_key_mismatch', { name: first.file });
  const { leaf, key } = best;
  const problem = problemOf(leaf, key, now);
  if (problem !== null) throw refused(problem);
  return { chain: chainOf(leaf, certificates), key };
}

/**
 * The push certificate request as identity.apple.com takes it: a property list in base64 (Apple, “Setting up push notifications
 * for your MDM customers”). The signature is SHA-256 with RSA over the request’s DER.
 */
export async function signedRequest(csrPem: string, { chain, key }: Vendor): Promise<string> {
  const csr = Buffer.from(csrPem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const signature = await signAside('sha256', csr, key);
  const plist = writePlist({
    PushCertRequestCSR: csr.toString('base64'),
    PushCertCertificateChain: chain.map((certificate) => certificate.toString()).join(''),
    PushCertSignature: signature.toString('base64'),
  });
  return Buffer.from(plist).toString('base64');
}

function problemOf(leaf: X509Certificate, key: KeyObject, now: number): string | null {
  if (topicOf(leaf) !== null) return 'it is a push certificate itself';
  if (key.asymmetricKeyType !== 'rsa') return 'its key is not RSA';
  if (endOf(leaf) <= now) return `it was valid until ${dayOf(endOf(leaf))} only`;
  return null;
}

/** From the certificate to its root; Apple wants all of them. */
function chainOf(leaf: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (let last = leaf; !isSelfSigned(last) || last === leaf; ) {
    const issuer = certificates
      .filter((candidate) => last.checkIssued(candidate) && last.verify(candidate.publicKey))
      .toSorted((one, other) => endOf(other) - endOf(one))[0];
    if (issuer === undefined || chain.includes(issuer) || chain.length >= LONGEST_CHAIN) {
      throw refused(`the certificate that issued “${nameOf(last)}” is missing`);
    }
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate);
}

function refused(problem: string): MusterError {
  return new MusterError('push_vendor_refused', { problem });
}
