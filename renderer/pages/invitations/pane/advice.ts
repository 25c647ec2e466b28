import type { Invitation } from '../../../../electron/bridge/domain';
import { canHandOver, isOpen } from '../abilities';

/** What the admin should know about an invitation, and do. `key` names its text, `advice.<key>`. */
export interface Advice {
  key: 'mailUnknown' | 'mailFailed' | 'mailWaits' | 'outdated' | 'expired' | 'noAddress' | 'draft';
  tone: 'info' | 'warn' | 'bad';
  /** What the mail server said. */
  said: string | null;
  /** When the next try is, ms UTC. */
  nextAt: number | null;
  /** Sending it (again) is the way on. */
  send: boolean;
}

const advice = (key: Advice['key'], tone: Advice['tone'], rest: Partial<Advice> = {}): Advice => ({
  key,
  tone,
  said: null,
  nextAt: null,
  send: false,
  ...rest,
});

/** The matters that want somebody, the gravest first. An invitation that has ended needs nothing. */
export function adviceOf(invitation: Invitation): Advice[] {
  if (!canHandOver(invitation)) return [];
  const { state, outdated, email } = invitation;
  const mailed = email !== null;
  const found: Advice[] = [...mailAdvice(invitation)];
  if (outdated && isOpen(invitation)) found.push(advice('outdated', 'warn', { send: mailed }));
  if (state === 'expired') found.push(advice('expired', 'warn', { send: mailed }));
  if (!mailed) found.push(advice('noAddress', 'info'));
  else if (state === 'draft' && found.length === 0 && !isOnItsWay(invitation)) {
    found.push(advice('draft', 'info', { send: true }));
  }
  return found;
}

function mailAdvice({ mail }: Invitation): Advice[] {
  if (mail === null) return [];
  if (mail.state === 'failed') return [advice('mailFailed', 'bad', { said: mail.error, send: true })];
  if (mail.state === 'unknown') return [advice('mailUnknown', 'warn', { said: mail.error, send: true })];
  if (mail.state !== 'queued' || mail.error === null) return [];
  return [advice('mailWaits', 'info', { said: mail.error, nextAt: mail.nextAt })];
}

function isOnItsWay({ mail }: Invitation): boolean {
  return mail !== null && (mail.state === 'queued' || mail.state === 'sending');
}
