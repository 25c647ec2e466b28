import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { MusterError } from '../model/errors.ts';
import type { Authority } from './authority.ts';
import { describe, keyWeakness } from './describe.ts';
import type { Issue } from './issue.ts';
import { DAY_MS } from './issuing/certificate.ts';
import { commonNameOf } from './issuing/names.ts';
import type { PkiDeps } from './service.ts';

const MOST_DAYS = 3650;

type Deps = Pick<PkiDeps, 'audit' | 'draft' | 'clock' | 'changed'> & { issue: Issue };

/**
 * Gives a device a certificate for its own key. Throws `bad_input` (details: field) when the key is none or there is no name
 * or time for it, and `certificate_weak` when the key is too weak to prove anything.
 */
export async function issueForDevice(
  { issue, audit, draft, clock, changed }: Deps,
  authority: Authority,
  input: { publicKey: Uint8Array; commonName: string; days: number },
): Promise<{ pem: string; serial: string }> {
  const key = readKey(input.publicKey);
  const commonName = commonNameOf(input.commonName);
  if (commonName === '') throw new MusterError('bad_input', { field: 'commonName' });
  if (!(input.days > 0 && input.days <= MOST_DAYS)) throw new MusterError('bad_input', { field: 'days' });
  const issued = await issue(authority, {
    kind: 'device',
    commonName,
    names: [],
    publicKey: key.export({ type: 'spki', format: 'der' }),
    // A key of an elliptic curve enciphers nothing (RFC 8813 section 3).
    usages: key.asymmetricKeyType === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'],
    notAfter: Math.min(clock.now() + input.days * DAY_MS, authority.notAfter),
  });
  const { subject, notAfter } = describe(new X509Certificate(issued.pem));
  await audit.append(draft('certificate.made', issued.serial, { kind: 'device', subject, notAfter }));
  changed();
  return issued;
}

function readKey(publicKey: Uint8Array): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  } catch (error) {
    throw new MusterError('bad_input', { field: 'publicKey' }, error);
  }
  const reason = keyWeakness(key);
  if (reason !== null) throw new MusterError('certificate_weak', { reason });
  return key;
}
