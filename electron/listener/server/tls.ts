import { constants } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import type { ListenerDoor } from '../../model/listener.ts';
import type { ServerCredentials } from '../../pki/contract.ts';

/**
 * Forward secrecy and authenticated encryption only (RFC 9325 section 4.2); every one is known to OpenSSL and to
 * BoringSSL, and to all systems that can be registered. For TLS 1.2 the order is the server’s.
 */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** Never negotiated anew within a connection; BoringSSL never does, and does not know the option. */
const NO_RENEGOTIATION: number | undefined = constants.SSL_OP_NO_RENEGOTIATION;

/** What a door’s TLS is made of; the same when its certificate is exchanged. */
export function secureContext({ chain, key }: Pick<ServerCredentials, 'chain' | 'key'>) {
  return {
    cert: chain,
    key,
    ciphers: CIPHERS,
    minVersion: 'TLSv1.2',
    honorCipherOrder: true,
    secureOptions: NO_RENEGOTIATION ?? 0,
  } as const satisfies ServerOptions;
}

/** Devices are asked for a certificate, which the rooms judge; people never are, since browsers would show a prompt. */
export function askingFor(door: ListenerDoor): Pick<ServerOptions, 'requestCert' | 'rejectUnauthorized'> {
  return { requestCert: door === 'devices', rejectUnauthorized: false };
}
