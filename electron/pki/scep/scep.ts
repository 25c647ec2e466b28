import { X509Certificate } from 'node:crypto';
import type { Clock, Random } from '../../model/ports.ts';
import { CIPHERS } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import * as der from '../asn1/write.ts';
import { attribute } from '../cms/attributes.ts';
import { envelop } from '../cms/enveloped.ts';
import { certificatesOnly, signMessage } from '../cms/sign.ts';
import type { ServiceIdentity } from '../service-certificate.ts';
import { FAIL_INFO, type Scep, type ScepRequest } from './contract.ts';
import { openRequest } from './open-request.ts';

const CERT_REP = '3';
const SUCCESS = '0';
const FAILURE = '2';
const NONCE_BYTES = 16;

/**
 * RFC 8894 section 3.5.2, in the words that clients look for. SHA-384 is none of its own, and passed over by who does not know
 * it; strongSwan up to 5.9.8 takes it for leave to use AES.
 */
const CAPABILITIES = [
  'AES',
  'DES3',
  'POSTPKIOperation',
  'Renewal',
  'SCEPStandard',
  'SHA-1',
  'SHA-256',
  'SHA-384',
  'SHA-512',
];

type Answered = Pick<ScepRequest, 'transactionId' | 'senderNonce'>;

/** See Scep. */
export function createScep({
  service,
  clock,
  random,
}: {
  service: () => Promise<ServiceIdentity>;
  clock: Clock;
  random: Pick<Random, 'bytes'>;
}): Scep {
  /** A CertRep (RFC 8894 section 3.3.2), signed with SHA-256, which everybody understands who speaks SCEP to us. */
  async function answer(to: Answered, told: readonly Uint8Array[], content: Uint8Array | null) {
    return signMessage(content, await service(), {
      at: clock.now(),
      attributes: [
        attribute(OID.scepTransactionId, der.printable(to.transactionId)),
        attribute(OID.scepMessageType, der.printable(CERT_REP)),
        attribute(OID.scepSenderNonce, der.octets(random.bytes(NONCE_BYTES))),
        attribute(OID.scepRecipientNonce, der.octets(to.senderNonce)),
        ...told,
      ],
    });
  }

  return {
    caps: () => `${CAPABILITIES.join('\n')}\n`,
    caCertificates: async () => {
      const { certificate, root } = await service();
      return { type: 'application/x-x509-ca-ra-cert', body: certificatesOnly(certificate, root) };
    },
    read: async (message) => openRequest(message, await service(), random.bytes),
    success: async (request, certificate) => {
      const issued = certificatesOnly(new X509Certificate(certificate).raw);
      const to = new X509Certificate(request.signer);
      const content = envelop(issued, to, cipherFor(request), random.bytes);
      return answer(request, [attribute(OID.scepPkiStatus, der.printable(SUCCESS))], content);
    },
    failure: (request, why) =>
      answer(
        request,
        [
          attribute(OID.scepPkiStatus, der.printable(FAILURE)),
          attribute(OID.scepFailInfo, der.printable(String(FAIL_INFO[why]))),
        ],
        null,
      ),
  };
}

/** Who knows single DES alone knows 3DES for an answer, or nothing that is still spoken. */
function cipherFor({ cipher }: ScepRequest): string {
  if (cipher === undefined) return OID.aes128Cbc;
  return CIPHERS[cipher] === undefined ? OID.tripleDesCbc : cipher;
}
