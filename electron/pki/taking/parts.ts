import { X509Certificate } from 'node:crypto';
import { MusterError } from '../../model/errors.ts';
import { inside, Malformed, numberOf, read } from '../asn1/read.ts';
import { describe } from '../describe.ts';
import { blocksOf } from '../pem.ts';

/** A file the admin picked. */
export interface PickedFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * What a file holds. Bytes are DER, or PEM text where Node reads it better.
 * - `key`: in clear; PKCS #8, PKCS #1 or SEC 1.
 * - `locked key`: an EncryptedPrivateKeyInfo (PKCS #8).
 * - `old locked key`: PEM with a `Proc-Type` header (RFC 1421).
 */
export type Part =
  | { kind: 'certificate' | 'key' | 'locked key' | 'pfx'; file: string; bytes: Uint8Array }
  | { kind: 'old locked key'; file: string; pem: string };

const LARGEST = 1024 * 1024;
const MOST_PARTS = 500;

/** Throws `certificate_unreadable` with the file’s name and the reason. */
export function unreadable(name: string, reason: string, cause?: unknown): MusterError {
  return new MusterError('certificate_unreadable', { name, reason }, cause);
}

/** Looks what a file is, by its content: PFX, PEM, or a certificate or key as DER. Throws certificate_unreadable. */
export function partsOf({ name, bytes }: PickedFile): Part[] {
  if (bytes.length > LARGEST) throw unreadable(name, 'it is larger than 1 MB');
  const text = textOf(bytes);
  const parts = text.includes('-----BEGIN ') ? pemParts(name, text) : [derPart(name, bytes)];
  if (parts.length === 0) throw unreadable(name, 'it holds neither a certificate nor a key');
  if (parts.length > MOST_PARTS) throw unreadable(name, `it holds more than ${MOST_PARTS} parts`);
  return parts;
}

/** Windows writes texts in UTF-16 too. */
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return Buffer.from(bytes).toString(isUtf16 ? 'utf16le' : 'latin1');
}

function pemParts(file: string, text: string): Part[] {
  const { blocks, whole } = blocksOf(text);
  if (!whole) throw unreadable(file, 'it is cut off');
  return blocks.flatMap(({ label, pem, body }): Part[] => {
    const bytes = Buffer.from(body, 'base64');
    switch (label) {
      case 'CERTIFICATE':
      case 'X509 CERTIFICATE':
        return [{ kind: 'certificate', file, bytes }];
      case 'ENCRYPTED PRIVATE KEY':
        return [{ kind: 'locked key', file, bytes }];
      case 'PRIVATE KEY':
      case 'RSA PRIVATE KEY':
      case 'EC PRIVATE KEY':
        if (/^\s*Proc-Type:/.test(body)) return [{ kind: 'old locked key', file, pem }];
        return [{ kind: 'key', file, bytes }];
      default:
        // Parameters, requests and the like stand beside them in many files.
        return [];
    }
  });
}

function derPart(file: string, bytes: Uint8Array): Part {
  try {
    return { kind: derKind(bytes), file, bytes };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw unreadable(file, 'it is neither PFX nor PEM', error);
  }
}

/** By the first elements of the structure. */
function derKind(bytes: Uint8Array): 'certificate' | 'key' | 'locked key' | 'pfx' {
  const [first, second] = inside(read(bytes));
  if (first?.tag === 0x02) return numberOf(first) === 3 && second?.tag === 0x30 ? 'pfx' : 'key';
  if (first?.tag === 0x30 && second?.tag === 0x04) return 'locked key';
  if (first?.tag === 0x30 && second?.tag === 0x30) return 'certificate';
  throw new Malformed('it is of an unknown kind');
}

/** From DER. Throws certificate_unreadable. */
export function certificateOf(file: string, bytes: Uint8Array): X509Certificate {
  try {
    const certificate = new X509Certificate(bytes);
    const { notBefore, notAfter } = describe(certificate);
    if (Number.isFinite(notBefore) && Number.isFinite(notAfter)) return certificate;
  } catch (error) {
    throw unreadable(file, 'a certificate in it is damaged', error);
  }
  throw unreadable(file, 'the times of a certificate in it are none');
}
