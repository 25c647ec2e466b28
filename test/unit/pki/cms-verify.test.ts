import { X509Certificate } from 'node:crypto';
import { assert, property, uint8Array } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMusterError } from '../../../electron/model/errors.ts';
import { inside, read } from '../../../electron/pki/asn1/read.ts';
import { pkiBench } from '../../support/pki/bench.ts';
import { type OpenSsl, openSsl } from '../../support/pki/openssl.ts';
import { tampered } from '../../support/pki/tampered.ts';

const BODY = Buffer.from('<plist><dict><key>Status</key><string>Idle</string></dict></plist>\r\n');
const { cms } = pkiBench().pki;

let openssl: OpenSsl;
beforeAll(async () => {
  openssl = await openSsl();
  await openssl.write('body', BODY);
  const key = {
    rsa: 'rsa:2048',
    ec: 'ec -pkeyopt ec_paramgen_curve:P-256',
    other: 'ec -pkeyopt ec_paramgen_curve:P-384',
  };
  await Promise.all(
    Object.entries(key).map(([name, kind]) =>
      openssl(`req -x509 -newkey ${kind} -nodes -keyout ${name}.key -out ${name}.pem -subj /CN=${name}`),
    ),
  );
});
afterAll(() => openssl.remove());

async function signed(how: string, out = 'message'): Promise<Buffer> {
  await openssl(`cms -sign -binary -in body -outform DER -out ${out} ${how}`);
  return openssl.read(out);
}
const derOf = async (name: string) => new X509Certificate(await openssl.read(`${name}.pem`)).raw;
const RSA = '-signer rsa.pem -inkey rsa.key';

/** How deep a signer’s attributes lie, and the certificates. */
const [ATTRIBUTES, CERTIFICATES] = [5, 3];

/** A message whose structures, down to the signed attributes, end at two zero bytes instead of at a length. */
function unmeasured(bytes: Uint8Array, depth = 0): Buffer {
  const element = read(bytes);
  const isCertificates = depth === CERTIFICATES && element.tag === 0xa0;
  if ((element.tag & 0x20) === 0 || isCertificates) return Buffer.from(element.whole);
  const parts =
    depth === ATTRIBUTES
      ? [element.content]
      : inside(element).map(({ whole }) => unmeasured(whole, depth + 1));
  return Buffer.concat([Buffer.from([element.tag, 0x80]), ...parts, Buffer.alloc(2)]);
}

function problemOf(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    if (isMusterError(error, 'bad_input') && error.details.field === 'signature') {
      return String(error.details.problem);
    }
    throw error;
  }
  return 'none';
}

describe('a detached signature', () => {
  it.each([
    ['RSA and SHA-256', 'rsa', `${RSA} -md sha256`],
    ['RSA and SHA-1', 'rsa', `${RSA} -md sha1`],
    ['RSA and SHA-384', 'rsa', `${RSA} -md sha384`],
    ['RSA and SHA-512', 'rsa', `${RSA} -md sha512`],
    ['a curve and SHA-256', 'ec', '-signer ec.pem -inkey ec.key -md sha256'],
    ['another curve and SHA-384', 'other', '-signer other.pem -inkey other.key -md sha384'],
    ['a signer named by his key', 'rsa', `${RSA} -keyid`],
    ['more certificates than one', 'rsa', `${RSA} -certfile ec.pem`],
  ])('with %s is of its signer', async (_what, name, how) => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { certificate, signingTime } = cms.verifyDetached(await signed(how), BODY);
    expect(Buffer.from(certificate).equals(await derOf(name))).toBe(true);
    expect(signingTime).toBeGreaterThanOrEqual(before);
    expect(signingTime).toBeLessThanOrEqual(Date.now());
  });

  it('may leave its lengths untold, those of the signed attributes too', async () => {
    const message = unmeasured(await signed(RSA));
    expect(message.subarray(0, 2).toString('hex')).toBe('3080');
    const { certificate } = cms.verifyDetached(message, BODY);
    expect(Buffer.from(certificate).equals(await derOf('rsa'))).toBe(true);
    const [first = 0] = BODY;
    const other = Buffer.from(BODY);
    other[0] = first ^ 1;
    expect(problemOf(() => cms.verifyDetached(message, other))).toBe(
      'its content is not the one that was signed',
    );
  });

  it('needs neither a time nor attributes', async () => {
    const { certificate, signingTime } = cms.verifyDetached(await signed(`${RSA} -noattr`), BODY);
    expect(Buffer.from(certificate).equals(await derOf('rsa'))).toBe(true);
    expect(signingTime).toBeNull();
  });

  it.each([
    ['its content inside', `${RSA} -nodetach`, 'it is not detached'],
    ['two signers', `${RSA} -signer ec.pem -inkey ec.key`, 'it has several signers'],
    ['no certificate', `${RSA} -nocerts`, 'its signer’s certificate is missing'],
    [
      'another certificate than its signer’s',
      `${RSA} -nocerts -certfile ec.pem`,
      'its signer’s certificate is missing',
    ],
    [
      'the padding PSS',
      `${RSA} -keyopt rsa_padding_mode:pss`,
      'signatures of the kind RSASSA-PSS are not supported',
    ],
    ['the hash MD5', `${RSA} -md md5`, 'its hash 1.2.840.113549.2.5 is not supported'],
  ])('is refused with %s', async (_what, how, problem) => {
    const message = await signed(how);
    expect(problemOf(() => cms.verifyDetached(message, BODY))).toBe(problem);
  });

  it.each([
    ['with attributes', RSA, 'its content is of another type than its signer says'],
    ['without', `${RSA} -noattr`, 'it has no signed attributes'],
  ])('is refused, %s, for a content of another type', async (_what, how, problem) => {
    const message = await signed(how);
    const type = Buffer.from('06092a864886f70d010701', 'hex');
    // From data to signed data.
    message[message.indexOf(type) + type.length - 1] = 2;
    expect(problemOf(() => cms.verifyDetached(message, BODY))).toBe(problem);
  });

  it('is refused with a certificate of the same name and number for a key of another kind', async () => {
    const { serialNumber } = new X509Certificate(await openssl.read('rsa.pem'));
    await openssl(
      `req -x509 -newkey ed25519 -nodes -keyout twin.key -out twin.pem -subj /CN=rsa -set_serial 0x${serialNumber}`,
    );
    const message = await signed(`${RSA} -nocerts -certfile twin.pem`);
    expect(problemOf(() => cms.verifyDetached(message, BODY))).toBe(
      'its signature is not of the kind of its key',
    );
  });

  it('is refused without a signer', async () => {
    await openssl('crl2pkcs7 -nocrl -certfile rsa.pem -outform DER -out message');
    const message = await openssl.read('message');
    expect(problemOf(() => cms.verifyDetached(message, BODY))).toBe('nobody signed it');
  });

  it('is of these bytes and no others', async () => {
    for (const how of [RSA, `${RSA} -noattr`]) {
      const message = await signed(how);
      for (const { bytes } of tampered(BODY)) {
        expect(problemOf(() => cms.verifyDetached(message, bytes))).toMatch(/^its (content|signature) is/);
      }
      for (const content of [BODY.subarray(1), Buffer.concat([BODY, Buffer.alloc(1)]), Buffer.alloc(0)]) {
        expect(problemOf(() => cms.verifyDetached(message, content))).not.toBe('none');
      }
    }
  });

  it('whose bytes were altered is refused, or still says the same of the same key', async () => {
    const message = await signed(RSA);
    const own = cms.verifyDetached(message, BODY);
    const key = new X509Certificate(own.certificate).publicKey;
    for (const { bytes } of tampered(message)) {
      const problem = problemOf(() => {
        const { certificate, signingTime } = cms.verifyDetached(bytes, BODY);
        expect(new X509Certificate(certificate).publicKey.equals(key)).toBe(true);
        expect(signingTime).toBe(own.signingTime);
      });
      expect(problem).not.toBe('');
    }
    for (let length = 0; length < message.length; length += 7) {
      expect(problemOf(() => cms.verifyDetached(message.subarray(0, length), BODY))).not.toBe('none');
    }
  });

  it('that is noise, or nested without end, is refused at once', () => {
    assert(
      property(uint8Array({ maxLength: 200 }), (noise) => {
        expect(problemOf(() => cms.verifyDetached(noise, BODY))).not.toBe('none');
      }),
    );
    const nested = Buffer.from('3080'.repeat(200_000), 'hex');
    expect(problemOf(() => cms.verifyDetached(nested, BODY))).not.toBe('none');
  });
});

describe('a signed message', () => {
  it.each([
    ['in one piece', '-nodetach'],
    ['in pieces', '-nodetach -stream'],
  ])('%s is opened', async (_what, how) => {
    const { content, certificate } = cms.openSigned(await signed(`${RSA} ${how}`));
    expect(Buffer.from(content).equals(BODY)).toBe(true);
    expect(Buffer.from(certificate ?? []).equals(await derOf('rsa'))).toBe(true);
  });

  it('is refused when its content was altered, or is not inside', async () => {
    const message = await signed(`${RSA} -nodetach`);
    const from = message.indexOf(BODY);
    for (const { at, bytes } of tampered(message, 1, from)) {
      if (at === from + BODY.length) break;
      expect(problemOf(() => cms.openSigned(bytes))).toBe('its content is not the one that was signed');
    }
    const detached = await signed(RSA);
    expect(problemOf(() => cms.openSigned(detached))).toBe('it has no content');
    expect(problemOf(() => cms.openSigned(BODY))).not.toBe('none');
  });
});
