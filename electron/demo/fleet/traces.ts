import type { CommandType, DeviceCommand, Fate } from './device-commands.ts';

/** What the commands it answered left on a device. Times are milliseconds UTC. */
export interface Traces {
  /** How often it has spoken because of a command, and when it last did. */
  readonly reports: number;
  readonly spokeAt: number;
  readonly rebootedAt: number | null;
  /** When the accounts on it were last removed. */
  readonly wipedAt: number | null;
  readonly reenrolledAt: number | null;
}

/** Sums up the commands a device has executed by `now`. */
export function tracesOf(executed: readonly DeviceCommand[], now: number): Traces {
  const latest = (type: CommandType, moment: (fate: Fate) => number | null): number | null =>
    executed
      .filter((command) => command.type === type && command.fate.result === 'SUCCESS')
      .map(({ fate }) => moment(fate))
      .reduce((last, at) => (at !== null && at <= now ? later(last, at) : last), null);
  const executedAt = (fate: Fate): number | null => fate.executedAt;
  const reenrolledAt = latest('REMOTE_POWERWASH', (fate) => fate.reenrolledAt);
  return {
    reports: executed.length + (reenrolledAt === null ? 0 : 1),
    spokeAt: Math.max(reenrolledAt ?? 0, ...executed.map(({ fate }) => fate.executedAt ?? 0)),
    rebootedAt: latest('REBOOT', executedAt),
    wipedAt: later(latest('WIPE_USERS', executedAt), latest('REMOTE_POWERWASH', executedAt)),
    reenrolledAt,
  };
}

/** The later of two times, either of which may be missing. */
export function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
