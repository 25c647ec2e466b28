import type { Invitation } from '../../../../electron/bridge/domain';
import { canHandOver, isOnItsWay, isOpen } from '../abilities';

/** What the admin should know about an invitation, and do. `key` names its text, `advice.<key>`. */
export interface Advice {
  key: 'mailUnknown' | 'mailFailed' | 'mailWaits' | 'outdated' | 'expired' | 'noAddress' | 'draft';
  tone: 'info' | 'warn' | 'bad';
  /** What the mail server said. */
  said: string | null;
  /** When the next try is, ms UTC. */
  nextAt: number | null;
}

const advice = (key: Advice['key'], tone: Advice['tone'], rest: Partial<Advice> = {}): Advice => ({
  key,
  tone,
  said: null,
  nextAt: null,
  ...rest,
});

/** The matters that want somebody, the gravest first. An invitation that has ended needs nothing. */
export function adviceOf(invitation: Invitation): Advice[] {
  if (!canHandOver(invitation)) return [];
  const { state, outdated, email } = invitation;
  const mailed = email !== null;
  const found: Advice[] = [...mailAdvice(invitation)];
  if (outdated && isOpen(invitation)) found.push(advice('outdated', 'warn'));
  if (state === 'expired') found.push(advice('expired', 'warn'));
  if (!mailed) found.push(advice('noAddress', 'info'));
  else if (state === 'draft' && found.length === 0 && !isOnItsWay(invitation)) {
    found.push(advice('draft', 'info'));
  }
  return found;
}

function mailAdvice({ mail, email }: Invitation): Advice[] {
  // That there is no address is told anyhow.
  if (mail === null || (email === null && mail.error === 'user_no_address')) return [];
  if (mail.state === 'failed') return [advice('mailFailed', 'bad', { said: mail.error })];
  if (mail.state === 'unknown') return [advice('mailUnknown', 'warn', { said: mail.error })];
  if (mail.state !== 'queued' || mail.error === null) return [];
  return [advice('mailWaits', 'info', { said: mail.error, nextAt: mail.nextAt })];
}
