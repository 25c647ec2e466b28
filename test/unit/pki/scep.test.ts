import { createPublicKey, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../electron/pki/asn1/oids.ts';
import type { ScepRequest } from '../../../electron/pki/scep/contract.ts';
import { pkiBench } from '../../support/pki/bench.ts';
import { NONCE, type ScepClient, scepClient } from '../../support/pki/scep-request.ts';
import { tampered } from '../../support/pki/tampered.ts';

const { pki } = pkiBench();
let client: ScepClient;
/** The client’s own key, SPKI. */
let ownKey: Buffer;
beforeAll(async () => {
  client = await scepClient(pki);
  const pem = await client.openssl.read('device.key');
  ownKey = createPublicKey(pem).export({ type: 'spki', format: 'der' });
});
afterAll(() => client.openssl.remove());

async function readRequest(message: Uint8Array): Promise<ScepRequest> {
  const read = await pki.scep.read(message);
  if (read.kind !== 'request') throw new Error(`unread: ${read.unread.failInfo}`);
  return read.request;
}

async function failInfoOf(message: Uint8Array): Promise<string> {
  const read = await pki.scep.read(message);
  if (read.kind === 'request') return 'none';
  expect(read.unread).toMatchObject({ transactionId: 'T-1', senderNonce: NONCE });
  return read.unread.failInfo;
}

describe('what the authority tells of itself', () => {
  it('is what devices need to know', () => {
    expect(pki.scep.caps().split('\n')).toEqual(
      expect.arrayContaining(['AES', 'POSTPKIOperation', 'Renewal', 'SHA-1', 'SHA-256', 'SCEPStandard']),
    );
  });

  it('is the service’s certificate and its own', async () => {
    const { type, body } = await pki.scep.caCertificates();
    expect(type).toBe('application/x-x509-ca-ra-cert');
    await client.openssl.write('ca', body);
    const printed = await client.openssl('pkcs7 -inform DER -in ca -print_certs');
    expect(printed.match(/subject=.*/g)).toEqual([
      'subject=CN = Example School Muster service',
      'subject=CN = Example School Muster authority',
    ]);
  });
});

describe('a request', () => {
  it.each([
    ['AES-128', '-aes-128-cbc', 'aes-128-cbc'],
    ['AES-192', '-aes-192-cbc', 'aes-192-cbc'],
    ['AES-256 in pieces', '-aes-256-cbc -stream', 'aes-256-cbc'],
    ['3DES', '-des3', 'des-ede3-cbc'],
    ['single DES', '-des-cbc -provider legacy -provider default', 'des-ede3-cbc'],
    ['AES-128 to a recipient named by his key', '-aes-128-cbc -keyid', 'aes-128-cbc'],
  ])('is opened that came in %s, and what comes of it goes back', async (_what, how, back) => {
    await client.csr();
    const request = await readRequest(await client.message(await client.envelope(how)));
    expect(request).toMatchObject({
      transactionId: 'T-1',
      messageType: 19,
      senderNonce: NONCE,
      challenge: 'geheim',
      subject: 'CN=iPhone',
    });
    expect(ownKey.equals(request.publicKey)).toBe(true);

    const { pem } = await pki.issueDevice({ publicKey: request.publicKey, commonName: 'ours', days: 9 });
    const issued = await client.open(await pki.scep.success(request, pem));
    expect(issued.raw.equals(new X509Certificate(pem).raw)).toBe(true);
    expect(await client.openssl('asn1parse -inform DER -in inner')).toContain(`:${back}\n`);
  });

  it.each([
    ['SHA-1', 'rsa_padding_mode:oaep'],
    ['SHA-256', 'rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256 -keyopt rsa_mgf1_md:sha256'],
  ])('is opened whose key came in OAEP with %s', async (_what, options) => {
    await client.csr();
    // openssl takes options of a key for who was named before them.
    await client.openssl(
      `cms -encrypt -binary -in request -outform DER -out envelope -aes-128-cbc -recip service.pem -keyopt ${options}`,
    );
    const request = await readRequest(await client.message(await client.openssl.read('envelope')));
    expect(request.challenge).toBe('geheim');
  });

  it.each([
    ['UTF8String', 'utf8only', 'Schlüssel-ß'],
    ['PrintableString', 'MASK:0x2', 'ABC-123'],
    ['IA5String', 'MASK:0x10', 'a@b_c*'],
    ['BMPString', 'MASK:0x800', 'Schlüssel'],
  ])('may write its challenge as %s', async (_kind, mask, challenge) => {
    await client.csr({ mask: `${mask}\nutf8=yes`, challenge });
    const { challenge: read } = await readRequest(await client.message(await client.envelope()));
    expect(read).toBe(challenge);
  });

  it('may be for a key of an elliptic curve, and may have no challenge', async () => {
    await client.openssl('ecparam -name prime256v1 -genkey -noout -out curve.key');
    await client.openssl('req -new -key curve.key -subj /O=School/CN=Zoe -outform DER -out request');
    const request = await readRequest(await client.message(await client.envelope(), { type: '17' }));
    expect(request).toMatchObject({ challenge: '', messageType: 17, subject: 'O=School, CN=Zoe' });
    expect(
      createPublicKey({ key: Buffer.from(request.publicKey), format: 'der', type: 'spki' }),
    ).toMatchObject({
      asymmetricKeyType: 'ec',
    });
  });
});

describe('a request that cannot be granted', () => {
  it.each([
    ['is a poll, though nobody was told to wait', '20', 'badCertId'],
    ['asks for a revocation list', '22', 'badRequest'],
    ['is of an unknown kind', 'x', 'badRequest'],
  ])('%s', async (_what, type, failInfo) => {
    await client.csr();
    expect(await failInfoOf(await client.message(await client.envelope(), { type }))).toBe(failInfo);
  });

  it('is for a weak key, or signed with one', async () => {
    await client.openssl('req -x509 -newkey rsa:1024 -nodes -keyout weak.key -out weak.pem -subj /CN=weak');
    await client.csr({ key: 'weak.key' });
    expect(await failInfoOf(await client.message(await client.envelope()))).toBe('badAlg');
    await client.csr();
    const message = await client.message(await client.envelope(), { signer: 'weak' });
    expect(await failInfoOf(message)).toBe('badAlg');
  });

  it('is enciphered in a way that is not known', async () => {
    await client.csr();
    const message = await client.message(await client.envelope('-camellia128'));
    expect(await failInfoOf(message)).toBe('badAlg');
  });

  it.each([
    [
      'is enciphered to somebody else',
      async () => {
        await client.openssl(
          'cms -encrypt -binary -in request -outform DER -out envelope -aes128 device.pem',
        );
        return client.openssl.read('envelope');
      },
    ],
    ['holds no request', () => client.envelope('-aes-128-cbc', 'root.pem')],
    ['has no content', async () => null],
    ['has another content', async () => Buffer.from('hello')],
    [
      'holds a request whose signature is wrong',
      async () => {
        const request = await client.openssl.read('request');
        request[request.length - 1] = (request.at(-1) ?? 0) ^ 1;
        await client.openssl.write('forged', request);
        return client.envelope('-aes-128-cbc', 'forged');
      },
    ],
  ])('%s', async (_what, content) => {
    await client.csr();
    expect(await failInfoOf(await client.message(await content()))).toBe('badMessageCheck');
  });

  it('tells nothing of a key or a content that somebody has altered', async () => {
    await client.csr();
    const envelope = await client.envelope();
    const key = envelope.indexOf(Buffer.from('04820100', 'hex')) + 4;
    for (const { at, bytes } of tampered(envelope, 5, key)) {
      // Signed anew, as anybody can.
      const failInfo = await failInfoOf(await client.message(bytes));
      if (at < key + 256) expect(failInfo).toBe('badMessageCheck');
      else expect(['badAlg', 'badMessageCheck', 'none']).toContain(failInfo);
    }
  });

  it('was altered, and never passes for another', async () => {
    await client.csr();
    const message = await client.message(await client.envelope());
    for (const { bytes } of tampered(message, 3)) {
      const read = await pki.scep.read(bytes).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'scep_refused' });
        return null;
      });
      if (read?.kind !== 'request') continue;
      expect(read.request).toMatchObject({ transactionId: 'T-1', messageType: 19, challenge: 'geheim' });
      expect(ownKey.equals(read.request.publicKey)).toBe(true);
    }
  });

  it('is no message that could be answered', async () => {
    await client.csr();
    const envelope = await client.envelope();
    const nameless = [OID.scepTransactionId, OID.scepSenderNonce, OID.scepMessageType];
    const messages = [
      Buffer.alloc(0),
      Buffer.from('<html>'),
      envelope,
      (await pki.scep.caCertificates()).body,
      Buffer.from('3080'.repeat(100_000), 'hex'),
      ...(await Promise.all(nameless.map((id) => client.message(envelope, { leave: [id] })))),
    ];
    for (const message of messages) {
      await expect(pki.scep.read(message)).rejects.toMatchObject({ code: 'scep_refused' });
    }
  });
});

describe('an answer that refuses', () => {
  it('is signed, says why and to whom, and has no content', async () => {
    const request = { transactionId: 'T-7', senderNonce: NONCE };
    await client.openssl.write('answer', await pki.scep.failure(request, 'badTime'));
    await client.openssl.write('nothing', '');
    await client.openssl(
      'cms -verify -binary -inform DER -in answer -content nothing -CAfile root.pem -purpose any -out inner',
    );
    const text = await client.openssl('asn1parse -inform DER -in answer');
    for (const value of [':2', ':3', ':T-7']) expect(text).toContain(`PRINTABLESTRING   ${value}\n`);
    expect(text).toContain(NONCE.toString('hex').toUpperCase());
    // The content’s type comes first, and after it the certificates, not the content.
    expect(text).toMatch(/d=4 .*:pkcs7-data\n.*d=3 .*cont \[ 0 \]/);
  });
});
