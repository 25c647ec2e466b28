import { createHash, type X509Certificate } from 'node:crypto';
import { type BaseBlock, OctetString, PrintableString } from 'asn1js';
import type { Random } from '../../../model/ports.ts';
import { certificateRequest, nameOf, selfSigned, subjectOf } from './certificates.ts';
import { certificatesOf, openMessage } from './cms-read.ts';
import { attribute, signedMessage } from './cms-write.ts';
import { octets, sequence, TAG, text } from './der.ts';
import { envelope, openEnvelope } from './envelope.ts';
import type { DeviceKey } from './keys.ts';
import { OID } from './oids.ts';

/** One try for a certificate: the same key and number however often it is sent (RFC 8894 section 3.2.1.1). */
export interface Transaction {
  readonly id: string;
  readonly key: DeviceKey;
  readonly subject: Buffer;
  /** Its own certificate, to which the answer is enciphered. */
  readonly signer: Buffer;
  readonly request: Buffer;
}

/** Begins a transaction. `salt` tells devices apart that share a key; `now` in ms UTC. */
export function transaction(input: {
  key: DeviceKey;
  subject: Buffer;
  challenge: string | null;
  usage: number;
  salt: string;
  now: number;
}): Transaction {
  const { key, subject, salt, now } = input;
  const id = createHash('sha256').update(key.spki).update(salt).digest('hex').toUpperCase();
  const serial = createHash('sha256').update(id).digest().subarray(0, 15);
  return {
    id,
    key,
    subject,
    signer: selfSigned({ subject, key, serial, now }),
    request: certificateRequest(input),
  };
}

/** What the server can do, of GetCACaps (RFC 8894 section 3.5.2). */
export interface Capabilities {
  readonly post: boolean;
  readonly aes: boolean;
}

export function capabilitiesOf(lines: string): Capabilities {
  const told = new Set(lines.split(/\r?\n/).map((line) => line.trim().toLowerCase()));
  const standard = told.has('scepstandard');
  return { post: standard || told.has('postpkioperation'), aes: standard || told.has('aes') };
}

/** A message to the authority (RFC 8894 section 3.2): 19 asks for a certificate, 20 asks again for one that waits. */
export function pkiMessage(input: {
  type: '19' | '20';
  transaction: Transaction;
  recipient: X509Certificate;
  issuer: X509Certificate;
  aes: boolean;
  random: Pick<Random, 'bytes'>;
}): { message: Buffer; nonce: Buffer } {
  const { type, transaction: mine, recipient, issuer, aes, random } = input;
  const nonce = Buffer.from(random.bytes(16));
  const asked = type === '19' ? mine.request : sequence(subjectOf(issuer.raw), mine.subject);
  const message = signedMessage({
    content: envelope(asked, recipient, aes ? 'aes' : 'des3', random),
    signer: { key: mine.key.key, certificate: mine.signer, name: nameOf(mine.signer) },
    detached: false,
    signingTime: null,
    attributes: [
      attribute(OID.transactionId, text(TAG.printable, mine.id)),
      attribute(OID.messageType, text(TAG.printable, type)),
      attribute(OID.senderNonce, octets(nonce)),
    ],
  });
  return { message, nonce };
}

/** CertRep (RFC 8894 section 3.3.2). */
export type CertRep =
  | { kind: 'issued'; certificates: X509Certificate[] }
  | { kind: 'failed'; failInfo: number }
  | { kind: 'pending' };

/** Reads an answer. Throws Error when it is not signed by one of `authorities`, or not the answer to this message. */
export function readCertRep(
  answer: Uint8Array,
  mine: Transaction,
  nonce: Buffer,
  authorities: readonly X509Certificate[],
): CertRep {
  const opened = openMessage(answer, authorities);
  if (!authorities.some((one) => one.raw.equals(opened.signer.raw))) throw new Error('signed by a stranger');
  if (printed(opened.attribute(OID.messageType)) !== '3') throw new Error('no CertRep');
  if (printed(opened.attribute(OID.transactionId)) !== mine.id) throw new Error('another transaction');
  const theirs = opened.attribute(OID.recipientNonce);
  if (!(theirs instanceof OctetString) || !Buffer.from(theirs.getValue()).equals(nonce)) {
    throw new Error('the nonce is not ours');
  }
  const status = printed(opened.attribute(OID.pkiStatus));
  if (status === '2') return { kind: 'failed', failInfo: Number(printed(opened.attribute(OID.failInfo))) };
  if (status === '3') return { kind: 'pending' };
  if (status !== '0') throw new Error(`unknown status ${status}`);
  return { kind: 'issued', certificates: certificatesOf(openEnvelope(opened.content, mine.key.key)) };
}

function printed(value: BaseBlock | null): string | null {
  return value instanceof PrintableString ? value.getValue() : null;
}
