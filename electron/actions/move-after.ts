import type { TargetOutcome } from '../model/action-adapter.ts';
import { isOverdue, nextFollowAt, nextReconcileAt } from '../model/check-times.ts';
import type { Target } from '../model/command.ts';
import { type Note, plain } from './records.ts';

/** The move that an answer makes of a target; without news it is asked for again later. */
export function moveAfter(target: Target, told: TargetOutcome | null, now: number): Note['move'] {
  const outcome = told ?? silent(target, now);
  // A table of moves has no way from an unknown outcome to "not now": known again, it is on its way.
  if (outcome.state === 'not_now' && target.state === 'unknown')
    return { outcome: { ...outcome, state: 'sent' }, nextCheckAt: nextFollowAt(target, now) };
  if (outcome.state === 'unknown') return { outcome, nextCheckAt: nextReconcileAt(target, now) };
  const followed = outcome.state === 'sent' || outcome.state === 'not_now';
  return { outcome, nextCheckAt: followed ? nextFollowAt(target, now) : null };
}

function silent(target: Target, now: number): TargetOutcome {
  const { state, reason, message } = target;
  if (state === 'unknown') return { state, reason, message };
  if (isOverdue(target, now)) return plain('unknown', 'no_word');
  return { state: state === 'not_now' ? 'not_now' : 'sent', reason, message };
}
