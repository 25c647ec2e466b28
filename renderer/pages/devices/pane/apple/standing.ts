import { type AppleDetail, IDENTITY_WARN_DAYS } from '../../../../../electron/bridge/domain';

/** What can be done about it, each a button. */
export type StandingStep = 'invite' | 'wake' | 'push';

/** Something an admin should know of how a device stands: a text of `devices:apple.standing.`, and its next steps. */
export interface Standing {
  key: string;
  tone: 'info' | 'warn' | 'bad';
  steps: readonly StandingStep[];
}

const DAY = 86_400_000;

/** How a device stands, the gravest first; nothing when all is well. */
export function standingsOf(
  detail: Pick<AppleDetail, 'state' | 'inactive' | 'identityUntil' | 'channels'>,
  now: number,
): Standing[] {
  switch (detail.state) {
    case 'pending':
      return [{ key: 'pending', tone: 'info', steps: [] }];
    case 'retired':
    case 'wiped':
      return [{ key: detail.state, tone: 'info', steps: ['invite'] }];
    case 'reset':
      return [{ key: 'reset', tone: 'warn', steps: ['invite'] }];
    case 'active':
      return [...identity(detail.identityUntil, now), ...push(detail), ...inactivity(detail)];
  }
}

function identity(until: number | null, now: number): Standing[] {
  if (until === null || until - now > IDENTITY_WARN_DAYS * DAY) return [];
  return until <= now
    ? [{ key: 'identityEnded', tone: 'bad', steps: ['invite'] }]
    : [{ key: 'identityEnds', tone: 'warn', steps: ['wake'] }];
}

function push({ channels }: Pick<AppleDetail, 'channels'>): Standing[] {
  const own = channels.find(({ user }) => user === null);
  switch (own?.push) {
    case undefined:
    case 'ready':
      return [];
    case 'no_certificate':
    case 'expired':
      return [{ key: own.push, tone: 'warn', steps: ['push'] }];
    case 'other_topic':
    case 'refused':
      return [{ key: own.push, tone: 'warn', steps: ['invite', 'push'] }];
    case 'no_token':
      return [{ key: own.push, tone: 'info', steps: [] }];
  }
}

function inactivity({ inactive }: Pick<AppleDetail, 'inactive'>): Standing[] {
  return inactive ? [{ key: 'inactive', tone: 'warn', steps: ['wake'] }] : [];
}
