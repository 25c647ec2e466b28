import type { ListenerOverview, MailOverview, PkiOverview } from '../../../electron/bridge/domain';
import { lifeOf } from '../registration/certificate/life';
import type { Need } from './attention';

/** What is known of registration; null: not yet, or nothing is set up. */
export interface RegistrationStanding {
  listener: Pick<ListenerOverview, 'state' | 'settings'> | null;
  pki: Pick<PkiOverview, 'server'> | null;
  mail: Pick<MailOverview, 'trouble' | 'queued'> | null;
  /** Open invitations whose newest mail failed, or of which it is not known whether it went out. */
  unsent: number;
  now: number;
}

/** What waits for a person before registration goes on: a closed door first, mails last. */
export function needsOfRegistration({ listener, pki, mail, unsent, now }: RegistrationStanding): Need[] {
  const needs: Need[] = [];
  if (listener?.state.kind === 'failed') needs.push({ key: 'listener', tone: 'bad', action: 'registration' });
  const certificate = pki?.server ?? null;
  // The own one is renewed by itself.
  if (listener?.settings.on === true && certificate?.source === 'brought') {
    const life = lifeOf(certificate.certificate, now);
    if (life === 'ends') needs.push({ key: 'certificateEnds', tone: 'warn', action: 'registration' });
    if (life === 'over') needs.push({ key: 'certificateEnded', tone: 'bad', action: 'registration' });
  }
  if (mail !== null && mail.trouble !== null && mail.queued > 0)
    needs.push({ key: 'mailWaits', tone: 'warn', action: 'mail', count: mail.queued });
  if (unsent > 0) needs.push({ key: 'mailUnsent', tone: 'warn', action: 'invitations', count: unsent });
  return needs;
}
