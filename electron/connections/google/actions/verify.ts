import type { ActionSpec, AnnotationChange } from '../../../model/action.ts';
import type { FreshDevice, TargetOutcome } from '../../../model/action-adapter.ts';
import { isAsWanted } from './judge.ts';

/** Google's copies take moments to agree: a record may show the state before a write for as long as this (ms). */
export const SETTLED_MS = 120_000;

/** Taken by Google; the device is read again later to see that it holds. */
export const TAKEN: TargetOutcome = { state: 'sent', reason: null, message: null };

/** The outcome of a write whose device was read after it and is as it was to be; null when it is not (yet). */
export function confirmed(
  spec: ActionSpec,
  change: AnnotationChange | null,
  { facts, document }: FreshDevice,
): TargetOutcome | null {
  if (isAsWanted(spec, facts, change) !== true) return null;
  return { state: 'acknowledged', reason: null, message: null, document };
}

/** What the device shows in place of what was written, in the provider's words. */
export function shownInstead(spec: ActionSpec, { facts }: FreshDevice): string | null {
  if (spec.action === 'move_unit') return facts.orgUnitPath;
  if (spec.action === 'annotate') return null;
  return facts.providerStatus;
}
