/** Where an ASN.1 sequence begins: a certificate as bytes (DER). */
const SEQUENCE = 0x30;
const LINE = 64;

/** The text of a certificate file: PEM as it is, DER written as PEM (RFC 7468). */
export function certificateText(bytes: Uint8Array): string {
  if (bytes[0] !== SEQUENCE) return new TextDecoder().decode(bytes);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
