import { type ActionLimits, type ActionName, isGrave } from '../../model/action.ts';
import type { Review } from '../../model/action-review.ts';
import type { CommandRepository } from '../../store/contract.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Why so many targets of an action are too many, by the admin's own limits; null when they are not. */
export async function capOf(
  commands: Pick<CommandRepository, 'graveSince'>,
  limits: ActionLimits,
  action: ActionName,
  wanted: number,
  now: number,
): Promise<Review['cap']> {
  const { targetsPerCommand, gravePerDay } = limits;
  if (wanted > targetsPerCommand)
    return { name: 'targets_per_command', limit: targetsPerCommand, used: 0, wanted };
  if (!isGrave(action)) return null;
  const used = await commands.graveSince(now - DAY_MS);
  return used + wanted > gravePerDay ? { name: 'grave_per_day', limit: gravePerDay, used, wanted } : null;
}

/** The number an admin has to type; null when a click will do. */
export function typedNumber(limits: ActionLimits, action: ActionName, ready: number): number | null {
  return isGrave(action) && ready > limits.typeNumberOver ? ready : null;
}
