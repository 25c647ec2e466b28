import type { ActionName, AppleSpec } from '../../../../model/action.ts';
import { APPLE_ACTIONS, familyOf } from '../../../../model/action.ts';

const DAY_MS = 24 * 60 * 60_000;
const YEARS_MS = 5 * 365 * DAY_MS;

/**
 * How long an order waits for its device (ms). What protects a lost device waits as long as it may be lost; what would surprise
 * the person who has it again does not.
 */
const KEPT_MS: Readonly<Record<AppleSpec['action'], number>> = {
  apple_refresh: 30 * DAY_MS,
  apple_lock: YEARS_MS,
  apple_restart: 7 * DAY_MS,
  apple_shut_down: 7 * DAY_MS,
  apple_clear_passcode: 7 * DAY_MS,
  apple_lost_on: YEARS_MS,
  apple_lost_off: YEARS_MS,
  apple_rename: 180 * DAY_MS,
  apple_install_profile: 180 * DAY_MS,
  apple_remove_profile: 180 * DAY_MS,
  apple_retire: YEARS_MS,
  apple_erase: YEARS_MS,
};
const KEPT: ReadonlyMap<ActionName, number> = new Map(
  APPLE_ACTIONS.map((action) => [action, KEPT_MS[action]] as const),
);

/** See ActionAdapter.keptMs. */
export function keptMs(action: ActionName): number | null {
  return KEPT.get(action) ?? null;
}

/** Devices of one request: one transaction of the store, with at most five orders each. */
const BATCH = 500;

/** See ActionAdapter.batchSize. */
export function batchSize(action: ActionName): number | null {
  return familyOf(action) === 'apple' ? BATCH : null;
}
