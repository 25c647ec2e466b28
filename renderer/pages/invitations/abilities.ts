import { type Invitation, OPEN_INVITATION } from '../../../electron/bridge/domain';

type Standing = Pick<Invitation, 'state' | 'email' | 'mail'>;

/** True while its link leads in, or to an explanation of what to do. */
export function isOpen({ state }: Pick<Invitation, 'state'>): boolean {
  return OPEN_INVITATION.includes(state);
}

/** Open and expired invitations live anew when they are handed over again. */
export function canHandOver({ state }: Pick<Invitation, 'state'>): boolean {
  return OPEN_INVITATION.includes(state) || state === 'expired';
}

/** True when it can be mailed; one whose mail is on its way needs no other. */
export function canMail(invitation: Standing): boolean {
  return canHandOver(invitation) && invitation.email !== null && !isOnItsWay(invitation);
}

/** True while its mail has not left yet. */
export function isOnItsWay({ mail }: Pick<Invitation, 'mail'>): boolean {
  return mail !== null && (mail.state === 'queued' || mail.state === 'sending');
}

/** True when it was mailed or handed over before, so that mailing it is doing so again. */
export function wasHandedOver({ sentAt, mail }: Pick<Invitation, 'sentAt' | 'mail'>): boolean {
  return sentAt !== null || mail !== null;
}
