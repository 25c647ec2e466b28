import type { TargetCounts, TargetState } from '../../../electron/bridge/domain';

/** From what is done to what is still to come; what needs a person stands between. */
const DRAWN: readonly TargetState[] = [
  'acknowledged',
  'unknown',
  'failed',
  'expired',
  'not_now',
  'sent',
  'sending',
  'queued',
  'held',
  'cancelled',
];

/** The parts of a command’s bar, in the order they are drawn. */
export function barParts(counts: TargetCounts): { state: TargetState; count: number }[] {
  return DRAWN.map((state) => ({ state, count: counts[state] ?? 0 })).filter(({ count }) => count > 0);
}
