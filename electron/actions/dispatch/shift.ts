import type { ActionFamily } from '../../model/action.ts';
import type { Bar } from '../../model/command.ts';
import type { Announcer } from '../announcer.ts';
import type { ActionConnection, ActionServiceDeps } from '../contract.ts';
import type { Records } from '../records.ts';
import type { Brake } from './brake.ts';
import type { Lease } from './lease.ts';

export type Paced = <T>(task: () => Promise<T>) => Promise<T>;

/** The admin’s pace. */
export interface Pace {
  /** The least time between two requests that change something (ms). */
  intervalMs(): number;
  /** Reads the limits again, which another program may have changed. */
  learn(): Promise<void>;
}

/** One stretch of time in which this program has the right to send for a connection, and what it works with. */
export interface Shift {
  deps: ActionServiceDeps;
  family: ActionFamily;
  connection: ActionConnection;
  lease: Lease;
  brake: Brake;
  records: Records;
  announcer: Announcer;
  /** Looks at devices before they are sent to: a few at a time, and at a pace. */
  looking: Paced;
  /** Reads what became of what was sent, likewise. */
  asking: Paced;
  pace: Pace;
  /** Devices in a row that could not be read for want of permission. */
  met: { forbidden: number };
  /** Nothing new is begun once it fires. */
  over: AbortSignal;
  /** Fires when an answer is not waited for any longer. */
  cut: AbortSignal;
  /** Ends the shift: the right to send, or the connection, is another’s. */
  end(): void;
  /** Something happened that changes what is next. */
  ring(): void;
}

/** True while the connection lives the life this shift began in. */
export function isSameLife({
  deps,
  family,
  connection,
}: Pick<Shift, 'deps' | 'family' | 'connection'>): boolean {
  const now = deps.connection(family);
  return now?.id === connection.id && now.generation === connection.generation;
}

/** Nothing can be sent until a person acts: all that is queued waits, and says why. */
export async function bar({ deps, connection, announcer }: Shift, pause: Bar): Promise<void> {
  announcer.commands(await deps.store.commands.pauseAll({ connectionId: connection.id, reason: pause }));
  deps.barred(pause);
}
