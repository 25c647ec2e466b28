import { NeverLeft } from './answer.ts';

/** Nothing is written to a connection whose name lookup or opening failed. */
const ALWAYS_BEFORE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT']);

/** A certificate is judged in the TLS handshake, before anything is said. */
const CERTIFICATE = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** System calls that come before the first byte. The same code of a `read` or `write` says nothing of the kind. */
const OPENING = new Set(['connect', 'getaddrinfo']);

/**
 * True when the failure proves that the request had not begun to leave this machine: only then may it be sent again.
 * Looks through the chain of causes; of several addresses tried, all must have failed so.
 */
export function neverLeft(error: unknown): boolean {
  if (error instanceof NeverLeft) return true;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(neverLeft);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
  if (ALWAYS_BEFORE.has(code) || CERTIFICATE.has(code) || OPENING.has(syscall)) return true;
  return neverLeft(error.cause);
}
