import http2, { type ClientHttp2Session } from 'node:http2';
import { isIPv6 } from 'node:net';
import type { Clock } from '../../../model/ports.ts';
import { tlsTo } from '../../trust.ts';
import type { PushIdentity } from '../certificate/identity.ts';
import type { PushEndpoint } from '../deps.ts';
import { type PushAnswer, reasonOf } from './result.ts';

/** One push as it goes out. `token` in hex; `expiresAt` in ms UTC, until when Apple keeps it for a device that is off. */
export interface Push {
  token: string;
  magic: string;
  topic: string;
  expiresAt: number;
}

/** A connection to APNs. */
export interface Line {
  /** Rejects with Broken when no answer came: the push may have been taken or not. */
  push(push: Push): Promise<PushAnswer>;
  /** Whether it can be used: a line that was idle for long is tried first. */
  usable(): Promise<boolean>;
  /** Takes no more, and ends once what is on its way is answered. */
  leave(): void;
}

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

const CONNECT_MS = 20_000;
/** Without any answer for so long the connection is given up. */
const LATE_MS = 30_000;
/** After so much idleness a line is tried before it is used: networks forget connections silently. */
const IDLE_MS = 60_000;
const PING_MS = 5000;

/** Connects with the push certificate, over TLS 1.2 or newer and HTTP/2, and cuts it when the signal fires. Throws Broken. */
export async function openLine(
  { host, port, authority }: PushEndpoint,
  { certificate, key }: Pick<PushIdentity, 'certificate' | 'key'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Line> {
  const session = http2.connect(`https://${isIPv6(host) ? `[${host}]` : host}:${port}`, {
    ...tlsTo(host, authority),
    cert: certificate,
    key,
  });
  const end = endOf(session);
  const cut = (): void => session.destroy(new Error('given up'));
  signal.addEventListener('abort', cut, { once: true });
  end.closed.then(() => signal.removeEventListener('abort', cut));
  if (signal.aborted) cut();
  const connected = Promise.withResolvers<void>();
  session.once('connect', () => connected.resolve());
  const done = new AbortController();
  clock.sleep(CONNECT_MS, done.signal).then(
    () => session.destroy(new Error('no connection in time')),
    () => undefined,
  );
  await Promise.race([connected.promise, end.closed]);
  done.abort();
  if (end.now()) throw end.broken(null);
  return lineOver(session, end, clock);
}

/** What is known of how a session ended. */
interface End {
  closed: Promise<void>;
  now(): boolean;
  broken(error: unknown): Broken;
}

function endOf(session: ClientHttp2Session): End {
  const closed = Promise.withResolvers<void>();
  let isClosed = false;
  let failure: unknown = null;
  let reason: string | null = null;
  session.on('error', (error) => {
    failure ??= error;
  });
  session.on('goaway', (_code, _last, data) => {
    if (data !== undefined) reason = reasonOf(Buffer.from(data).toString());
  });
  session.once('close', () => {
    isClosed = true;
    closed.resolve();
  });
  return {
    closed: closed.promise,
    now: () => isClosed,
    broken: (error) => new Broken(failure ?? error ?? new Error('the connection was closed'), reason),
  };
}

function lineOver(session: ClientHttp2Session, end: End, clock: Clock): Line {
  let heard = clock.now();
  let answers = 0;
  let inFlight = 0;
  let idle = new AbortController();
  let leaving = false;
  session.on('goaway', () => {
    leaving = true;
  });
  // The program may end while nothing is on its way.
  session.unref();

  const watch = async (): Promise<void> => {
    while (inFlight > 0 && !session.destroyed) {
      const before = answers;
      await clock.sleep(LATE_MS, idle.signal);
      if (answers === before) session.destroy(new Error('no answer in time'));
    }
  };
  const begun = (): void => {
    if (++inFlight > 1) return;
    idle = new AbortController();
    session.ref();
    watch().catch(() => undefined);
  };
  const ended = (): void => {
    answers++;
    heard = clock.now();
    if (--inFlight > 0) return;
    idle.abort();
    session.unref();
  };
  return {
    push: async (push) => {
      if (leaving || session.destroyed || session.closed) throw end.broken(null);
      begun();
      try {
        return await exchange(session, end, push);
      } finally {
        ended();
      }
    },
    usable: async () => {
      if (leaving || session.destroyed || session.closed) return false;
      const isFresh = inFlight > 0 || Math.abs(clock.now() - heard) < IDLE_MS;
      if (isFresh || (await answersPing(session, end, clock))) return true;
      session.destroy();
      return false;
    },
    leave: () => session.close(),
  };
}

async function exchange(session: ClientHttp2Session, end: End, push: Push): Promise<PushAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PushAnswer>();
  const stream = session.request({
    ':method': 'POST',
    ':path': `/3/device/${push.token}`,
    'apns-push-type': 'mdm',
    'apns-topic': push.topic,
    'apns-priority': '10',
    'apns-expiration': String(Math.floor(push.expiresAt / 1000)),
  });
  const answer: PushAnswer = { status: 0, retryAfter: null, body: '' };
  stream.setEncoding('utf8');
  stream.on('response', (headers) => {
    answer.status = headers[':status'] ?? 0;
    answer.retryAfter = headers['retry-after'] ?? null;
  });
  stream.on('data', (text: string) => {
    answer.body += text;
  });
  stream.on('error', reject);
  stream.on('close', () => (answer.status === 0 ? reject(new Error('no answer')) : resolve(answer)));
  stream.end(JSON.stringify({ mdm: push.magic }));
  try {
    return await promise;
  } catch (error) {
    // Why the connection ended is said by the connection, a moment after its streams have.
    if (session.destroyed) await end.closed;
    throw end.broken(error);
  }
}

async function answersPing(session: ClientHttp2Session, end: End, clock: Clock): Promise<boolean> {
  const done = new AbortController();
  const pong = Promise.withResolvers<boolean>();
  session.ping((error) => pong.resolve(error === null));
  const late = clock.sleep(PING_MS, done.signal).then(() => false);
  late.catch(() => undefined);
  try {
    return await Promise.race([pong.promise, late, end.closed.then(() => false)]);
  } finally {
    done.abort();
  }
}
