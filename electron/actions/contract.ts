import type { ActionFamily, ActionLimits, ActionSpec } from '../model/action.ts';
import type { ActionAdapter } from '../model/action-adapter.ts';
import type { Review, ReviewRow, ReviewRowsInput, Selection } from '../model/action-review.ts';
import type { DraftDeed } from '../model/audit.ts';
import type { Bar, Command, Target } from '../model/command.ts';
import type { Clock, Random } from '../model/ports.ts';
import type { Store } from '../store/contract.ts';

/** A connection through which actions go out, in its present life. */
export interface ActionConnection {
  id: string;
  account: string;
  generation: number;
  adapter: ActionAdapter;
}

/** One family’s connection, for what works for one family alone. */
export type ConnectionNow = () => ActionConnection | null;

/** Remote actions for a workspace: reviewed, held, queued, sent, followed. */
export interface ActionService {
  limits(): Promise<ActionLimits>;
  setLimits(limits: ActionLimits): Promise<ActionLimits>;
  /**
   * Freezes the targets of a selection and judges each. Throws `connection_not_found`, `list_unreadable` (line and
   * what is wrong with it), `not_found` (a command to try again that is not there), `bad_input`.
   */
  review(spec: ActionSpec, selection: Selection, signal: AbortSignal): Promise<Review>;
  /** Throws `review_gone`. */
  reviewRows(input: ReviewRowsInput): Promise<{ rows: ReviewRow[]; total: number }>;
  /** Forgets a review; one that is gone is no error. */
  discard(reviewId: string): Promise<void>;
  /**
   * Makes a command of the review's ready targets, held. Throws `review_gone`, `action_wrong_number`,
   * `action_capped`, `action_nothing_ready`, `connection_not_found` (deleted or replaced since).
   */
  confirm(reviewId: string, typed: number | null): Promise<Command>;
  /** Throws `command_not_held` when it is too late. */
  undo(commandId: string): Promise<Command>;
  /** Throws `command_not_queued` when everything of it has gone out. */
  cancel(commandId: string, targets?: number[]): Promise<Command>;
  pause(commandId: string): Promise<Command>;
  resume(commandId: string): Promise<Command>;
  dismiss(commandId: string): Promise<Command>;
  /** Throws `target_not_unknown`, and what reading the device throws. */
  reconcile(targetId: number, signal: AbortSignal): Promise<Target>;
  /** Throws `target_not_unknown`. */
  settle(targetId: number, happened: boolean): Promise<Target>;
  pace(): Promise<{ queued: number; leftMs: number | null; waitingUntil: number | null }>;
  /** Resolves when the command has ended (see Command.endedAt); `onChange` is told of every move until then. */
  follow(commandId: string, onChange: (command: Command) => void, signal: AbortSignal): Promise<Command>;
  /** Another program wrote to the workspace, the machine woke, or the network is back: looks at once. */
  wake(): void;
  /** Stops sending and following; what is under way is finished or left in doubt on the disk. */
  close(): Promise<void>;
}

export interface ActionServiceDeps {
  store: Pick<Store, 'commands' | 'devices' | 'orgUnits' | 'settings' | 'leases' | 'runs' | 'audit'>;
  clock: Clock;
  random: Random;
  pid: number;
  /** The connection that carries out actions of a family, as it lives now; null without one. */
  connection(family: ActionFamily): ActionConnection | null;
  /** True where this program may send and follow by itself; false for a command that only looks. */
  dispatch: boolean;
  /** Fills in who and where for an audit draft. */
  draft: DraftDeed;
  origin: 'window' | 'cli';
  actor: string;
  events: {
    commands(ids: string[]): void;
    devices(): void;
    audit(): void;
  };
  /** The account is barred: the connection page and the schedule must know. */
  barred(pause: Bar): void;
  log(message: string): void;
}
