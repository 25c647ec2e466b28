import { type KeyObject, X509Certificate } from 'node:crypto';
import { createTurns } from '../model/turns.ts';
import { describe } from './describe.ts';
import { BACKDATED_MS, DAY_MS, nameOf, newSerial, signCertificate } from './issuing/certificate.ts';
import { basicConstraints, keyUsage, subjectKeyIdentifier } from './issuing/extensions.ts';
import { fieldsOf } from './issuing/fields.ts';
import { commonNameOf } from './issuing/names.ts';
import { newRsaKey, pemOf } from './issuing/signing.ts';
import { type Keep, type KeptPair, signingKeyOf } from './kept.ts';
import type { PkiDeps } from './service.ts';

const YEARS = 10;

/** Muster’s authority, ready to sign. */
export interface Authority {
  certificate: X509Certificate;
  pem: string;
  key: KeyObject;
  /** Its subject, DER. */
  name: Uint8Array;
  /** SPKI, DER. */
  publicKey: Uint8Array;
  notAfter: number;
}

type Deps = Pick<PkiDeps, 'audit' | 'draft' | 'clock' | 'random' | 'organisation' | 'changed'> & {
  keep: Keep;
};

/**
 * Answers the workspace’s authority; makes it when there is none. It is never made anew by itself, not even when the clock
 * says that it has run out: every device would have to be told to trust another one.
 */
export function createAuthority(deps: Deps): () => Promise<Authority> {
  const { keep, audit, draft, changed } = deps;
  const inTurn = createTurns();

  async function makeOne(): Promise<KeptPair> {
    const made = await newRoot(deps);
    const kept = await keep.writeNew('root', made);
    // Another program that has the workspace open was faster.
    if (kept.chain !== made.chain) return kept;
    const { serial, subject, notAfter } = describe(new X509Certificate(made.chain));
    await audit.append(draft('certificate.made', serial, { kind: 'authority', subject, notAfter }));
    changed();
    return made;
  }

  return () => inTurn(async () => ready((await keep.read('root')) ?? (await makeOne())));
}

/** A self-signed certificate that may sign certificates of devices and servers, and revocation lists. */
async function newRoot({ clock, random, organisation }: Deps): Promise<KeptPair> {
  const { publicKey, privateKey } = await newRsaKey(3072);
  const commonName = commonNameOf(organisation(), ' Muster authority');
  const now = clock.now();
  const certificate = await signCertificate(
    {
      serial: newSerial(random.bytes),
      issuer: nameOf(commonName),
      commonName,
      notBefore: now - BACKDATED_MS,
      notAfter: now + YEARS * 365 * DAY_MS,
      publicKey,
      extensions: [
        basicConstraints(true),
        keyUsage(['keyCertSign', 'cRLSign']),
        subjectKeyIdentifier(publicKey),
      ],
    },
    signingKeyOf({ key: privateKey }),
  );
  return { key: privateKey, chain: pemOf('CERTIFICATE', certificate) };
}

function ready(pair: KeptPair): Authority {
  const certificate = new X509Certificate(pair.chain);
  const { subject, publicKey } = fieldsOf(certificate.raw);
  return {
    certificate,
    pem: pair.chain,
    key: signingKeyOf(pair),
    name: subject,
    publicKey,
    notAfter: Date.parse(certificate.validTo),
  };
}
