import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, emptyDisk, type PkiDisk, pkiBench } from '../../support/pki/bench.ts';
import { type OpenSsl, openSsl } from '../../support/pki/openssl.ts';

const DAY = 24 * 60 * 60 * 1000;
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const RSA = spki(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
const EC = spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);

let openssl: OpenSsl;
let made: PkiDisk;

beforeAll(async () => {
  openssl = await openSsl();
  made = emptyDisk();
  await openssl.write('root.pem', (await pkiBench({ disk: made }).pki.root()).pem);
});
afterAll(() => openssl.remove());

describe('a device’s certificate', () => {
  it.each([
    ['RSA', RSA, 'Digital Signature, Key Encipherment'],
    ['an elliptic curve', EC, 'Digital Signature'],
  ])('is for its own key of %s, to sign in with', async (_kind, publicKey, usage) => {
    const { pki, disk } = pkiBench({ disk: copyOf(made) });
    const { pem, serial } = await pki.issueDevice({ publicKey, commonName: 'device 0193 – Zoé', days: 365 });
    await openssl.write('device.pem', pem);
    const text = await openssl('x509 -in device.pem -noout -text -nameopt utf8');
    expect(text).toContain('Subject: CN=device 0193 – Zoé\n');
    expect(text).toContain(`critical\n                ${usage}\n`);
    expect(text).toMatch(/Extended Key Usage: \n\s+TLS Web Client Authentication\n/);
    expect(text).toContain('CA:FALSE');
    expect(await openssl('verify -x509_strict -purpose sslclient -CAfile root.pem device.pem')).toContain(
      'OK',
    );
    await expect(openssl('verify -purpose sslserver -CAfile root.pem device.pem')).rejects.toThrow();

    const certificate = new X509Certificate(pem);
    expect(spki(certificate.publicKey).equals(publicKey)).toBe(true);
    expect(disk.certificates.get(serial)).toMatchObject({
      kind: 'device',
      subject: 'CN=device 0193 – Zoé',
      pem,
    });
    expect(disk.log.at(-1)).toMatchObject({ deed: 'certificate.made', object: serial });
    expect(Date.parse(certificate.validFrom)).toBeLessThanOrEqual(Date.now() - DAY / 24);
  });

  it('has a serial number that is long, positive and never the same', async () => {
    const { pki } = pkiBench({ disk: copyOf(made) });
    const serials = new Set<string>();
    for (let index = 0; index < 20; index += 1) {
      serials.add((await pki.issueDevice({ publicKey: EC, commonName: 'a', days: 1 })).serial);
    }
    expect(serials.size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
  });

  it('does not outlast the authority', async () => {
    const { pki } = pkiBench({ disk: copyOf(made), now: Date.now() + 3600 * DAY });
    const { pem } = await pki.issueDevice({ publicKey: EC, commonName: 'late', days: 365 });
    expect(Date.parse(new X509Certificate(pem).validTo)).toBe((await pki.root()).info.notAfter);
  });

  it.each([
    ['publicKey', 'bad_input', { publicKey: Buffer.from('no key') }],
    ['commonName', 'bad_input', { commonName: ' \u0000 ' }],
    ['days', 'bad_input', { days: 0 }],
    ['days', 'bad_input', { days: Number.NaN }],
    [
      'RSA 1024',
      'certificate_weak',
      { publicKey: spki(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey) },
    ],
    ['ed25519', 'certificate_weak', { publicKey: spki(generateKeyPairSync('ed25519').publicKey) }],
    [
      'EC secp256k1',
      'certificate_weak',
      { publicKey: spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey) },
    ],
  ])('is refused for its %s: %s', async (what, code, otherwise) => {
    const { pki, disk } = pkiBench({ disk: copyOf(made) });
    const asked = pki.issueDevice({ publicKey: EC, commonName: 'a', days: 1, ...otherwise });
    const details = code === 'bad_input' ? { field: what } : { reason: what };
    await expect(asked).rejects.toMatchObject({ code, details });
    expect(disk.certificates.size).toBe(0);
  });
});
