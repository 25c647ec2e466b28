import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { z } from 'zod';
import { wordsOf } from '../../trust.ts';
import { SmtpFailure } from './failure.ts';

/** What nodemailer tells of an error besides its words. */
const toldSchema = z.object({
  code: z.string().optional(),
  /** The system’s code, where `code` is nodemailer’s. */
  originalCode: z.string().optional(),
  /** The command that was being answered; `CONN`: none, `API`: it was not sent. */
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
});

/** The TLS libraries’ ways of saying that what came was not TLS. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER_FAILURE/;
const CLOSING = 421;

/** Of an error before the sign-in. */
export function atConnecting(error: unknown, socket: Socket): SmtpFailure {
  const { code, originalCode, command, answer, words } = told(error);
  // Set only when the handshake went well and the certificate did not.
  const distrusted: unknown = socket instanceof TLSSocket ? socket.authorizationError : undefined;
  if (distrusted) return new SmtpFailure('certificate', words, null, error);
  const isPlain = NOT_TLS.test(originalCode ?? code ?? '');
  const isRefused = command === 'STARTTLS' && answer !== null && answer !== CLOSING;
  return new SmtpFailure(isPlain || isRefused ? 'not_secured' : 'unreachable', words, answer, error);
}

/** Of an error while signing in. */
export function atSignIn(error: unknown): SmtpFailure {
  const { code, answer, words } = told(error);
  return new SmtpFailure(code === 'EAUTH' ? 'sign_in' : 'unreachable', words, answer, error);
}

/** Of an error while a mail was being sent. */
export function atSending(error: unknown): SmtpFailure {
  const { code, command, answer, words } = told(error);
  const failed = (at: SmtpFailure['at']): SmtpFailure => new SmtpFailure(at, words, answer, error);
  const isNoAddress = command === 'API' && code === 'EENVELOPE';
  if (command === 'RCPT TO' || isNoAddress) return failed('recipient');
  // Without an answer it was the size of the mail that the server had named as too much.
  if (command === 'MAIL FROM') return failed(answer === null ? 'message' : 'sender');
  return failed(command === 'DATA' ? 'message' : 'lost');
}

interface Told extends Omit<z.infer<typeof toldSchema>, 'response' | 'responseCode'> {
  /** The code of a refusal. */
  answer: number | null;
  words: string;
}

function told(error: unknown): Told {
  const read = toldSchema.safeParse(error);
  const { response, responseCode = 0, ...rest } = read.success ? read.data : {};
  return { ...rest, answer: responseCode >= 400 ? responseCode : null, words: response ?? wordsOf(error) };
}
