import { PUSH_WARN_DAYS, type PushOverview } from '../../../../electron/bridge/domain';
import { daysLeft } from '../../registration/certificate/life';

/** How far the life of a push certificate is, and the whole days left; negative once it has ended. */
export function pushLife(
  { notAfter }: Pick<NonNullable<PushOverview['certificate']>, 'notAfter'>,
  now: number,
): { kind: 'valid' | 'ends' | 'over'; days: number } {
  const days = daysLeft({ notAfter }, now);
  if (now >= notAfter) return { kind: 'over', days };
  return { kind: days < PUSH_WARN_DAYS ? 'ends' : 'valid', days };
}
