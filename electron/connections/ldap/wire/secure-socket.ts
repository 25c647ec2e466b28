import { type Socket, connect as tcpConnect } from 'node:net';
import tls from 'node:tls';
import { MusterError } from '../../../model/errors.ts';
import type { LdapConnection } from '../../../model/ldap.ts';
import { shownCertificate, tlsTo } from '../../trust.ts';
import { unreachable } from './refusal.ts';
import { askForTls } from './start-tls.ts';

/** Where a directory is and what vouches for it. */
export type LdapTarget = Pick<LdapConnection, 'host' | 'port' | 'security' | 'authority'>;

/** A connection whose other end has proved its name. */
export interface Secured {
  socket: tls.TLSSocket;
  /** Names as RFC 4514 writes them; `validTo` in ms UTC. */
  certificate: { subject: string; issuer: string; validTo: number };
}

/**
 * Opens a TLS connection, 1.2 or newer, to a server whose certificate was made for `host` and is vouched for; with
 * StartTLS nothing but the request for it leaves in the clear. Throws ldap_unreachable (also when it takes longer
 * than `patienceMs`), ldap_certificate, ldap_refused and what the signal was aborted with.
 */
export async function openSecured(
  target: LdapTarget,
  patienceMs: number,
  signal: AbortSignal,
): Promise<Secured> {
  const { host, port } = target;
  signal.throwIfAborted();
  const plain = tcpConnect({ host, port });
  const late = setTimeout(
    () => plain.destroy(new Error(`no connection within ${patienceMs / 1000} s`)),
    patienceMs,
  );
  const abort = (): unknown => plain.destroy();
  signal.addEventListener('abort', abort);
  try {
    await connected(plain);
    if (target.security === 'start_tls') await askForTls(plain, host);
    const socket = await secured(plain, target);
    const certificate = shownCertificate(socket);
    if (certificate === null) throw new Error('the server showed no certificate');
    return { socket, certificate };
  } catch (error) {
    plain.destroy();
    signal.throwIfAborted();
    throw error instanceof MusterError ? error : unreachable(host, error);
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', abort);
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    // It stays: an error that comes later ends in the TLS connection over it, and must not end the program.
    socket.on('error', reject);
  });
}

function secured(plain: Socket, { host, authority }: LdapTarget): Promise<tls.TLSSocket> {
  const socket = tls.connect({ socket: plain, ...tlsTo(host, authority) });
  return new Promise((resolve, reject) => {
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', (error) => {
      // Set only when the handshake went well and the certificate did not.
      const distrusted: unknown = socket.authorizationError;
      reject(
        distrusted ? new MusterError('ldap_certificate', { host, reason: error.message }, error) : error,
      );
    });
    plain.once('error', reject);
    plain.once('close', () => reject(new Error('the connection was closed during the TLS handshake')));
  });
}
