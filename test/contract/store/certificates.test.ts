import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import type { KeptCertificate } from '../../../electron/store/registration-contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { DAY, deeds } from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const certificate = (serial: string, days: number): KeptCertificate => ({
  serial,
  kind: 'device',
  subject: `CN=${serial}`,
  notBefore: T0 - DAY,
  notAfter: T0 + days * DAY,
  issuedAt: T0,
  revokedAt: null,
  reason: null,
  pem: `-----BEGIN ${serial}`,
});

it('certificates are kept under a serial each, and told of when they were revoked while they run', async () => {
  for (const [serial, days] of [
    ['0a', 9],
    ['0b', 1],
    ['0c', 9],
  ] as const)
    await store.certificates.put(certificate(serial, days));
  await expect(store.certificates.put(certificate('0a', 3))).rejects.toMatchObject({ code: 'internal' });
  expect(await store.certificates.get('0a')).toEqual(certificate('0a', 9));
  expect(await store.certificates.get('0f')).toBeNull();
  const revoke = (serial: string, at: number) =>
    store.certificates.revoke({ serial, at, reason: 4, audit: auditDraft('certificate.revoked') });
  expect(await revoke('0b', T0 + 1)).toBe(true);
  expect(await revoke('0a', T0 + 2)).toBe(true);
  expect(await revoke('0a', T0 + 3)).toBe(false);
  expect(await revoke('0f', T0 + 3)).toBe(false);
  expect(await store.certificates.revoked(T0 + DAY - 1)).toEqual([
    { serial: '0b', revokedAt: T0 + 1, reason: 4 },
    { serial: '0a', revokedAt: T0 + 2, reason: 4 },
  ]);
  expect(await store.certificates.revoked(T0 + DAY)).toMatchObject([{ serial: '0a' }]);
  expect(await deeds(store)).toEqual(['certificate.revoked', 'certificate.revoked']);
});
