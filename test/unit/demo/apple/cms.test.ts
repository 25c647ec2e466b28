import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  certificateRequest,
  distinguishedName,
  nameOf,
  selfSigned,
} from '../../../../electron/demo/apple/device/certificates.ts';
import { openMessage } from '../../../../electron/demo/apple/device/cms-read.ts';
import { type Signer, signedMessage } from '../../../../electron/demo/apple/device/cms-write.ts';
import { envelope, openEnvelope } from '../../../../electron/demo/apple/device/envelope.ts';
import { type DeviceKey, readKey } from '../../../../electron/demo/apple/device/keys.ts';
import { type OpenSsl, openSsl } from '../../../support/pki/openssl.ts';

const content = Buffer.from('<plist>élève & co\r\n</plist>');
const random = { bytes: (length: number) => randomBytes(length) };
const subject = distinguishedName([[['C', 'FR']], [['O', 'École Ünïque']], [['CN', 'phone 1']]]);

let ssl: OpenSsl;
let signer: Signer;
let key: DeviceKey;

beforeAll(async () => {
  ssl = await openSsl();
  await ssl('req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 2 -subj /CN=device');
  key = readKey((await ssl.read('k.pem')).toString());
  const certificate = new X509Certificate(await ssl.read('c.pem')).raw;
  signer = { key: createPrivateKey(await ssl.read('k.pem')), certificate, name: nameOf(certificate) };
  await ssl.write('content', content);
});
afterAll(() => ssl.remove());

describe('what a device signs', () => {
  test.each([
    null,
    Date.UTC(2026, 10, 21, 9, 0, 0),
  ])('detached, told at %s, openssl takes it', async (signingTime) => {
    await ssl.write('s.der', signedMessage({ content, signer, detached: true, signingTime }));
    await ssl(
      'cms -verify -inform DER -in s.der -content content -binary -CAfile c.pem -purpose any -out seen',
    );
    expect(await ssl.read('seen')).toEqual(content);
    const printed = await ssl('cms -cmsout -print -noout -inform DER -in s.der');
    expect(printed.includes('signingTime')).toBe(signingTime !== null);
  });

  test('openssl refuses it over other bytes', async () => {
    await ssl.write('s.der', signedMessage({ content, signer, detached: true, signingTime: null }));
    await ssl.write('other', `${content} `);
    await expect(
      ssl('cms -verify -inform DER -in s.der -content other -binary -CAfile c.pem -purpose any -out seen'),
    ).rejects.toThrow();
  });

  test('its request for a certificate holds together, and says what it is for', async () => {
    await ssl.write('r.der', certificateRequest({ subject, key, challenge: 'one-time', usage: 5 }));
    const shown = await ssl('req -inform DER -in r.der -verify -noout -text -nameopt utf8');
    expect(shown).toContain('verify OK');
    expect(shown).toContain('CN=phone 1');
    expect(shown).toMatch(/challengePassword\s*:one-time/);
    expect(shown).toContain('Digital Signature, Key Encipherment');
  });

  test('its own certificate is one', async () => {
    const now = Date.now();
    const own = selfSigned({ subject, key, serial: Buffer.from('8001', 'hex'), now });
    await ssl.write('own.der', own);
    const shown = await ssl('x509 -inform DER -in own.der -noout -text');
    expect(shown).toContain('Version: 3');
    const read = new X509Certificate(own);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.serialNumber).toBe('8001');
  });
});

describe('what a device opens', () => {
  test.each(['', ' -noattr'])('a message that openssl signed%s', async (more) => {
    await ssl(
      `cms -sign -nodetach -binary -in content -signer c.pem -inkey k.pem -outform DER -out m.der${more}`,
    );
    const message = await ssl.read('m.der');
    expect(openMessage(message).content).toEqual(content);
    const changed = Buffer.from(message);
    const at = changed.indexOf('plist');
    changed.write('tsilp', at);
    expect(() => openMessage(changed)).toThrow(/changed|wrong/);
  });

  test('a message that openssl wrote as a stream, without lengths', async () => {
    await ssl(
      'cms -sign -nodetach -binary -stream -in content -signer c.pem -inkey k.pem -outform DER -out m.der',
    );
    const message = await ssl.read('m.der');
    expect(message.subarray(0, 2).toString('hex')).toBe('3080');
    expect(openMessage(message).content).toEqual(content);
  });

  test.each(['aes128', 'aes256', 'des3'])('what openssl enciphered to it with %s', async (cipher) => {
    await ssl(`cms -encrypt -binary -${cipher} -in content -outform DER -out e.der c.pem`);
    expect(openEnvelope(await ssl.read('e.der'), key.key)).toEqual(content);
  });
});

test.each(['aes', 'des3'] as const)('openssl opens what a device enciphered with %s', async (cipher) => {
  await ssl.write('e.der', envelope(content, new X509Certificate(signer.certificate), cipher, random));
  await ssl('cms -decrypt -inform DER -in e.der -inkey k.pem -recip c.pem -binary -out seen');
  expect(await ssl.read('seen')).toEqual(content);
});
