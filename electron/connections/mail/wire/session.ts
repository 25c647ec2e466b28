import { TLSSocket } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConnection, MailTest } from '../../../model/mail.ts';
import { shownCertificate, tlsTo } from '../../trust.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { atSending, atSignIn } from './judge.ts';
import { type Handover, type Letter, sendLetter } from './letter.ts';
import { BEARER, loginOf, type SmtpAccount, sendToken } from './login.ts';
import { MAIL_PATIENCE, type MailPatience } from './patience.ts';
import { openSocket } from './socket.ts';

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
