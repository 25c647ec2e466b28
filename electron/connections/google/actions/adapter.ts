import { type ActionName, actionNameSchema } from '../../../model/action.ts';
import type { ActionAdapter } from '../../../model/action-adapter.ts';
import type { Clock } from '../../../model/ports.ts';
import { PATIENCE, type Patience } from '../retry/retry.ts';
import type { ActionApi } from './api.ts';
import { follow } from './follow.ts';
import { look } from './fresh.ts';
import { judge } from './judge.ts';
import { reconcile } from './reconcile.ts';
import { BATCH_SIZE, send } from './send.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a device may take a command before it drops it (Chromium, `device_command_*_job`). */
const KEPT_MS: Readonly<Partial<Record<ActionName, number>>> = {
  restart: 10 * MINUTE,
  wipe_users: 180 * DAY,
  wipe_device: 5 * 365 * DAY,
};

/**
 * How long reading waits where a target is being sent to: what cannot be read soon goes back to the queue, which has
 * patience of its own.
 */
export const ACTION_PATIENCE: Patience = {
  ...PATIENCE,
  limitMs: { rate_limited: 60_000, unavailable: 30_000, offline: 8_000 },
};

/** Carries out actions on ChromeOS devices through Google's Directory API. */
export function createGoogleActions({ api, clock }: { api: ActionApi; clock: Clock }): ActionAdapter {
  const sizes = new Map<ActionName, number>(
    Object.entries(BATCH_SIZE).map(([name, size]) => [actionNameSchema.parse(name), size]),
  );
  return {
    batchSize: (action) => sizes.get(action) ?? null,
    keptMs: (action) => KEPT_MS[action] ?? null,
    judge,
    look: (providerId, signal) => look(api, providerId, signal),
    send: (spec, orders, signal) => send(api, spec, orders, signal),
    follow: (spec, target, signal) => follow(api, clock, spec, target, signal),
    reconcile: (spec, target, signal) => reconcile(api, clock, spec, target, signal),
  };
}
