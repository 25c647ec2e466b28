import { isMusterError } from '../../model/errors.ts';
import { attention, bad, type Finding, good } from './finding.ts';
import type { PreflightDeps } from './preflight.ts';

/** Whether the mail server lets us in. */
export async function checkMail(
  { tryMail }: Pick<PreflightDeps, 'tryMail'>,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    const tried = await tryMail(signal);
    if (tried === null) return attention('mailNone', {}, 'mailSet');
    const { host, secured } = tried;
    return secured ? good('mailReady', { host }) : attention('mailOpen', { host }, 'mailSecure');
  } catch (error) {
    if (!isMusterError(error) || error.code === 'cancelled') throw error;
    // The error’s own text says how to mend it.
    return bad('mailFailed', { ...error.details, code: error.code });
  }
}
