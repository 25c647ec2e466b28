import http2, {
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { TLSSocket } from 'node:tls';
import { z } from 'zod';
import { type Authority, type Credentials, createAuthority } from './authority.ts';
import { type DeliveredPush, judge, type PushVerdict } from './rules.ts';

export type { Credentials } from './authority.ts';
export type { DeliveredPush, PushVerdict } from './rules.ts';

/**
 * What goes wrong, until told otherwise. `answer`: what a push is answered with, by its token; null: as it should be.
 * `silent`: no push is answered.
 */
export type PushFault = { kind: 'answer'; verdict(token: string): PushVerdict | null } | { kind: 'silent' };

/** Apple’s push service, on this computer: HTTP/2 over TLS with client certificates (Apple, “Sending notification requests to APNs”). */
export interface PushStandIn {
  /** Where it is, with the authority (PEM) to trust. */
  readonly endpoint: { host: string; port: number; authority: string };
  /** Its authority, to be given to the next one. */
  readonly kept: Credentials;
  /** See Authority.issue. */
  issue: Authority['issue'];
  /** A device got this token for this topic. Pushes to tokens it does not know are BadDeviceToken. */
  register(token: string, topic: string): void;
  /** The device is gone since (ms UTC): Unregistered. */
  unregister(token: string, since: number): void;
  /** Calls back for each push it took; returns the remover. */
  onPush(listener: (push: DeliveredPush) => void): () => void;
  misbehave(fault: PushFault | null): void;
  /** Bids every connection farewell: GOAWAY, with a reason where one is given. What is on its way is answered. */
  goAway(reason?: string): void;
  /** Cuts every connection. */
  cut(): void;
  /** How many connections and requests it has taken so far, and how many pushes wait for an answer. */
  connections(): number;
  requests(): number;
  waiting(): number;
  close(): Promise<void>;
}

export interface PushStandInOptions {
  now?: () => number;
  /** 0, the default: whichever is free. */
  port?: number;
  kept?: Credentials | null;
}

/** Starts it at 127.0.0.1. */
export async function createPushStandIn(options: PushStandInOptions = {}): Promise<PushStandIn> {
  const { now = Date.now, port = 0, kept = null } = options;
  const authority = await createAuthority(now, kept);
  const { certificate, key } = await authority.server();
  const server = http2.createSecureServer({
    cert: certificate,
    key,
    ca: [authority.kept.certificate],
    minVersion: 'TLSv1.2',
    requestCert: true,
    // Whoever comes without a good one is told so.
    rejectUnauthorized: false,
    settings: { maxConcurrentStreams: 1000 },
  });
  const office = createOffice(server);
  const listening = await listen(server, port);
  return {
    ...office,
    endpoint: { host: '127.0.0.1', port: listening, authority: authority.kept.certificate },
    kept: authority.kept,
    issue: authority.issue,
    close: async () => {
      office.cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

type Office = Omit<PushStandIn, 'endpoint' | 'kept' | 'issue' | 'close'>;

/** The tokens it knows, and what it does with pushes to them. */
function createOffice(server: Http2SecureServer): Office {
  const tokens = new Map<string, { topic: string; goneSince: number | null }>();
  const listeners = new Set<(push: DeliveredPush) => void>();
  const sessions = new Set<ServerHttp2Session>();
  let fault: PushFault | null = null;
  const held = new Set<ServerHttp2Stream>();
  let connections = 0;
  let requests = 0;

  server.on('session', (session) => {
    connections++;
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    // A connection that breaks concerns who made it.
    session.on('error', () => undefined);
  });
  server.on('stream', (stream, headers) => {
    requests++;
    stream.on('error', () => undefined);
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => {
      if (fault?.kind === 'silent') return hold(stream);
      answer(stream, verdictOn(stream, headers, Buffer.concat(pieces)));
    });
  });

  const hold = (stream: ServerHttp2Stream): void => {
    held.add(stream);
    stream.once('close', () => held.delete(stream));
  };
  const verdictOn = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, body: Buffer): PushVerdict => {
    const client = clientOf(stream);
    if ('refused' in client) return client.refused;
    const judged = judge(headers, body, client.topic);
    if ('refused' in judged) return judged.refused;
    const { push } = judged;
    const wrong = fault?.kind === 'answer' ? fault.verdict(push.token) : null;
    if (wrong !== null) return wrong;
    const known = tokens.get(push.token);
    if (known === undefined) return { status: 400, reason: 'BadDeviceToken' };
    if (known.goneSince !== null) return { status: 410, reason: 'Unregistered', timestamp: known.goneSince };
    if (known.topic !== push.topic) return { status: 400, reason: 'DeviceTokenNotForTopic' };
    for (const listener of listeners) listener(push);
    return { status: 200 };
  };
  return {
    register: (token, topic) => {
      tokens.set(token, { topic, goneSince: null });
    },
    unregister: (token, since) => {
      const known = tokens.get(token);
      if (known !== undefined) known.goneSince = since;
    },
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    misbehave: (wanted) => {
      fault = wanted;
    },
    goAway: (reason) => {
      const words = reason === undefined ? undefined : Buffer.from(JSON.stringify({ reason }));
      for (const session of sessions) {
        session.goaway(0, undefined, words);
        session.close();
      }
    },
    cut: () => {
      for (const session of sessions) session.destroy();
    },
    connections: () => connections,
    requests: () => requests,
    waiting: () => held.size,
  };
}

const subjectSchema = z.looseObject({ subject: z.looseObject({ UID: z.string() }) });

/** The topic of who has connected. */
function clientOf({ session }: ServerHttp2Stream): { topic: string } | { refused: PushVerdict } {
  const socket = session?.socket;
  if (!(socket instanceof TLSSocket)) return { refused: { status: 403, reason: 'Forbidden' } };
  // Without a certificate APNs asks for the other kind of proof.
  const shown = socket.getPeerX509Certificate();
  if (shown === undefined) return { refused: { status: 403, reason: 'MissingProviderToken' } };
  const named = subjectSchema.safeParse({ subject: { ...shown.toLegacyObject().subject } });
  if (!socket.authorized || !named.success) return { refused: { status: 403, reason: 'BadCertificate' } };
  return { topic: named.data.subject.UID };
}

function answer(stream: ServerHttp2Stream, { status, reason, timestamp, retryAfter }: PushVerdict): void {
  if (stream.destroyed) return;
  stream.respond({
    ':status': status,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  stream.end(reason === undefined ? undefined : JSON.stringify({ reason, timestamp }));
}

function listen(server: Http2SecureServer, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', () => {
    server.off('error', reject);
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : port);
  });
  return promise;
}
