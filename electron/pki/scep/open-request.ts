import { X509Certificate } from 'node:crypto';
import { MusterError } from '../../model/errors.ts';
import { Unsupported } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { expected, Malformed, octetsOf, textOf } from '../asn1/read.ts';
import type { Attributes } from '../cms/attributes.ts';
import { openEnveloped } from '../cms/enveloped.ts';
import { readSignedData, type SignedData } from '../cms/signed-data.ts';
import { onlySigner, verifySigned } from '../cms/verify.ts';
import { keyWeakness } from '../describe.ts';
import { readCertificateRequest } from '../issuing/read-request.ts';
import type { ServiceIdentity } from '../service-certificate.ts';
import type { FailInfo, ScepRequest, ScepUnread } from './contract.ts';

const PKCS_REQ = 19;
const RENEWAL_REQ = 17;
const CERT_POLL = 20;

/** Others are nobody’s: the identifier is a hash in text, the nonce has 16 bytes (RFC 8894 section 3.2.1). */
const TRANSACTION_ID = /^[\x20-\x7e]{1,256}$/;
const LONGEST_NONCE = 64;

export type Opened = { kind: 'request'; request: ScepRequest } | { kind: 'unread'; unread: ScepUnread };

/** What an answer is addressed with. */
type Envelope = Pick<ScepRequest, 'transactionId' | 'senderNonce' | 'messageType'>;

/** Why it goes no further; the sender is told `why`. */
class Refused extends Error {
  readonly why: FailInfo;

  constructor(why: FailInfo) {
    super(why);
    this.why = why;
  }
}

/** Reads a pkiMessage (RFC 8894 section 3). Throws `scep_refused` when no answer could be addressed. */
export async function openRequest(
  message: Uint8Array,
  service: ServiceIdentity,
  random: (length: number) => Uint8Array,
): Promise<Opened> {
  const { data, envelope } = outside(message);
  try {
    return { kind: 'request', request: await within(data, envelope, service, random) };
  } catch (error) {
    if (error instanceof Refused) return unread(envelope, error.why);
    if (error instanceof Unsupported) return unread(envelope, 'badAlg');
    if (error instanceof Malformed) return unread(envelope, 'badMessageCheck');
    throw error;
  }
}

function unread({ transactionId, senderNonce }: Envelope, failInfo: FailInfo): Opened {
  return { kind: 'unread', unread: { transactionId, senderNonce, failInfo } };
}

/** What can be read before anything is verified. */
function outside(message: Uint8Array): { data: SignedData; envelope: Envelope } {
  try {
    const data = readSignedData(message);
    const { attributes } = onlySigner(data).signer;
    if (attributes === null) throw new Malformed('it has no signed attributes');
    return { data, envelope: envelopeOf(attributes) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new MusterError('scep_refused', { problem: error.message }, error);
  }
}

function envelopeOf(attributes: Attributes): Envelope {
  const transactionId = textOf(attributes.value(OID.scepTransactionId));
  const senderNonce = octetsOf(expected(attributes.value(OID.scepSenderNonce), 0x04));
  const messageType = textOf(attributes.value(OID.scepMessageType));
  if (!TRANSACTION_ID.test(transactionId) || senderNonce.length > LONGEST_NONCE) {
    throw new Malformed('its identifier is none');
  }
  return { transactionId, senderNonce, messageType: Number(messageType) };
}

/**
 * Verifies, deciphers and reads. Whatever goes wrong after the signature, up to the request’s own, is one and the same answer:
 * the content can be altered and signed anew by anybody, who must not learn what came out of it.
 */
async function within(
  data: SignedData,
  envelope: Envelope,
  service: ServiceIdentity,
  random: (length: number) => Uint8Array,
): Promise<ScepRequest> {
  const { messageType } = envelope;
  const content = data.content ?? new Uint8Array();
  const { certificate } = verifySigned(data, content);
  // Nobody is ever told to wait, so there is nothing to poll for.
  if (messageType === CERT_POLL) throw new Refused('badCertId');
  if (messageType !== PKCS_REQ && messageType !== RENEWAL_REQ) throw new Refused('badRequest');
  const signer = new X509Certificate(certificate).publicKey;
  // The answer is enciphered to it.
  if (signer.asymmetricKeyType !== 'rsa' || keyWeakness(signer) !== null) throw new Refused('badAlg');
  const opened = await openEnveloped(content, service, random);
  const request = readInside(opened.content);
  if (keyWeakness(request.key) !== null) throw new Refused('badAlg');
  return {
    ...envelope,
    challenge: request.challenge ?? '',
    publicKey: request.publicKey,
    subject: request.subject,
    signer: certificate,
    cipher: opened.cipher,
  };
}

function readInside(content: Uint8Array) {
  try {
    return readCertificateRequest(content);
  } catch (error) {
    if (error instanceof Malformed) throw new Refused('badMessageCheck');
    throw error;
  }
}
