import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../electron/pki/asn1/oids.ts';
import { writeCertificateRequest } from '../../../electron/pki/issuing/request.ts';
import { newRsaKey } from '../../../electron/pki/issuing/signing.ts';
import { subjectValue } from '../../../electron/pki/issuing/subject.ts';
import { type OpenSsl, openSsl } from '../../support/pki/openssl.ts';

let openssl: OpenSsl;
beforeAll(async () => {
  openssl = await openSsl();
});
afterAll(() => openssl.remove());

describe('a request for a certificate', () => {
  it.each([
    ['with an address', { email: 'it@school.example' }, 'emailAddress = it@school.example, CN = École n° 1'],
    ['without one', {}, 'CN = École n° 1'],
  ])('%s is one that openssl verifies', async (_what, more, subject) => {
    const { privateKey } = await newRsaKey(2048);
    const pem = await writeCertificateRequest({ privateKey, commonName: 'École n° 1', ...more });
    await openssl.write('request.pem', pem);
    const text = await openssl('req -in request.pem -verify -noout -subject -nameopt utf8,oneline,-esc_msb');
    expect(text).toContain('verify OK');
    expect(text).toContain(`subject=${subject}\n`);
  });
});

describe('a subject', () => {
  it('tells the topic of a push certificate', async () => {
    await openssl(
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout push.key -out push.pem ' +
        '-subj /UID=com.apple.mgmt.External.0123/CN=APSP:0123/C=US',
    );
    const { raw } = new X509Certificate(await openssl.read('push.pem'));
    expect(subjectValue(raw, OID.userId)).toBe('com.apple.mgmt.External.0123');
    expect(subjectValue(raw, OID.commonName)).toBe('APSP:0123');
    expect(subjectValue(raw, OID.emailAddress)).toBeNull();
  });
});
