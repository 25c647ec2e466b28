import { noCounts, TARGET_STATES, type TargetCounts, type TargetState } from '../../model/command.ts';
import type { Db } from '../database/connect.ts';

const ON_THE_WAY = 'held + queued + sending + sent + not_now';
const ADD = `UPDATE commands SET ${TARGET_STATES.map((state) => `${state} = ${state} + ?`).join(', ')}
  WHERE seq = ?`;
const END = `UPDATE commands SET ended_at = ? WHERE seq = ? AND ended_at IS NULL AND ${ON_THE_WAY} = 0`;
const REOPEN = `UPDATE commands SET ended_at = NULL WHERE seq = ? AND ended_at IS NOT NULL AND ${ON_THE_WAY} > 0`;

/** The numbers of targets by state that commands carry, as the moves of one transaction change them. */
export interface Ledger {
  /** Notes that targets of a command (by its seq) went from one state to another. */
  moved(command: number, from: TargetState, to: TargetState, count?: number): void;
  /**
   * Writes the numbers and what they mean for the end of each command, once, after the last move. Answers the
   * commands that have come to their end by it.
   */
  write(at: number): number[];
}

export function openLedger(db: Db): Ledger {
  const changes = new Map<number, TargetCounts>();
  const add = db.prepare(ADD);
  const end = db.prepare(END);
  const reopen = db.prepare(REOPEN);
  return {
    moved: (command, from, to, count = 1) => {
      const change = changes.get(command) ?? noCounts();
      change[from] -= count;
      change[to] += count;
      changes.set(command, change);
    },
    write: (at) =>
      [...changes].flatMap(([command, change]) => {
        add.run(...TARGET_STATES.map((state) => change[state]), command);
        reopen.run(command);
        return end.run(at, command).changes === 1 ? [command] : [];
      }),
  };
}
