import { createHash } from 'node:crypto';
import type { RawRecord } from '../../model/chromeos-page.ts';

/** What tells one state of a record from another: the provider's etag, else a hash of the whole record. */
export function fingerprintOf(record: RawRecord, body: () => string): string {
  const { etag } = record;
  if (typeof etag === 'string' && etag !== '') return etag;
  return `sha256:${createHash('sha256').update(body()).digest('base64')}`;
}
