import { type KeyObject, X509Certificate } from 'node:crypto';
import { createTurns } from '../model/turns.ts';
import type { Authority } from './authority.ts';
import { describe, serialOf } from './describe.ts';
import type { Issue } from './issue.ts';
import { commonNameOf } from './issuing/names.ts';
import { newRsaKey } from './issuing/signing.ts';
import { type Keep, type KeptPair, signingKeyOf } from './kept.ts';
import type { PkiDeps } from './service.ts';

/** What opens devices’ requests and signs answers and profiles, in the authority’s name. Certificates are DER. */
export interface ServiceIdentity {
  key: KeyObject;
  certificate: Uint8Array;
  /** The authority’s. */
  root: Uint8Array;
}

type Deps = Pick<PkiDeps, 'certificates' | 'audit' | 'draft' | 'clock' | 'organisation' | 'changed'> & {
  keep: Keep;
  issue: Issue;
  authority: () => Promise<Authority>;
};

/**
 * Answers the service certificate with its key, which stays in memory from then on; makes it when there is none that this
 * authority stands for. It lasts as long as the authority: devices keep it since they registered.
 */
export function createServiceIdentity(deps: Deps): () => Promise<ServiceIdentity> {
  const { keep, issue, authority, audit, draft, certificates, clock, organisation, changed } = deps;
  const inTurn = createTurns();
  let ready: ServiceIdentity | null = null;

  async function make(by: Authority, isFirst: boolean): Promise<KeptPair> {
    const { publicKey, privateKey } = await newRsaKey(2048);
    const { pem, serial } = await issue(by, {
      kind: 'service',
      commonName: commonNameOf(organisation(), ' Muster service'),
      names: [],
      publicKey,
      notAfter: by.notAfter,
    });
    const made = { key: privateKey, chain: pem };
    if (isFirst) {
      const kept = await keep.writeNew('service', made);
      // Another program that has the workspace open was faster.
      if (kept.chain !== made.chain) return kept;
    } else {
      await keep.write('service', made);
    }
    const { subject, notAfter } = describe(new X509Certificate(pem));
    await audit.append(draft('certificate.made', serial, { kind: 'service', subject, notAfter }));
    changed();
    return made;
  }

  async function stands(certificate: X509Certificate, by: Authority): Promise<boolean> {
    if (!certificate.checkIssued(by.certificate)) return false;
    if (!certificate.verify(by.certificate.publicKey)) return false;
    // Made while the clock was ahead: devices would not accept it yet.
    if (describe(certificate).notBefore > clock.now()) return false;
    return (await certificates.get(serialOf(certificate)))?.revokedAt == null;
  }

  async function load(): Promise<ServiceIdentity> {
    const by = await authority();
    const kept = await keep.read('service');
    const pair =
      kept !== null && (await stands(new X509Certificate(kept.chain), by))
        ? kept
        : await make(by, kept === null);
    return {
      key: signingKeyOf(pair),
      certificate: new X509Certificate(pair.chain).raw,
      root: by.certificate.raw,
    };
  }

  return () =>
    inTurn(async () => {
      ready ??= await load();
      return ready;
    });
}
