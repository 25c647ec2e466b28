import type { KeyObject, X509Certificate } from 'node:crypto';
import { CIPHERS } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { type Element, expected, inside, Malformed, octetsOf } from '../asn1/read.ts';
import * as der from '../asn1/write.ts';
import { contentCipher, encipher } from './content-cipher.ts';
import { unwrapKey, wrapKey } from './key-transport.ts';
import { contentInfo, idOf } from './sign.ts';
import { contentOf } from './signed-data.ts';
import { means } from './verify.ts';

type RandomBytes = (length: number) => Uint8Array;

/**
 * Opens an EnvelopedData (RFC 5652 section 6) that is addressed to this certificate (DER). `cipher` is the identifier of the
 * content’s. Nothing tells a wrong key from a wrong content. Throws Malformed, Unsupported.
 */
export async function openEnveloped(
  message: Uint8Array,
  { key, certificate }: { key: KeyObject; certificate: Uint8Array },
  random: RandomBytes,
): Promise<{ content: Uint8Array; cipher: string }> {
  const parts = inside(contentOf(message, OID.envelopedData));
  const recipients = parts.findIndex(({ tag }) => tag === 0x31);
  const recipient = recipientFor(expected(parts[recipients]), certificate);
  const [, algorithm, enciphered] = inside(expected(parts[recipients + 1], 0x30));
  const cipher = contentCipher(expected(algorithm, 0x30));
  const contentKey = unwrapKey(recipient.algorithm, recipient.enciphered, key, random(cipher.keyBytes));
  const content = octetsOf(implicitOctets(enciphered));
  return { content: await cipher.open(content, contentKey), cipher: cipher.id };
}

/** The KeyTransRecipientInfo (section 6.2.1) for a certificate. */
function recipientFor(recipients: Element, certificate: Uint8Array) {
  for (const recipient of inside(recipients)) {
    if (recipient.tag !== 0x30) continue;
    const [, id, algorithm, enciphered] = inside(recipient);
    if (!means(expected(id), certificate)) continue;
    return { algorithm: expected(algorithm, 0x30), enciphered: octetsOf(expected(enciphered, 0x04)) };
  }
  throw new Malformed('it is addressed to somebody else');
}

function implicitOctets(element: Element | undefined): Element {
  const found = expected(element);
  if ((found.tag & ~0x20) !== 0x80) throw new Malformed('it has no content');
  return found;
}

/** Enciphers content, under a cipher’s identifier, to who holds the certificate’s RSA key. DER. */
export function envelop(
  content: Uint8Array,
  to: X509Certificate,
  cipher: string,
  random: RandomBytes,
): Buffer {
  const contentKey = random(CIPHERS[cipher]?.keyBytes ?? 0);
  const { algorithm, enciphered } = encipher(cipher, content, contentKey, random);
  const recipient = der.sequence(
    der.integer(0),
    idOf(to.raw),
    der.sequence(der.oid(OID.rsaEncryption), der.nothing()),
    der.octets(wrapKey(contentKey, to.publicKey)),
  );
  return contentInfo(
    OID.envelopedData,
    der.sequence(
      der.integer(0),
      der.set(recipient),
      der.sequence(der.oid(OID.data), algorithm, der.implicit(0, enciphered)),
    ),
  );
}
