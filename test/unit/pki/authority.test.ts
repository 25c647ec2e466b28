import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { copyOf, emptyDisk, type PkiDisk, pkiBench } from '../../support/pki/bench.ts';
import { type OpenSsl, openSsl } from '../../support/pki/openssl.ts';

const NOW = Date.UTC(2026, 10, 21, 9, 30, 15, 250);
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

let openssl: OpenSsl;
let made: PkiDisk;
let pem: string;

beforeAll(async () => {
  openssl = await openSsl();
  made = emptyDisk();
  ({ pem } = await pkiBench({ disk: made, now: NOW }).pki.root());
  await openssl.write('root.pem', pem);
});
afterAll(() => openssl.remove());

describe('Muster’s authority', () => {
  it('is a root that may sign certificates and revocation lists, and no other authority', async () => {
    const text = await openssl('x509 -in root.pem -noout -text -nameopt utf8');
    expect(text).toContain('Subject: CN=Example School Muster authority');
    expect(text).toContain('Public-Key: (3072 bit)');
    expect(text).toContain('Signature Algorithm: sha256WithRSAEncryption');
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    expect(text).toContain('Subject Key Identifier');
    expect(await openssl('verify -x509_strict -check_ss_sig -CAfile root.pem root.pem')).toContain('OK');
  });

  it('is valid from an hour ago, for ten years', async () => {
    const { info } = await pkiBench({ disk: made, now: NOW }).pki.root();
    const second = Math.floor(NOW / 1000) * 1000;
    expect(info.notBefore).toBe(second - HOUR);
    expect(info.notAfter).toBe(second + 3650 * DAY);
  });

  it('is made at the first need, once, even when many ask at once', async () => {
    const bench = pkiBench({ now: NOW });
    expect(await bench.pki.overview()).toMatchObject({ authority: null, server: null });
    const roots = await Promise.all([bench.pki.root(), bench.pki.crl(), bench.pki.root()]);
    expect(roots[0].pem).toBe(roots[2].pem);
    expect(bench.disk.log.map(({ deed }) => deed)).toEqual(['certificate.made']);
    expect(bench.disk.log[0]?.object).toBe(roots[0].info.serial);
    expect((await bench.pki.overview()).authority).toEqual(roots[0].info);
    expect(bench.changes()).toBe(1);
  });

  it('is the same after a restart', async () => {
    const { pki, disk } = pkiBench({ disk: copyOf(made), now: NOW + 400 * DAY });
    expect((await pki.root()).pem).toBe(pem);
    expect(disk.log).toEqual(made.log);
  });

  it('is not made anew by a clock that has gone astray', async () => {
    const { pki } = pkiBench({ disk: copyOf(made), now: NOW + 30 * 365 * DAY });
    expect((await pki.root()).pem).toBe(pem);
    await expect(pki.server({ source: 'own', names: ['localhost'] })).rejects.toMatchObject({
      code: 'certificate_expired',
      details: { until: '2036-11-18' },
    });
  });

  it('is another one when the keys of the vault were lost', async () => {
    const disk = copyOf(made);
    disk.secrets.clear();
    const { pki } = pkiBench({ disk, now: NOW });
    const { pem: other, info } = await pki.root();
    expect(other).not.toBe(pem);
    expect((await pki.overview()).authority).toEqual(info);
  });

  it('is the one of another program that was faster', async () => {
    const disk = copyOf(made);
    // When it is looked for, it is not there yet.
    vi.spyOn(disk.secrets, 'get').mockReturnValueOnce(undefined);
    expect((await pkiBench({ disk, now: NOW }).pki.root()).pem).toBe(pem);
    expect(disk.log).toEqual(made.log);
  });

  it('keeps its key in the vault and nowhere else', () => {
    expect([...made.secrets.keys()]).toEqual(['pki.root']);
    expect([...made.settings.values()].join()).not.toContain('PRIVATE KEY');
  });

  it('has a name of one line that fits', async () => {
    const { pki } = pkiBench({ organisation: `École\u0000 du\n Nord${'d'.repeat(100)}` });
    const root = new X509Certificate((await pki.root()).pem);
    expect(root.subject).toBe(`CN=École du Nord${'d'.repeat(34)} Muster authority`);
  });
});
