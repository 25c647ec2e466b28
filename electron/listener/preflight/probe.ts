import type { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What a server showed of itself. */
export interface Shown {
  readonly certificate: X509Certificate;
  /** Why the authorities known here do not vouch for it, in OpenSSL’s words; null when they do. Its name is not looked at. */
  readonly distrust: string | null;
  /** What it answered; null when it spoke TLS but no HTTP. */
  readonly status: number | null;
}

export interface Target {
  /** What is connected to. */
  readonly host: string;
  readonly port: number;
  /** What is asked for: the server’s name, or its address. */
  readonly name: string;
}

export interface ProbeDeps {
  readonly roots: readonly string[];
  lookup(name: string): Promise<readonly string[]>;
}

/** Asks a server for its first page, as a device would, but takes whatever certificate it has. Rejects when there is no TLS. */
export function probe(target: Target, deps: ProbeDeps, signal: AbortSignal): Promise<Shown> {
  const { host, port, name } = target;
  return new Promise((resolve, reject) => {
    let shown: Shown | null = null;
    const asking = request({
      host,
      port,
      method: 'HEAD',
      path: '/',
      signal,
      agent: false,
      headers: { host: `${isIP(name) === 6 ? `[${name}]` : name}:${port}` },
      // An address is no server name (RFC 6066 section 3).
      servername: isIP(name) === 0 ? name : '',
      lookup: lookupBy(deps.lookup),
      ca: [...deps.roots],
      minVersion: 'TLSv1.2',
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    asking.once('socket', (socket) => {
      socket.once('secureConnect', () => {
        shown = socket instanceof TLSSocket ? shownBy(socket) : null;
      });
    });
    asking.once('response', (response) => {
      response.destroy();
      if (shown !== null) resolve({ ...shown, status: response.statusCode ?? null });
    });
    asking.once('error', (error) => (shown === null ? reject(error) : resolve(shown)));
    asking.once('close', () => reject(new Error('no answer')));
    asking.end();
  });
}

function shownBy(socket: TLSSocket): Shown | null {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  // Node’s types promise an Error; it is the code, as text.
  const distrust = socket.authorized ? null : String(socket.authorizationError);
  return { certificate, distrust, status: null };
}

/** Names are asked of whoever the program asks them of. */
function lookupBy(lookup: ProbeDeps['lookup']): LookupFunction {
  return (name, options, done) => {
    lookup(name).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = found;
        if (first === undefined) done(new Error(`no address for ${name}`), '', 0);
        else if (options.all === true) done(null, found);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };
}
