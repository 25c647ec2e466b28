import { serializeError, toMusterError } from '../../model/errors.ts';
import {
  MAIL_GIVE_UP_HOURS,
  MAIL_RETRY_MINUTES,
  type MailJob,
  type MailOutcome,
} from '../../model/mail-job.ts';
import type { MailRepository } from '../../store/registration-contract.ts';

const MINUTE_MS = 60_000;
const GIVE_UP_MS = MAIL_GIVE_UP_HOURS * 60 * MINUTE_MS;
/** No mail is put off for longer. */
export const LONGEST_PAUSE_MS = Math.max(...MAIL_RETRY_MINUTES) * MINUTE_MS;

export type Settlement = Omit<Parameters<MailRepository['settle']>[0], 'id'>;

/** How long to wait before the next try (ms), after so many. */
export function pauseAfterTries(tries: number): number {
  const minutes = MAIL_RETRY_MINUTES[Math.min(tries, MAIL_RETRY_MINUTES.length) - 1] ?? MAIL_RETRY_MINUTES[0];
  return minutes * MINUTE_MS;
}

/** What becomes of a mail after a try; `nextAt` is when it is tried again, if it is. */
export function settlementOf(
  outcome: MailOutcome,
  { queuedAt }: Pick<MailJob, 'queuedAt'>,
  at: number,
  nextAt: number,
): Settlement {
  if (outcome.kind === 'sent') return { to: 'sent', at, error: null, nextAt: null };
  const { error } = outcome;
  if (outcome.kind === 'unknown') return { to: 'unknown', at, error, nextAt: null };
  if (outcome.kind === 'refused' || at - queuedAt >= GIVE_UP_MS)
    return { to: 'failed', at, error, nextAt: null };
  return { to: 'queued', at, error, nextAt };
}

/** What an error means that was thrown in the place of an outcome: without settings or secrets nothing has left. */
export function outcomeOfError(thrown: unknown): MailOutcome {
  const error = toMusterError(thrown);
  const { code, message } = error;
  if (code === 'mail_not_set' || code.startsWith('vault_'))
    return { kind: 'later', error: code, all: true, trouble: serializeError(error) };
  return { kind: 'unknown', error: message };
}
