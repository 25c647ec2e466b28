import { pemOf } from '../issuing/signing.ts';
import type { KeptPair } from '../kept.ts';
import { match } from './chain.ts';
import { judge } from './judge.ts';
import { openParts } from './material.ts';
import { type Part, unreadable } from './parts.ts';

export interface TakeIn {
  parts: readonly Part[];
  password: string | null;
  /** The name people will ask for, or null. */
  name: string | null;
  /** ms UTC. */
  now: number;
}

/**
 * Makes of what was picked the certificate with its chain and key. Throws what openParts, match and judge throw, and
 * `certificate_unreadable` when there is no certificate.
 */
export async function takeIn({ parts, password, name, now }: TakeIn): Promise<KeptPair> {
  const material = await openParts(parts, password);
  if (material.certificates.length === 0) {
    const files = [...new Set(parts.map(({ file }) => file))];
    throw unreadable(files.join(', '), 'it holds no certificate');
  }
  const matched = match(material);
  judge(matched, name, now);
  const { leaf, authorities, key } = matched;
  return {
    key: pemOf('PRIVATE KEY', key.export({ type: 'pkcs8', format: 'der' })),
    chain: [leaf, ...authorities].map(({ raw }) => pemOf('CERTIFICATE', raw)).join(''),
  };
}
