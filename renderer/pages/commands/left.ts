import type { Command } from '../../../electron/bridge/domain';
import type { Pace } from '../../queries/commands';

type Queued = Pick<Command, 'id' | 'counts' | 'paused'>;

const queuedOf = ({ counts, paused }: Queued) => (paused === null ? (counts.queued ?? 0) : 0);

/**
 * About how long a command’s queue still takes, in milliseconds. Commands take turns, so that only what is sent
 * before its last target counts. Null when it does not move, or nobody knows.
 */
export function leftOf(command: Queued, open: readonly Queued[], pace: Pace | null): number | null {
  const own = queuedOf(command);
  const whole = open.reduce((sum, other) => sum + queuedOf(other), 0);
  if (own === 0 || whole === 0 || pace === null || pace.leftMs === null) return null;
  const before = open.reduce((sum, other) => sum + Math.min(own, queuedOf(other)), 0);
  return (pace.leftMs * Math.min(before, whole)) / whole;
}

/** A command of this many targets, or one that stands still, is shown in the top bar. */
const LONG_FROM = 100;

/** What the top bar tells of the commands that take long. */
export interface LongWork {
  /** The one it is; null when there are several. */
  command: Command | null;
  commands: readonly Command[];
  sent: number;
  total: number;
  /** True when all of them stand still. */
  paused: boolean;
}

/** The long sending that is under way; null when there is none. */
export function longWork(open: readonly Command[], sentOf: (command: Command) => number): LongWork | null {
  const commands = open.filter(
    ({ counts, total, paused }) => (counts.queued ?? 0) > 0 && (total >= LONG_FROM || paused !== null),
  );
  const [first] = commands;
  if (first === undefined) return null;
  return {
    command: commands.length === 1 ? first : null,
    commands,
    sent: commands.reduce((sum, command) => sum + sentOf(command), 0),
    total: commands.reduce((sum, { total }) => sum + total, 0),
    paused: commands.every(({ paused }) => paused !== null),
  };
}
