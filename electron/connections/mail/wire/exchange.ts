import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SmtpFailure } from './failure.ts';
import { atConnecting } from './judge.ts';

type Done = (error?: Error | null) => void;

/**
 * Waits for nodemailer: it answers a command by its callback, the end of a connection by an event, and some ends by
 * nothing else.
 */
export interface Exchange {
  /** Resolves with the command’s success. Throws SmtpFailure; `cancelled` cuts the connection. */
  step(signal: AbortSignal, command: (done: Done) => void): Promise<void>;
  /** How errors are to be understood from now on; at first as those of connecting. */
  judgeBy(judge: (error: unknown) => SmtpFailure): void;
  /** The one in use: TLS puts another over the first. */
  socket(): Socket;
  cut(): void;
}

export function createExchange(smtp: SMTPConnection, plain: Socket): Exchange {
  const socket = (): Socket => smtp._socket || plain;
  let judge = (error: unknown): SmtpFailure => atConnecting(error, socket());
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  const end = (error: unknown): void => ended.reject(error instanceof SmtpFailure ? error : judge(error));
  // Both stay until the end: an error that nobody listens for ends the program.
  smtp.on('error', end);
  // A command may be told why a moment after.
  smtp.on('end', () => setImmediate(end, new Error('the connection was closed')));
  const cut = (): void => {
    smtp.close();
    plain.destroy();
  };
  return {
    step: async (signal, command) => {
      const abort = (): void => {
        end(new SmtpFailure('cancelled', 'cancelled'));
        cut();
      };
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      try {
        const answered = new Promise<void>((resolve, reject) => {
          command((error) =>
            error ? reject(error instanceof SmtpFailure ? error : judge(error)) : resolve(),
          );
        });
        await Promise.race([ended.promise, answered]);
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },
    judgeBy: (how) => {
      judge = how;
    },
    socket,
    cut,
  };
}
