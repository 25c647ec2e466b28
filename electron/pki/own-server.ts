import { X509Certificate } from 'node:crypto';
import { CERTIFICATE_RENEW_DAYS } from '../model/certificate.ts';
import { MusterError } from '../model/errors.ts';
import type { Authority } from './authority.ts';
import { describe, isFor, serialOf } from './describe.ts';
import type { Issue } from './issue.ts';
import { DAY_MS } from './issuing/certificate.ts';
import { certifiableNames, commonNameOf } from './issuing/names.ts';
import { newRsaKey } from './issuing/signing.ts';
import type { Keep, KeptPair } from './kept.ts';
import type { PkiDeps } from './service.ts';

/** Browsers refuse longer ones of public authorities (CA/Browser Forum ballot SC-31: 398 days); a year and a month. */
const SERVER_DAYS = 397;

/** When a server certificate made now would end. */
function endOf(now: number, authority: Authority): number {
  return Math.min(now + SERVER_DAYS * DAY_MS, authority.notAfter);
}

type Deps = Pick<PkiDeps, 'certificates' | 'audit' | 'draft' | 'clock' | 'changed'> & {
  keep: Keep;
  issue: Issue;
};

/** The certificate that Muster’s authority gives the listener. */
export function createOwnServer({ keep, issue, certificates, audit, draft, clock, changed }: Deps) {
  async function make(authority: Authority, names: readonly string[]): Promise<KeptPair> {
    const { publicKey, privateKey } = await newRsaKey(2048);
    const { pem, serial } = await issue(authority, {
      kind: 'server',
      commonName: commonNameFor(names),
      names,
      publicKey,
      notAfter: endOf(clock.now(), authority),
    });
    const made = { key: privateKey, chain: pem };
    await keep.write('server', made);
    const { subject, notAfter } = describe(new X509Certificate(pem));
    const detail = { kind: 'server', subject, names: names.join(', '), notAfter };
    await audit.append(draft('certificate.made', serial, detail));
    changed();
    return made;
  }

  async function isDue(certificate: X509Certificate, authority: Authority, names: readonly string[]) {
    if (!certificate.checkIssued(authority.certificate)) return true;
    if (!certificate.verify(authority.certificate.publicKey)) return true;
    if (!names.every((name) => isFor(certificate, name))) return true;
    const now = clock.now();
    const { notBefore, notAfter } = describe(certificate);
    // Made while the clock was ahead: devices would not accept it yet.
    if (notBefore > now) return true;
    const isEnding = notAfter - now < CERTIFICATE_RENEW_DAYS * DAY_MS;
    // Near the authority’s own end a new one would not last longer either.
    if (isEnding && endOf(now, authority) > notAfter) return true;
    return (await certificates.get(serialOf(certificate)))?.revokedAt != null;
  }

  return {
    /** The kept one, or a new one when that is missing or due. Throws `bad_input` when no name is fit for a certificate. */
    async current(authority: Authority, wanted: readonly string[]): Promise<KeptPair> {
      const names = fitNames(wanted);
      const kept = await keep.read('server');
      if (kept !== null && !(await isDue(new X509Certificate(kept.chain), authority, names))) return kept;
      return make(authority, names);
    },
    async anew(authority: Authority, wanted: readonly string[]): Promise<KeptPair> {
      return make(authority, fitNames(wanted));
    },
  };
}

function fitNames(wanted: readonly string[]): string[] {
  const names = certifiableNames(wanted);
  if (names.length === 0) throw new MusterError('bad_input', { field: 'names' });
  return names;
}

/** The first name, where it is not too long; nobody compares it, people see it in lists. */
function commonNameFor([first = '']: readonly string[]): string {
  return commonNameOf(first) === first ? first : 'Muster';
}
