import type { Invitation } from '../../../../electron/bridge/domain';

export type MomentTone = 'good' | 'busy' | 'warn' | 'bad' | 'off';

/** Something that happened to an invitation. `key` names its text, `pane.moment.<key>`. */
export interface Moment {
  key: string;
  at: number;
  tone: MomentTone;
  /** Who did it, where that is known. */
  by: string | null;
  /** What the mail server said. */
  said: string | null;
}

/** What happened to an invitation, the newest first. */
export function momentsOf(invitation: Invitation): Moment[] {
  const { createdAt, createdBy, sentAt, handedBy, openedAt, begunAt, usedAt, remindedAt } = invitation;
  const moments: (Moment | null)[] = [
    { key: 'created', at: createdAt, tone: 'off', by: createdBy, said: null },
    at(sentAt, `handed.${handedBy ?? 'other'}`, 'busy'),
    mailMoment(invitation),
    at(openedAt, 'opened', 'busy'),
    at(begunAt, 'begun', 'busy'),
    at(remindedAt, 'reminded', 'off'),
    at(usedAt, 'used', 'good'),
    endMoment(invitation),
  ];
  const known = moments.filter((moment) => moment !== null);
  // What happened in the same millisecond happened in this order.
  return known.reverse().toSorted((one, other) => other.at - one.at);
}

function at(time: number | null, key: string, tone: MomentTone): Moment | null {
  return time === null ? null : { key, at: time, tone, by: null, said: null };
}

/** Its newest mail, unless that is how it was first handed over: then it is told already. */
function mailMoment({ mail, sentAt, handedBy }: Invitation): Moment | null {
  if (mail === null) return null;
  if (mail.state === 'sent' && handedBy === 'mail' && mail.at === sentAt) return null;
  const tone = mail.state === 'failed' ? 'bad' : mail.state === 'unknown' ? 'warn' : 'off';
  return { key: `mail.${mail.state}`, at: mail.at, tone, by: null, said: mail.error };
}

function endMoment({ state, endedAt }: Invitation): Moment | null {
  if (endedAt === null || (state !== 'expired' && state !== 'cancelled')) return null;
  return { key: state, at: endedAt, tone: state === 'expired' ? 'bad' : 'off', by: null, said: null };
}
