import { isIP } from 'node:net';

/** 127.0.0.0/8 and ::1, as sockets tell them too. */
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Whether what is sent to a host, or to an address, never leaves this machine. */
export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || (isIP(host) !== 0 && LOOPBACK.test(host));
}
