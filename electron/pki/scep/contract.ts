/** What a SCEP request asks for (RFC 8894 section 3.3.1): opened, its signature checked. */
export interface ScepRequest {
  transactionId: string;
  /** 19 PKCSReq, 17 RenewalReq. */
  messageType: number;
  senderNonce: Uint8Array;
  /** Of the PKCS #10 request: the challenge, the key (SPKI, DER) and the subject as it wrote it. */
  challenge: string;
  publicKey: Uint8Array;
  subject: string;
  /** The certificate it is signed with, to which the answer is enciphered (DER). */
  signer: Uint8Array;
  /** The cipher it came in (dotted identifier), in which the answer goes back; AES-128 when it is not told. */
  cipher?: string;
}

/** RFC 8894 section 3.2.1.4: why a request fails. */
export const FAIL_INFO = { badAlg: 0, badMessageCheck: 1, badRequest: 2, badTime: 3, badCertId: 4 } as const;
export type FailInfo = keyof typeof FAIL_INFO;

/** A message that is read as far as an answer can be addressed, and no further. */
export interface ScepUnread {
  transactionId: string;
  senderNonce: Uint8Array;
  failInfo: FailInfo;
}

/** SCEP’s messages; the keys are the authority’s. */
export interface Scep {
  /** GetCACaps: lines, e.g. AES, POSTPKIOperation, Renewal, SHA-256, SCEPStandard. */
  caps(): string;
  /** GetCACert: the service certificate and the root, as a certs-only CMS. */
  caCertificates(): Promise<{ type: string; body: Uint8Array }>;
  /** Throws `scep_refused` (details: problem) when nothing can be made of it. */
  read(
    message: Uint8Array,
  ): Promise<{ kind: 'request'; request: ScepRequest } | { kind: 'unread'; unread: ScepUnread }>;
  /** CertRep SUCCESS with the certificate (PEM), enciphered to the request’s signer. */
  success(request: ScepRequest, certificate: string): Promise<Uint8Array>;
  /** CertRep FAILURE. */
  failure(request: Pick<ScepRequest, 'transactionId' | 'senderNonce'>, why: FailInfo): Promise<Uint8Array>;
}
