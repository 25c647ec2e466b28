import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls';

/**
 * How a server proves that it is `host`, in TLS 1.2 or newer: by the authority given (PEM), else by those that come
 * with the runtime and, where it can tell, those of the operating system.
 */
export function tlsTo(host: string, authority: string | null): ConnectionOptions {
  return {
    host,
    // An address is no server name (RFC 6066 section 3); it is compared with the certificate all the same.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ca: authority === null ? trustedHere() : [authority],
    // The authority given may be one that signs servers and is itself signed by a root that was not given.
    allowPartialTrustChain: authority !== null,
    minVersion: 'TLSv1.2',
  };
}

/** The authorities (PEM) that come with the runtime and, where it can tell, those of the operating system. */
export function trustedHere(): string[] {
  const system = typeof tls.getCACertificates === 'function' ? tls.getCACertificates('system') : [];
  // Most are there several times, and OpenSSL reads each one anew for every connection.
  const each = new Map([...tls.rootCertificates, ...system].map((pem) => [pem.replace(/\s+/g, ''), pem]));
  return [...each.values()];
}

/** The certificate a server showed: names as RFC 4514 writes them, on one line; `validTo` in ms UTC. Null: none. */
export function shownCertificate(
  socket: TLSSocket,
): { subject: string; issuer: string; validTo: number } | null {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  const { subject, subjectAltName, issuer, validTo } = certificate;
  return {
    // A certificate may name its server in the alternative names alone.
    subject: oneLine(subject || subjectAltName || ''),
    issuer: oneLine(issuer),
    validTo: Date.parse(validTo),
  };
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Throws an Error unless the text holds certificates, every one of which can be read. */
export function checkPem(text: string): void {
  const blocks = text.match(PEM) ?? [];
  if (blocks.length === 0) throw new Error('-----BEGIN CERTIFICATE-----');
  for (const block of blocks) new X509Certificate(block);
}

/** What an error says. A name with several addresses fails with one error for each and no words of its own. */
export function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : undefined;
  return cause.message || (first instanceof Error ? first.message : cause.name);
}

/** A host without the brackets of an address of IPv6. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

/** Whether it can be a host’s name or address: not an URL, and nothing with a port or a path behind it. */
export function isHost(host: string): boolean {
  return isIP(host) !== 0 || !/[\s/:@?#[\]]/.test(host);
}
