import type { AppleCounts, LibraryProfile, PushOverview } from '../../../electron/bridge/domain';
import { hasCertificate, isRefused } from '../apple/standing';
import type { Need } from './attention';

/** What is known of Apple’s devices; null: not yet. */
export interface AppleStanding {
  push: Pick<PushOverview, 'state' | 'trouble'>;
  counts: Pick<AppleCounts, 'active' | 'identityEnding'>;
  profiles: readonly Pick<LibraryProfile, 'counts'>[];
}

/** What waits for a person so that devices can be woken and are as they ought to be; what stops most comes first. */
export function needsOfApple({ push, counts, profiles }: AppleStanding): Need[] {
  const { active, identityEnding } = counts;
  const failed = profiles.reduce((sum, profile) => sum + profile.counts.failed, 0);
  return [
    ...needsOfPush(push, active),
    ...(identityEnding > 0
      ? [{ key: 'identityEnding', tone: 'warn', action: 'apple', count: identityEnding } as const]
      : []),
    ...(failed > 0
      ? [{ key: 'profilesFailed', tone: 'warn', action: 'profiles', count: failed } as const]
      : []),
  ];
}

/** While no device is managed here, only a certificate that was once brought matters. */
function needsOfPush({ state, trouble }: AppleStanding['push'], active: number): Need[] {
  if (state === 'expired') return [{ key: 'pushExpired', tone: 'bad', action: 'apple' }];
  if (isRefused(trouble)) return [{ key: 'pushRefused', tone: 'bad', action: 'apple' }];
  if (state === 'ending') return [{ key: 'pushEnds', tone: 'warn', action: 'apple' }];
  if (hasCertificate({ state }) || active === 0) return [];
  return [{ key: 'pushMissing', tone: 'warn', action: 'apple', count: active }];
}
