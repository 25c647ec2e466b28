import {
  constants,
  createCipheriv,
  createDecipheriv,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  type X509Certificate,
} from 'node:crypto';
import { OctetString } from 'asn1js';
import { ContentInfo, EnvelopedData, KeyTransRecipientInfo } from 'pkijs';
import type { Random } from '../../../model/ports.ts';
import { nameOf } from './certificates.ts';
import { contentInfo } from './cms-write.ts';
import { der, integer, nothing, octets, oid, plainContext, sequence, setOf, TAG } from './der.ts';
import { OID } from './oids.ts';

/** A content cipher: as CMS and as Node name it, with the bytes of its key and of its start value. */
interface ContentCipher {
  readonly oid: string;
  readonly name: string;
  readonly key: number;
  readonly iv: number;
}

const AES128: ContentCipher = { oid: OID.aes128, name: 'aes-128-cbc', key: 16, iv: 16 };
const TRIPLE_DES: ContentCipher = { oid: OID.tripleDes, name: 'des-ede3-cbc', key: 24, iv: 8 };
const CIPHERS = [AES128, TRIPLE_DES, { oid: OID.aes256, name: 'aes-256-cbc', key: 32, iv: 16 }];

/** Enciphers content to the holder of a certificate (RFC 5652 section 6); DER. */
export function envelope(
  content: Uint8Array,
  recipient: X509Certificate,
  cipher: 'aes' | 'des3',
  random: Pick<Random, 'bytes'>,
): Buffer {
  const chosen = cipher === 'aes' ? AES128 : TRIPLE_DES;
  const key = random.bytes(chosen.key);
  const iv = random.bytes(chosen.iv);
  const coder = createCipheriv(chosen.name, key, iv);
  const sealed = Buffer.concat([coder.update(content), coder.final()]);
  const wrapped = publicEncrypt({ key: recipient.publicKey, padding: constants.RSA_PKCS1_PADDING }, key);
  const rsa = sequence(oid(OID.rsaEncryption), nothing);
  const to = sequence(integer(0), nameOf(recipient.raw), rsa, octets(wrapped));
  const inside = sequence(oid(OID.data), sequence(oid(chosen.oid), octets(iv)), der(plainContext(0), sealed));
  return contentInfo(OID.envelopedData, sequence(integer(0), setOf(TAG.set, [to]), inside));
}

/** Opens what was enciphered to this key. Throws Error when it cannot. */
export function openEnvelope(message: Uint8Array, key: KeyObject): Buffer {
  const info = ContentInfo.fromBER(new Uint8Array(message));
  if (info.contentType !== OID.envelopedData) throw new Error('no enveloped message');
  const data = new EnvelopedData({ schema: info.content });
  const to = data.recipientInfos[0]?.value;
  if (!(to instanceof KeyTransRecipientInfo)) throw new Error('no recipient with a key of its own');
  const inside = data.encryptedContentInfo;
  const cipher = CIPHERS.find((one) => one.oid === inside.contentEncryptionAlgorithm.algorithmId);
  const iv: unknown = inside.contentEncryptionAlgorithm.algorithmParams;
  if (cipher === undefined || !(iv instanceof OctetString)) throw new Error('unknown cipher');
  const secret = unwrap(Buffer.from(to.encryptedKey.getValue()), key, cipher.key);
  const decoder = createDecipheriv(cipher.name, secret, Buffer.from(iv.getValue()));
  return Buffer.concat([decoder.update(Buffer.from(inside.getEncryptedContent())), decoder.final()]);
}

/** Takes RSAES-PKCS1-v1_5 padding off by hand (RFC 8017 section 7.2.2): Node no longer does. */
function unwrap(wrapped: Buffer, key: KeyObject, length: number): Buffer {
  const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, wrapped);
  const start = block.length - length;
  const well = block[0] === 0 && block[1] === 2 && block.indexOf(0, 2) === start - 1 && start >= 11;
  if (!well) throw new Error('the key of the message cannot be read');
  return block.subarray(start);
}
