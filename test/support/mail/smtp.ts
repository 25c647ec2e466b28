import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { MailConnection } from '../../../electron/model/mail.ts';

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

export interface MailServerOptions {
  security?: MailConnection['security'];
  /** Who may sign in; null: nobody has to. */
  account?: { user: string; password: string } | null;
  /** Access tokens it takes as well (XOAUTH2). */
  tokens?: ReadonlySet<string>;
  /** Offers no TLS where it could be asked for. */
  withoutTls?: boolean;
}

/** What the server works with, and what is seen of it from outside. */
export interface Parts {
  mood: Mood;
  mails: ArrivedMail[];
  told: EventEmitter;
  state: State;
}

export interface State {
  connections: number;
  sockets: Set<Socket>;
  /** The sessions that are open. */
  open: Set<string>;
  held: Promise<void>;
}

/** A server as smtp-server makes it, that behaves as its mood says. */
export function createSmtpServer(
  options: MailServerOptions & { identity: { key: string; certificate: string } },
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
