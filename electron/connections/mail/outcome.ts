import { serializeError } from '../../model/errors.ts';
import type { MailOutcome } from '../../model/mail-job.ts';
import { type Discreet, errorOf, isTemporary, type SmtpFailure } from './wire/failure.ts';

/**
 * Codes that speak of the session or the server, whatever they answer (RFC 5321 section 4.2.3, RFC 4954 section 6):
 * closing, too many connections, bad sequence, and all that a server says before it wants a sign-in or TLS.
 */
const OF_THE_SERVER: readonly number[] = [421, 432, 454, 503, 530, 534, 535, 538];

/**
 * Enhanced codes (RFC 3463) that do so: X.3, the mail system, but for X.3.4, a mail too big for it; and X.4.5, by
 * which servers tell that no more mails may be sent today.
 */
const SYSTEM = /^\d{3}[ -][45]\.(3\.(?!4\b)|4\.5\b)/;

/**
 * What is made of one failed try. `later` only where the server surely has not got the mail: the end of it had not
 * left (`handedOver`), or the server answered to it.
 */
export function outcomeOf(
  failure: SmtpFailure,
  { handedOver, host, discreet }: { handedOver: boolean; host: string; discreet: Discreet },
): MailOutcome {
  const { at, code, message } = failure;
  const error = discreet(message);
  if (handedOver && code === null) return { kind: 'unknown', error };
  if (at === 'cancelled') return { kind: 'later', error, all: false };
  const isOfMail = at === 'recipient' || at === 'message';
  if (!isOfMail || (code !== null && OF_THE_SERVER.includes(code)) || SYSTEM.test(message))
    return { kind: 'later', error, all: true, trouble: serializeError(errorOf(failure, host, discreet)) };
  return isTemporary(code) ? { kind: 'later', error, all: false } : { kind: 'refused', error };
}
