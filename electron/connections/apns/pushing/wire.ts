import http2, { type ClientHttp2Session } from 'node:http2';
import { isIPv6 } from 'node:net';
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { Clock } from '../../../model/ports.ts';
import { tlsTo } from '../../trust.ts';
import type { PushIdentity } from '../certificate/identity.ts';
import type { PushEndpoint } from '../deps.ts';
import { reasonOf } from './result.ts';

/** The connection could not be made, or ended; `cause` says why. */
export class Broken extends Error {
  /** APNs’ own word as it closed the connection; null when it said none. */
  readonly reason: string | null;
  constructor(cause: unknown, reason: string | null = null) {
    super('the connection to the push service broke', { cause });
    this.name = 'Broken';
    this.reason = reason;
  }
}

/** A session with the socket under it, and how they end. */
export interface Wire {
  readonly session: ClientHttp2Session;
  /** False from Apple’s farewell on: what is on its way is still answered. */
  open(): boolean;
  /** Calls back once it has ended, at once when it has; answers the remover. */
  onEnd(listener: () => void): () => void;
  /** Why it ended; `otherwise` when it was not told. */
  broken(otherwise: unknown): Broken;
  /** Ends it; what is on its way gets no answer. */
  cut(why: string): void;
}

const CONNECT_MS = 20_000;

/** Connects with the push certificate over TLS 1.2 or newer, and cuts the connection when the signal fires. Throws Broken. */
export async function connect(
  { host, port, authority }: PushEndpoint,
  { certificate, key }: Pick<PushIdentity, 'certificate' | 'key'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Wire> {
  const socket = tls.connect({
    ...serverOf(host, authority),
    port,
    cert: certificate,
    key,
    ALPNProtocols: ['h2'],
  });
  await secured(socket, clock, signal);
  const session = http2.connect(`https://${isIPv6(host) ? `[${host}]` : host}:${port}`, {
    createConnection: () => socket,
  });
  return wireOver(socket, session, signal);
}

/** Apple’s authorities are among those of the runtime: nothing of the operating system’s has to be read for them. */
function serverOf(host: string, authority: string | null): ConnectionOptions {
  if (authority !== null) return tlsTo(host, authority);
  return { host, minVersion: 'TLSv1.2' };
}

async function secured(socket: TLSSocket, clock: Clock, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const done = new AbortController();
  const cut = (): void => reject(new Error('given up'));
  signal.addEventListener('abort', cut, { once: true });
  if (signal.aborted) cut();
  clock.sleep(CONNECT_MS, done.signal).then(
    () => reject(new Error('no connection in time')),
    () => undefined,
  );
  socket.once('secureConnect', resolve);
  socket.once('error', reject);
  socket.once('close', () => reject(new Error('the connection was closed')));
  try {
    await promise;
    if (socket.alpnProtocol !== 'h2') throw new Error('the server does not speak HTTP/2');
  } catch (error) {
    socket.destroy();
    throw new Broken(error);
  } finally {
    done.abort();
    signal.removeEventListener('abort', cut);
  }
}

function wireOver(socket: TLSSocket, session: ClientHttp2Session, signal: AbortSignal): Wire {
  const listeners = new Set<() => void>();
  let failure: unknown = null;
  let reason: string | null = null;
  let leaving = false;
  let ended = false;

  const end = (why: unknown): void => {
    failure ??= why;
    if (ended) return;
    ended = true;
    signal.removeEventListener('abort', cutOff);
    session.destroy();
    // An alert after the handshake leaves Node’s session half closed, with its socket open.
    socket.destroy();
    for (const listener of listeners) listener();
    listeners.clear();
  };
  const cutOff = (): void => end(new Error('given up'));
  signal.addEventListener('abort', cutOff, { once: true });
  socket.on('error', end);
  session.on('error', end);
  socket.on('close', () => end(null));
  session.on('close', () => end(null));
  session.on('goaway', (_code, _last, data) => {
    leaving = true;
    if (data !== undefined) reason = reasonOf(Buffer.from(data).toString());
  });
  if (signal.aborted) cutOff();
  return {
    session,
    open: () => !leaving && !ended && !session.closed,
    onEnd: (listener) => {
      if (ended) listener();
      else listeners.add(listener);
      return () => listeners.delete(listener);
    },
    broken: (otherwise) => new Broken(failure ?? otherwise ?? new Error('the connection was closed'), reason),
    cut: (why) => end(new Error(why)),
  };
}
