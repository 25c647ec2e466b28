import type { Server } from 'node:https';
import { MusterError } from '../../model/errors.ts';

/** Throws port_in_use, listener_address_gone, listener_port_not_allowed, and `internal` for what else a system may say. */
export function bindTo(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: NodeJS.ErrnoException): void => {
      server.off('error', done);
      server.off('listening', done);
      if (error === undefined) resolve();
      else reject(meaningOf(error, host, port));
    };
    server.once('error', done);
    server.once('listening', done);
    server.listen({ host, port });
  });
}

function meaningOf(error: NodeJS.ErrnoException, host: string, port: number): MusterError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new MusterError('port_in_use', { port }, error);
    // Linux says the second of an address whose family is switched off.
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return new MusterError('listener_address_gone', { address: host }, error);
    case 'EACCES':
    case 'EPERM':
      return new MusterError('listener_port_not_allowed', { port }, error);
    default:
      return new MusterError('internal', { reason: error.message }, error);
  }
}
