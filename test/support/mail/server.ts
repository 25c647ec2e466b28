import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { MailConnection } from '../../../electron/model/mail.ts';
import { certify, makeAuthority } from '../ldap/authority.ts';

/** A mail the server was given to its last byte. */
export interface ArrivedMail {
  from: string;
  to: string[];
  raw: string;
  /** Who had signed in. */
  user: string | null;
  secure: boolean;
  /** The server said that it has it. */
  accepted: boolean;
  read(): Promise<Email>;
}

export interface Refusal {
  code: number;
  words: string;
}

/** How the server behaves from now on; at first it takes everything. */
export interface Mood {
  greeting: Refusal | null;
  signIn: Refusal | null;
  sender: Refusal | null;
  /** For every recipient, or for some. */
  recipient: Refusal | null | ((address: string) => Refusal | null);
  /** The answer to a whole mail. */
  message: Refusal | null;
  /**
   * Cuts the connection: as soon as somebody connects, when a mail begins before any of it was asked for, or when all of
   * it is there and before an answer.
   */
  drop: 'connection' | 'data' | 'receipt' | null;
}

/** A real SMTP server on loopback, with a certificate for `localhost` by an authority of its own. */
export interface MailServer {
  readonly port: number;
  /** PEM. */
  readonly authority: string;
  /** An authority that has signed nothing here, PEM. */
  readonly stranger: string;
  readonly mood: Mood;
  /** Everything that arrived, the oldest first; also what was then refused or dropped. */
  readonly mails: readonly ArrivedMail[];
  /** Settings that reach it and sign in; everything can be given otherwise. */
  connection(otherwise?: Partial<MailConnection>): MailConnection;
  /** The mail that is (or comes) in this place, from 1 on. */
  arrived(place: number): Promise<ArrivedMail>;
  /** Keeps its answers to whole mails back until the function is called. */
  hold(): () => void;
  /** How many connections there have been. */
  connections(): number;
  /** Resolves when nobody is connected. */
  deserted(): Promise<void>;
  /** Stops listening, and cuts who is connected. */
  down(): Promise<void>;
  /** Listens again, at the same port. */
  up(): Promise<void>;
  stop(): Promise<void>;
}

export interface MailServerOptions {
  security?: MailConnection['security'];
  /** Who may sign in; null: nobody has to. */
  account?: { user: string; password: string } | null;
  /** Access tokens it takes as well (XOAUTH2). */
  tokens?: ReadonlySet<string>;
  /** Offers no TLS where it could be asked for. */
  withoutTls?: boolean;
}

export const MAILER = { user: 'mailer@school.example', password: 'sends £ everything' };

/** It needs the program `openssl`. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { security = 'start_tls', account = MAILER } = options;
  const identity = makeIdentity();
  const mails: ArrivedMail[] = [];
  const told = new EventEmitter();
  const mood: Mood = {
    greeting: null,
    signIn: null,
    sender: null,
    recipient: null,
    message: null,
    drop: null,
  };
  const state: State = { connections: 0, sockets: new Set(), open: new Set(), held: Promise.resolve() };

  const make = (): SMTPServer =>
    createServer({ ...options, security, account, identity }, { mood, mails, told, state });
  let server: SMTPServer | null = make();
  const port = await listen(server, 0);
  const down = async (): Promise<void> => {
    const ending = server;
    server = null;
    if (ending === null) return;
    const closed = once(ending.server, 'close');
    ending.server.close();
    for (const socket of state.sockets) socket.destroy();
    await closed;
  };
  return {
    port,
    authority: identity.authority,
    stranger: identity.stranger,
    mood,
    mails,
    connection: (otherwise) => ({
      host: 'localhost',
      port,
      security,
      authority: security === 'none' ? null : identity.authority,
      auth: account === null ? { kind: 'none' } : { kind: 'password', user: account.user },
      from: { name: 'Riverside School', address: 'it@school.example' },
      replyTo: null,
      perMinute: 600,
      ...otherwise,
    }),
    arrived: async (place) => {
      for (;;) {
        const mail = mails[place - 1];
        if (mail !== undefined) return mail;
        await once(told, 'mail');
      }
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      state.held = promise;
      return resolve;
    },
    connections: () => state.connections,
    deserted: async () => {
      while (state.open.size > 0) await once(told, 'closed');
    },
    down,
    up: async () => {
      server ??= make();
      await listen(server, port);
    },
    stop: down,
  };
}

interface Parts {
  mood: Mood;
  mails: ArrivedMail[];
  told: EventEmitter;
  state: State;
}

interface State {
  connections: number;
  sockets: Set<Socket>;
  /** The sessions that are open. */
  open: Set<string>;
  held: Promise<void>;
}

function createServer(
  options: MailServerOptions & { identity: ReturnType<typeof makeIdentity> },
  { mood, mails, told, state }: Parts,
): SMTPServer {
  const { security, account = null, tokens = new Set<string>(), withoutTls = false, identity } = options;
  const server: SMTPServer = new SMTPServer({
    name: 'mail.school.example',
    banner: 'Riverside post',
    secure: security === 'tls',
    key: identity.key,
    cert: identity.certificate,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    authOptional: account === null,
    disabledCommands: withoutTls || security === 'none' ? ['STARTTLS'] : [],
    allowInsecureAuth: security === 'none' || withoutTls,
    disableReverseLookup: true,
    socketTimeout: 600_000,
    onConnect: (session, done) => {
      state.open.add(session.id);
      if (mood.drop === 'connection') return cut(session.id);
      done(asError(mood.greeting));
    },
    onAuth: ({ username = '', password, accessToken }, _session, done) => {
      if (mood.signIn !== null) return done(asError(mood.signIn));
      const isRight =
        accessToken === undefined
          ? username === account?.user && password === account.password
          : tokens.has(accessToken);
      if (isRight) return done(null, { user: username });
      // The form in which a refused token is told of: the reason first, the code when asked again.
      if (accessToken !== undefined) return done(null, { data: { status: '401' } });
      done(asError({ code: 535, words: '5.7.8 Authentication credentials invalid' }));
    },
    onClose: (session) => {
      state.open.delete(session.id);
      told.emit('closed');
    },
    onMailFrom: (_address, _session, done) => done(asError(mood.sender)),
    onRcptTo: ({ address }, _session, done) =>
      done(asError(typeof mood.recipient === 'function' ? mood.recipient(address) : mood.recipient)),
    onData: (stream, session, done) => {
      if (mood.drop === 'data') return cut(session.id);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const mail = arrivedMail(Buffer.concat(chunks).toString(), session);
        mails.push(mail);
        told.emit('mail');
        await state.held;
        if (mood.drop === 'receipt') return cut(session.id);
        mail.accepted = mood.message === null;
        done(asError(mood.message), 'queued');
      });
    },
  });
  const cut = (id: string): void => {
    for (const connection of server.connections)
      if (connection.id === id && connection._socket) connection._socket.destroy();
  };
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    state.connections += 1;
    state.sockets.add(socket);
    socket.on('error', () => undefined);
  });
  return server;
}

function arrivedMail(
  raw: string,
  session: {
    envelope: { mailFrom: { address: string } | false; rcptTo: { address: string }[] };
    user?: unknown;
    secure: boolean;
  },
): ArrivedMail {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    raw,
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    user: typeof session.user === 'string' ? session.user : null,
    secure: session.secure,
    accepted: false,
    read: () => PostalMime.parse(raw),
  };
}

function asError(refusal: Refusal | null): Error | null {
  return refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code });
}

function makeIdentity(): { authority: string; stranger: string; key: string; certificate: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-smtp-'));
  try {
    const authority = makeAuthority(folder, 'authority');
    const { key, pem: certificate } = certify(folder, authority, 'localhost');
    const stranger = makeAuthority(folder, 'stranger').pem;
    return { authority: authority.pem, stranger, key: readFileSync(key, 'utf8'), certificate };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function listen(server: SMTPServer, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
