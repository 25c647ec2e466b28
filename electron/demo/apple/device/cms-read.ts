import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { type BaseBlock, OctetString } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { DIGESTS, OID } from './oids.ts';

/** A signed message that holds together; whether its signer is trusted is not said. */
export interface OpenedMessage {
  /** Empty when there is none inside. */
  readonly content: Buffer;
  readonly signer: X509Certificate;
  /** All certificates inside, the signer’s too. */
  readonly certificates: readonly X509Certificate[];
  /** The value of a signed attribute, or null. */
  attribute(type: string): BaseBlock | null;
}

/**
 * Opens a signed message with one signer (RFC 5652 section 5). `known`: certificates the signer may be among, besides those
 * inside. Throws Error when it is none, or its signature is wrong.
 */
export function openMessage(message: Uint8Array, known: readonly X509Certificate[] = []): OpenedMessage {
  const { data, certificates } = parse(message);
  const [info, ...others] = data.signerInfos;
  if (info === undefined || others.length > 0) throw new Error('not one signer');
  const signer = [...certificates, ...known].find((certificate) => isOf(info, certificate));
  if (signer === undefined) throw new Error('the signer’s certificate is missing');
  const inside = data.encapContentInfo.eContent;
  const content = inside === undefined ? Buffer.alloc(0) : Buffer.from(inside.getValue());
  const attribute = (type: string): BaseBlock | null =>
    info.signedAttrs?.attributes.find((one) => one.type === type)?.values[0] ?? null;
  check(info, signer, content, attribute(OID.messageDigest));
  return { content, signer, certificates, attribute };
}

/** The certificates of a message that holds nothing else (RFC 8894 section 3.4). Throws Error when it is none. */
export function certificatesOf(message: Uint8Array): X509Certificate[] {
  return parse(message).certificates;
}

function parse(message: Uint8Array): { data: SignedData; certificates: X509Certificate[] } {
  const info = ContentInfo.fromBER(new Uint8Array(message));
  if (info.contentType !== OID.signedData) throw new Error('no signed message');
  const data = new SignedData({ schema: info.content });
  const certificates = (data.certificates ?? []).flatMap((one) =>
    one instanceof Certificate ? [new X509Certificate(Buffer.from(one.toSchema(true).toBER()))] : [],
  );
  return { data, certificates };
}

function isOf({ sid }: SignerInfo, certificate: X509Certificate): boolean {
  if (!(sid instanceof IssuerAndSerialNumber)) return false;
  const other = Certificate.fromBER(new Uint8Array(certificate.raw));
  return sid.issuer.isEqual(other.issuer) && sid.serialNumber.isEqual(other.serialNumber);
}

function check(info: SignerInfo, signer: X509Certificate, content: Buffer, told: BaseBlock | null): void {
  const digest = DIGESTS[info.digestAlgorithm.algorithmId];
  if (digest === undefined) throw new Error(`unknown digest ${info.digestAlgorithm.algorithmId}`);
  const signature = Buffer.from(info.signature.valueBlock.valueHexView);
  let covered: Buffer = content;
  if (info.signedAttrs !== undefined) {
    if (!(told instanceof OctetString)) throw new Error('no message digest');
    const expected = createHash(digest).update(content).digest();
    const written = Buffer.from(told.getValue());
    if (written.length !== expected.length || !timingSafeEqual(written, expected)) {
      throw new Error('the content was changed');
    }
    covered = Buffer.from(info.signedAttrs.encodedValue);
  }
  if (!verify(digest, covered, signer.publicKey, signature)) throw new Error('the signature is wrong');
}
