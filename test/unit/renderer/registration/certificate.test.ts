import { describe, expect, it } from 'vitest';
import type { CertificateInfo } from '../../../../electron/bridge/domain';
import { inUse } from '../../../../renderer/pages/registration/certificate/in-use';
import {
  commonName,
  daysLeft,
  lifeOf,
  spacedFingerprint,
} from '../../../../renderer/pages/registration/certificate/life';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 9);

const certificate = (subject: string): CertificateInfo => ({
  subject,
  issuer: 'CN=Riverside Muster authority',
  names: ['register.example.org'],
  notBefore: NOW - DAY,
  notAfter: NOW + 300 * DAY,
  serial: '0a',
  fingerprint: '0aff10',
  key: 'EC P-256',
});

describe('the life of a certificate', () => {
  const until = (days: number) => ({ notBefore: NOW - DAY, notAfter: NOW + days * DAY });

  it('is warned of three weeks before its end', () => {
    expect(lifeOf(until(21), NOW)).toBe('valid');
    expect(lifeOf(until(20.9), NOW)).toBe('ends');
    expect(lifeOf(until(0), NOW)).toBe('over');
    expect(daysLeft(until(20.9), NOW)).toBe(20);
  });

  it('has not begun while the clock says so', () => {
    expect(lifeOf({ notBefore: NOW + 1, notAfter: NOW + 300 * DAY }, NOW)).toBe('early');
  });
});

describe('a certificate in words', () => {
  it('is called by its common name, or by all it has', () => {
    expect(commonName('CN=register.example.org, O=Riverside')).toBe('register.example.org');
    expect(commonName('O=Riverside, CN=Root')).toBe('Root');
    expect(commonName('O=Riverside')).toBe('O=Riverside');
  });

  it('has its fingerprint as other programs write it', () => {
    expect(spacedFingerprint('0aff10')).toBe('0A:FF:10');
  });
});

describe('the certificate in use', () => {
  const own = certificate('CN=own');
  const brought = certificate('CN=brought');
  const served = { source: 'own', certificate: own, renewsAt: NOW + 270 * DAY } as const;

  it('is the served one of the source that was chosen', () => {
    const pki = { authority: null, server: served, brought, revoked: 0 };
    expect(inUse(pki, 'own')).toEqual(served);
    expect(inUse(pki, 'brought')).toEqual({ certificate: brought, renewsAt: null });
  });

  it('is none while it is still to be made', () => {
    const none = { authority: null, server: null, brought: null, revoked: 0 };
    expect(inUse(none, 'own')).toBeNull();
    expect(inUse({ ...none, server: { ...served, source: 'brought' } }, 'own')).toBeNull();
  });
});
