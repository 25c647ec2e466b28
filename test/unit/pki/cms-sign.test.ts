import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, emptyDisk, type PkiDisk, pkiBench } from '../../support/pki/bench.ts';
import { type OpenSsl, openSsl } from '../../support/pki/openssl.ts';

const DAY = 24 * 60 * 60 * 1000;
const PROFILE = Buffer.from('<plist>\0é</plist>\n');

let openssl: OpenSsl;
let made: PkiDisk;
beforeAll(async () => {
  openssl = await openSsl();
  const { pki, disk } = pkiBench();
  await openssl.write('root.pem', (await pki.root()).pem);
  await openssl.write('signed', await pki.cms.sign(PROFILE));
  made = disk;
});
afterAll(() => openssl.remove());

const services = ({ certificates }: PkiDisk) =>
  [...certificates.values()].filter(({ kind }) => kind === 'service');

describe('what is signed', () => {
  it('is opened and trusted by openssl with the authority alone', async () => {
    await openssl('cms -verify -binary -inform DER -in signed -CAfile root.pem -purpose any -out opened');
    expect((await openssl.read('opened')).equals(PROFILE)).toBe(true);
  });

  it('says when, has its attributes in the order of DER, and the whole chain with it', async () => {
    const text = await openssl('cms -cmsout -print -noout -inform DER -in signed');
    expect(text).toContain('signingTime');
    expect(text.match(/subject: CN=Example School Muster (service|authority)/g)).toHaveLength(2);
    const message = await openssl.read('signed');
    await openssl.write('again', message);
    // openssl writes attributes sorted: they come back as they were.
    await openssl('cms -cmsout -inform DER -in again -outform DER -out again');
    expect((await openssl.read('again')).equals(message)).toBe(true);
  });
});

describe('the service certificate', () => {
  it('signs and opens messages, and lasts as long as the authority', async () => {
    const [service] = services(made);
    await openssl.write('service.pem', service?.pem ?? '');
    const text = await openssl('x509 -in service.pem -noout -text');
    expect(text).toContain('critical\n                Digital Signature, Key Encipherment\n');
    expect(text).not.toContain('Extended Key Usage');
    expect(text).toContain('CA:FALSE');
    expect(text).toContain('Public-Key: (2048 bit)');
    expect(await openssl('verify -x509_strict -CAfile root.pem service.pem')).toContain('OK');
    const { notAfter } = (await pkiBench({ disk: copyOf(made) }).pki.root()).info;
    expect(service?.notAfter).toBe(notAfter);
    expect(made.log.filter(({ detail }) => detail?.kind === 'service')).toMatchObject([
      { deed: 'certificate.made', object: service?.serial },
    ]);
  });

  it('is made once, also when many want it at the same time, and kept', async () => {
    const disk = emptyDisk();
    const { pki } = pkiBench({ disk });
    await Promise.all([pki.cms.sign(PROFILE), pki.scep.caCertificates(), pki.cms.sign(PROFILE)]);
    const later = pkiBench({ disk, now: Date.now() + 3000 * DAY });
    const message = await later.pki.cms.sign(PROFILE);
    expect(services(disk)).toHaveLength(1);
    const { certificate } = later.pki.cms.openSigned(message);
    expect(new X509Certificate(certificate ?? '').serialNumber.toLowerCase()).toBe(services(disk)[0]?.serial);
  });

  it('of two programs is the same', async () => {
    const disk = copyOf(made);
    disk.secrets.delete('pki.service');
    const benches = [pkiBench({ disk }), pkiBench({ disk })];
    const messages = await Promise.all(benches.map(({ pki }) => pki.cms.sign(PROFILE)));
    const signers = messages.map((message) => benches[0]?.pki.cms.openSigned(message).certificate);
    expect(signers[0]).toEqual(signers[1]);
  });

  it.each([
    [
      'was revoked',
      (disk: PkiDisk) => {
        for (const kept of services(disk))
          disk.certificates.set(kept.serial, { ...kept, revokedAt: 1, reason: 1 });
      },
    ],
    ['is of an authority that is lost', (disk: PkiDisk) => void disk.secrets.delete('pki.root')],
  ])('is made anew when the one that is kept %s', async (_what, happened) => {
    const disk = copyOf(made);
    happened(disk);
    const { pki } = pkiBench({ disk });
    const message = await pki.cms.sign(PROFILE);
    expect(services(disk)).toHaveLength(2);
    await openssl.write('new.pem', (await pki.root()).pem);
    await openssl.write('new', message);
    await openssl('cms -verify -binary -inform DER -in new -CAfile new.pem -purpose any -out opened');
    const { certificate } = pki.cms.openSigned(message);
    expect(new X509Certificate(certificate ?? '').serialNumber.toLowerCase()).toBe(services(disk)[1]?.serial);
  });
});
