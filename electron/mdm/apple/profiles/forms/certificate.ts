import { X509Certificate } from 'node:crypto';
import type { ProfileForm } from '../../../../model/apple/profile.ts';
import { badField } from './secrets.ts';

type CertificateForm = Extract<ProfileForm, { kind: 'certificate' }>;

/**
 * The certificate of a form, alone and as DER: what a file holds besides, such as a private key, is refused and never kept.
 * `root`: it is its own issuer. Throws `bad_input` (content).
 */
export function certificateOf({ content }: CertificateForm): { der: Uint8Array; root: boolean } {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0) throw badField('content', 'there is no certificate');
  const text = bytes.toString('latin1');
  if (/PRIVATE KEY/.test(text)) throw badField('content', 'it holds a private key');
  if ((text.match(/BEGIN CERTIFICATE/g) ?? []).length > 1) {
    throw badField('content', 'it holds more than one certificate');
  }
  const certificate = parsed(bytes);
  return { der: certificate.raw, root: certificate.checkIssued(certificate) };
}

/** The form with nothing in it but the certificate. Throws `bad_input` (content). */
export function bareCertificate(form: CertificateForm): CertificateForm {
  return { ...form, content: Buffer.from(certificateOf(form).der).toString('base64') };
}

function parsed(bytes: Buffer): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch {
    throw badField('content', 'it is no certificate in DER or PEM');
  }
}
