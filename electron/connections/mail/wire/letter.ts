import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Exchange } from './exchange.ts';
import { SmtpFailure } from './failure.ts';
import type { MailPatience } from './patience.ts';

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

/** See SmtpSession.send. */
export async function sendLetter(
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
