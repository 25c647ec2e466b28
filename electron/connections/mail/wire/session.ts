import { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConnection, MailTest } from '../../../model/mail.ts';
import { shownCertificate, tlsTo } from '../../trust.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { SmtpFailure } from './failure.ts';
import { atSending, atSignIn } from './judge.ts';
import { BEARER, loginOf, type SmtpAccount, sendToken } from './login.ts';
import { openSocket } from './socket.ts';

/** How long is waited, in ms. */
export interface MailPatience {
  /** For a connection; then for the greeting and the start of TLS. */
  connectMs: number;
  /** For the next answer. */
  answerMs: number;
  /** For the answer to a whole mail: what is given up then may have been sent. */
  receiptMs: number;
  /** The same once nobody wants to wait any more. */
  hurriedReceiptMs: number;
  /** How long an unused connection is kept. */
  idleMs: number;
}
export const MAIL_PATIENCE: MailPatience = {
  connectMs: 15_000,
  answerMs: 60_000,
  // RFC 5321 section 4.5.3.2.6.
  receiptMs: 600_000,
  hurriedReceiptMs: 10_000,
  idleMs: 10_000,
};

export interface Letter {
  from: string;
  to: string;
  /** The whole mail (RFC 5322). */
  raw: Buffer;
}

/** Filled in while a letter is being sent. */
export interface Handover {
  /** The end of the mail may have left: from then on the server alone knows whether it has it. */
  done: boolean;
}

/** A connection to a mail server that let us in, for one letter after another. */
export interface SmtpSession extends Pick<MailTest, 'greeting' | 'secured' | 'certificate'> {
  isOpen(): boolean;
  /**
   * Resolves when the server took it. An abort ends it before the handover; after it, the answer is waited for, if not
   * for long. Throws SmtpFailure; the session is then to be ended.
   */
  send(letter: Letter, handover: Handover, signal: AbortSignal): Promise<void>;
  /** Keeps it for a while; the program may end meanwhile. */
  rest(): void;
  wake(): void;
  end(): void;
}

/** Connects, secures and signs in. Throws SmtpFailure. */
export async function openSession(
  connection: MailConnection,
  account: SmtpAccount,
  signal: AbortSignal,
  patience: MailPatience = MAIL_PATIENCE,
): Promise<SmtpSession> {
  const { host, port, security, authority } = connection;
  const socket = await openSocket(
    { host, port, loopbackOnly: security === 'none' },
    patience.connectMs,
    signal,
  );
  let greeting = '';
  const smtp = new SMTPConnection({
    connection: socket,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'start_tls',
    ignoreTLS: security === 'none',
    tls: tlsTo(host, authority),
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    socketTimeout: patience.answerMs,
    customAuth: { [BEARER]: sendToken },
    // The greeting is told to a log and nowhere else.
    transactionLog: true,
    logger: {
      debug: (entry: { tnx?: unknown }, words: string) => {
        if (entry.tnx === 'server' && greeting === '') greeting = words.replace(/^220[ -]/, '');
      },
    },
  });
  const exchange = createExchange(smtp, socket);
  try {
    await exchange.step(signal, (done) => smtp.connect(done));
    exchange.judgeBy(atSignIn);
    if (account.kind !== 'none') await exchange.step(signal, (done) => smtp.login(loginOf(account), done));
    exchange.judgeBy(atSending);
  } catch (error) {
    exchange.cut();
    throw error;
  }
  const live = exchange.socket();
  return {
    greeting,
    secured: smtp.secure,
    certificate: live instanceof TLSSocket ? shownCertificate(live) : null,
    isOpen: () => !smtp.destroyed && live.writable,
    send: (letter, handover, signal) => sendLetter(exchange, smtp, letter, { handover, signal, patience }),
    ...keeping(exchange, smtp, patience),
  };
}

async function sendLetter(
  exchange: Exchange,
  smtp: SMTPConnection,
  { from, to, raw }: Letter,
  { handover, signal, patience }: { handover: Handover; signal: AbortSignal; patience: MailPatience },
): Promise<void> {
  const socket = exchange.socket();
  const hurry = (): unknown => socket.setTimeout(patience.hurriedReceiptMs);
  const before = new AbortController();
  const abort = (): unknown => (handover.done ? hurry() : before.abort());
  /** nodemailer ends the mail when this has ended, and this goes on past the first yield before it ends. */
  function* content(): Generator<Buffer> {
    yield raw;
    if (before.signal.aborted) throw new SmtpFailure('cancelled', 'cancelled');
    handover.done = true;
    socket.setTimeout(patience.receiptMs);
  }
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    const letter = Readable.from(content(), { objectMode: false });
    await exchange.step(before.signal, (done) => smtp.send({ from, to, size: raw.length }, letter, done));
    socket.setTimeout(patience.answerMs);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function keeping(
  exchange: Exchange,
  smtp: SMTPConnection,
  { idleMs, hurriedReceiptMs }: MailPatience,
): Pick<SmtpSession, 'rest' | 'wake' | 'end'> {
  const socket = exchange.socket();
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    socket.unref();
    socket.setTimeout(hurriedReceiptMs);
    smtp.quit();
  };
  return {
    rest: () => {
      socket.unref();
      timer = setTimeout(end, idleMs).unref();
    },
    wake: () => {
      clearTimeout(timer);
      socket.ref();
    },
    end,
  };
}
