import type { ActionSpec } from '../../model/action.ts';
import type { TargetOutcome } from '../../model/action-adapter.ts';
import type { Target } from '../../model/command.ts';
import { moveAfter } from '../move-after.ts';
import type { Note } from '../records.ts';
import { bar, type Shift } from './shift.ts';
import { troubleOf } from './trouble.ts';

/** Asks what became of what was sent. It only reads. */
export interface Follower {
  /** Asks for all that is due; does nothing when it is at it already. */
  start(): void;
  busy(): boolean;
  settled(): Promise<void>;
}

const AT_ONCE = 40;
/** Between two stretches, so that what stays due is not asked for without a pause. */
const GAP_MS = 250;

export function createFollower(shift: Shift): Follower {
  const { deps, connection, brake, records, over, cut } = shift;
  const { store, clock, log } = deps;
  let running: Promise<void> | null = null;
  const followDue = async (): Promise<void> => {
    for (;;) {
      await brake.free(over);
      const due = await store.commands.due({ connectionId: connection.id, at: clock.now(), limit: AT_ONCE });
      if (due.length === 0) return;
      const notes = await Promise.all(due.map((one) => shift.asking(() => askOne(shift, one))));
      await records.write(
        notes.filter((note) => note !== null),
        cut,
      );
      await clock.sleep(GAP_MS, over);
    }
  };
  return {
    start: () => {
      running ??= followDue()
        .catch((error: unknown) => {
          if (over.aborted) return;
          log(`following broke off: ${String(error)}`);
          brake.hold('unavailable', null);
        })
        .finally(() => {
          running = null;
          shift.ring();
        });
    },
    busy: () => running !== null,
    settled: async () => {
      await running;
    },
  };
}

/** Null when it could not be asked for: it stays due. */
async function askOne(shift: Shift, due: { spec: ActionSpec; target: Target }): Promise<Note | null> {
  const { connection, brake, over } = shift;
  if (over.aborted || brake.braking()) return null;
  const { spec, target } = due;
  const { adapter } = connection;
  let outcome: TargetOutcome | null = null;
  try {
    const ask = target.state === 'unknown' ? adapter.reconcile : adapter.follow;
    outcome = await ask(spec, target, over);
  } catch (error) {
    if (over.aborted) return null;
    const trouble = troubleOf(error);
    if (trouble.kind !== 'device') {
      brake.hold(trouble.kind === 'wait' ? trouble.reason : 'unavailable', null);
      if (trouble.kind === 'barred') await bar(shift, trouble.pause);
      return null;
    }
  }
  return { target, spec, move: moveAfter(target, outcome, shift.deps.clock.now()) };
}
