import { MusterError } from '../../../model/errors.ts';

/**
 * What broke. `unreachable`: the way to the server, or the server as a whole; `sender`, `recipient`, `message`: the
 * server’s answer to that; `lost`: the connection, after the sign-in; `cancelled`: the signal.
 */
export type FailedAt =
  | 'unreachable'
  | 'certificate'
  | 'not_secured'
  | 'sign_in'
  | 'sender'
  | 'recipient'
  | 'message'
  | 'lost'
  | 'cancelled';

/** Why a mail was not sent, or a server not reached. Its words may repeat what was sent: they are not to be shown raw. */
export class SmtpFailure extends Error {
  readonly at: FailedAt;
  /** The server’s answer code (RFC 5321 section 4.2); null when it gave none. */
  readonly code: number | null;

  constructor(at: FailedAt, words: string, code: number | null = null, cause?: unknown) {
    super(words, cause === undefined ? undefined : { cause });
    this.name = 'SmtpFailure';
    this.at = at;
    this.code = code;
  }
}

/** Makes a server’s words fit to be shown and kept. */
export type Discreet = (words: string) => string;

const WORDS_LENGTH = 300;
const SHORTEST_SECRET = 4;

/** Takes secrets out of words, on one line and not too long. A server may repeat what it was sent. */
export function discreetAbout(secrets: readonly (string | undefined)[]): Discreet {
  const hidden = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= SHORTEST_SECRET)
    .sort((one, other) => other.length - one.length);
  return (words) =>
    hidden
      .reduce((text, secret) => text.replaceAll(secret, '…'), words)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, WORDS_LENGTH);
}

/** The failure as the console tells of it; `host` is the mail server. */
export function errorOf({ at, code, message }: SmtpFailure, host: string, discreet: Discreet): MusterError {
  const details = { host, reason: discreet(message) };
  switch (at) {
    case 'cancelled':
      return new MusterError('cancelled');
    case 'certificate':
      return new MusterError('mail_certificate', details);
    case 'not_secured':
      return new MusterError('mail_not_secured', details);
    case 'sign_in':
      // RFC 4954 section 4.7.0: a temporary failure says nothing against the account.
      return new MusterError(isTemporary(code) ? 'mail_unreachable' : 'mail_sign_in_refused', details);
    case 'sender':
    case 'recipient':
    case 'message':
      return new MusterError('mail_refused', details);
    case 'unreachable':
    case 'lost':
      return new MusterError('mail_unreachable', details);
  }
}

export function isTemporary(code: number | null): boolean {
  return code !== null && code >= 400 && code < 500;
}
