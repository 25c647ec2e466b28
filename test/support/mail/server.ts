import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SMTPServer } from 'smtp-server';
import type { MailConnection } from '../../../electron/model/mail.ts';
import { certify, makeAuthority } from '../ldap/authority.ts';
import { type ArrivedMail, createSmtpServer, type MailServerOptions, type Mood, type State } from './smtp.ts';

export type { ArrivedMail, MailServerOptions, Mood, Refusal } from './smtp.ts';

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
    createSmtpServer({ ...options, security, account, identity }, { mood, mails, told, state });
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
