import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { PrintableString } from 'asn1js';
import { nameOf } from '../../../../../electron/demo/apple/device/certificates.ts';
import { openMessage } from '../../../../../electron/demo/apple/device/cms-read.ts';
import {
  attribute,
  type Signer,
  signedMessage,
} from '../../../../../electron/demo/apple/device/cms-write.ts';
import { octets, TAG, text } from '../../../../../electron/demo/apple/device/der.ts';
import { OID } from '../../../../../electron/demo/apple/device/oids.ts';
import type { Heard, Reply, ScriptedServer } from './server.ts';

/** Answers SCEP: openssl opens the request, issues, and enciphers the answer. */
export async function scep(server: ScriptedServer, { path, method, bytes }: Heard): Promise<Reply> {
  const query = new URL(path, server.url).searchParams;
  const { ssl } = server;
  if (query.get('operation') === 'GetCACaps') return { type: 'text/plain', body: Buffer.from(server.caps) };
  if (query.get('operation') === 'GetCACert') {
    return { type: 'application/x-x509-ca-ra-cert', body: await ssl.read('chain.p7') };
  }
  const message = method === 'POST' ? bytes : Buffer.from(query.get('message') ?? '', 'base64');
  await ssl.write('request.der', message);
  await ssl('cms -verify -noverify -inform DER -in request.der -out enveloped.der -binary');
  await ssl('cms -decrypt -inform DER -in enveloped.der -inkey ra.key -recip ra.pem -out asked.der -binary');
  return { type: 'application/x-pki-message', body: await certRep(server, message) };
}

async function certRep(server: ScriptedServer, message: Buffer): Promise<Buffer> {
  const { ssl } = server;
  const opened = openMessage(message);
  const copied = (type: string): Buffer => Buffer.from(opened.attribute(type)?.toBER() ?? new ArrayBuffer(0));
  const type = opened.attribute(OID.messageType);
  const polls = type instanceof PrintableString && type.getValue() === '20';
  if (!polls) await ssl('req -inform DER -in asked.der -out asked.csr');
  const waits = (server.scep.pending ?? 0) > 0;
  if (waits) server.scep.pending = (server.scep.pending ?? 0) - 1;
  const failInfo = (await challengeIs(server)) ? undefined : '2';
  const status = failInfo !== undefined ? '2' : waits ? '3' : '0';
  const nonce = opened.attribute(OID.senderNonce);
  const content = status === '0' ? await issue(server, opened.signer) : Buffer.alloc(0);
  const key = createPrivateKey(await ssl.read('ra.key'));
  const certificate = new X509Certificate(await ssl.read('ra.pem')).raw;
  const signer: Signer = { key, certificate, name: nameOf(certificate) };
  return signedMessage({
    content,
    signer,
    detached: status !== '0',
    signingTime: null,
    attributes: [
      attribute(OID.messageType, text(TAG.printable, '3')),
      attribute(OID.pkiStatus, text(TAG.printable, status)),
      ...(failInfo === undefined ? [] : [attribute(OID.failInfo, text(TAG.printable, failInfo))]),
      attribute(OID.transactionId, copied(OID.transactionId)),
      attribute(OID.senderNonce, octets(createHash('md5').update(message).digest())),
      attribute(OID.recipientNonce, Buffer.from(nonce?.toBER() ?? new ArrayBuffer(0))),
    ],
  });
}

async function challengeIs({ ssl, challenge }: ScriptedServer): Promise<boolean> {
  const shown = await ssl('req -in asked.csr -noout -text -verify');
  return shown.includes(`:${challenge}`);
}

async function issue({ ssl }: ScriptedServer, requester: X509Certificate): Promise<Buffer> {
  await ssl.write('requester.pem', requester.toString());
  await ssl(
    'x509 -req -in asked.csr -CA root.pem -CAkey root.key -CAcreateserial -days 10 -extfile ext.cnf -extensions device -out device.pem -subj /CN=device-1',
  );
  await ssl('crl2pkcs7 -nocrl -certfile device.pem -outform DER -out issued.p7');
  await ssl('cms -encrypt -binary -aes256 -in issued.p7 -outform DER -out answer.der requester.pem');
  return ssl.read('answer.der');
}
