import type { ActionLimits, ActionName } from './action.ts';
import type { ActionAdapter } from './action-adapter.ts';
import type { Command } from './command.ts';

export const MINUTE_MS = 60_000;
/** What a request may be late on its way out, so that no minute ever has one too many. */
const SLACK_MS = 500;
/** Each device is read before it is sent to; about so much of that is done in a minute. */
export const READS_PER_MINUTE = 1200;

/** The least time between two requests that change something (ms). */
export function writeIntervalMs({ writesPerMinute }: Pick<ActionLimits, 'writesPerMinute'>): number {
  return (MINUTE_MS + SLACK_MS) / writesPerMinute;
}

/** What is to be sent: requests that change something, and devices that are read before. */
export interface Load {
  requests: number;
  targets: number;
}

/** What so many targets of an action take; nothing where the platform has no such action. */
export function loadOf(adapter: Pick<ActionAdapter, 'batchSize'>, action: ActionName, targets: number): Load {
  const batch = adapter.batchSize(action);
  return batch === null ? { requests: 0, targets: 0 } : { requests: Math.ceil(targets / batch), targets };
}

/** What commands have yet to send; paused ones wait for a person and are left out. */
export function loadOfCommands(
  adapter: Pick<ActionAdapter, 'batchSize'>,
  commands: readonly Command[],
): Load {
  return commands
    .filter(({ paused }) => paused === null)
    .map(({ spec, counts }) => loadOf(adapter, spec.action, counts.held + counts.queued))
    .reduce(addLoads, { requests: 0, targets: 0 });
}

export function addLoads(a: Load, b: Load): Load {
  return { requests: a.requests + b.requests, targets: a.targets + b.targets };
}

/** How long a load takes (ms): writing and reading go on side by side, so the slower of the two decides. */
export function loadMs({ requests, targets }: Load, limits: ActionLimits): number {
  return Math.round(Math.max(requests * writeIntervalMs(limits), (targets / READS_PER_MINUTE) * MINUTE_MS));
}
