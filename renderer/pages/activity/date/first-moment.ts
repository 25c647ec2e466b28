import { presetMoment } from '../state/moments';

/** The instant to show when none is chosen: yesterday, or the beginning of what is kept when that is later. */
export function firstMoment(since: number, now: number): number {
  return Math.max(since, presetMoment('yesterday', now));
}
