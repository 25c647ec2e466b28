import { z } from 'zod';
import { type Traces, tracesOf } from './traces.ts';

/** The commands devices of this organisation understand, and how long each is kept for one (milliseconds). */
export const COMMAND_LIFE = {
  REBOOT: 10 * 60_000,
  WIPE_USERS: 180 * 86_400_000,
  REMOTE_POWERWASH: 5 * 365 * 86_400_000,
} as const;

/** Google's `commandType`. */
export const commandTypeSchema = z.enum(['REBOOT', 'WIPE_USERS', 'REMOTE_POWERWASH']);
export type CommandType = z.infer<typeof commandTypeSchema>;

/** A command's payload: JSON as a text. `user_session_delay_seconds` is how long a REBOOT waits for a signed-in user. */
export const payloadSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.looseObject({ user_session_delay_seconds: z.int().min(0).max(300).optional() }));

/** What will become of a command: when it reaches the device and what the device makes of it. */
export const fateSchema = z.object({
  /** Milliseconds UTC; null when the device never fetches it. */
  sentAt: z.number().nullable(),
  ackedAt: z.number().nullable(),
  executedAt: z.number().nullable(),
  result: z.enum(['SUCCESS', 'FAILURE', 'IGNORED']).nullable(),
  errorMessage: z.string().nullable(),
  /** When the device registers again after it wiped itself. */
  reenrolledAt: z.number().nullable(),
});
export type Fate = z.infer<typeof fateSchema>;

/** One command as it was issued; all else follows from it and the time. Times are milliseconds UTC. */
export const deviceCommandSchema = z.object({
  id: z.string(),
  /** The device's index. */
  index: z.int(),
  type: commandTypeSchema,
  payload: z.string().nullable(),
  issuedAt: z.number(),
  expiresAt: z.number(),
  fate: fateSchema,
});
export type DeviceCommand = z.infer<typeof deviceCommandSchema>;

/** Google's `state` of a command. */
export type CommandState =
  | 'PENDING'
  | 'SENT_TO_CLIENT'
  | 'ACKED_BY_CLIENT'
  | 'EXECUTED_BY_CLIENT'
  | 'EXPIRED'
  | 'CANCELLED';

const ENDED: readonly CommandState[] = ['EXECUTED_BY_CLIENT', 'EXPIRED', 'CANCELLED'];

/** Every command ever issued to a device of the fleet. */
export class DeviceCommands {
  readonly #now: () => number;
  readonly #byId = new Map<string, DeviceCommand>();
  readonly #byDevice = new Map<number, DeviceCommand[]>();
  readonly #cancelled = new Map<string, number>();

  /** `now` gives the time (milliseconds UTC) by which devices answer. */
  constructor(now: () => number) {
    this.#now = now;
  }

  add(command: DeviceCommand): void {
    this.#byId.set(command.id, command);
    const others = this.#byDevice.get(command.index);
    if (others === undefined) this.#byDevice.set(command.index, [command]);
    else others.push(command);
  }

  /** Takes a command back at a time (milliseconds UTC); without effect once the device has answered it. */
  cancel(id: string, at: number): void {
    if (!this.#cancelled.has(id)) this.#cancelled.set(id, at);
  }

  find(id: string): DeviceCommand | undefined {
    return this.#byId.get(id);
  }

  /** The commands of a device that may still be carried out. */
  open(index: number): DeviceCommand[] {
    return (this.#byDevice.get(index) ?? []).filter((command) => !ENDED.includes(this.state(command)));
  }

  /** Where a command stands now. */
  state({ id, expiresAt, fate }: DeviceCommand): CommandState {
    const now = this.#now();
    const executedAt = fate.executedAt ?? Number.POSITIVE_INFINITY;
    const cancelledAt = this.#cancelled.get(id) ?? Number.POSITIVE_INFINITY;
    if (executedAt <= now && executedAt < cancelledAt) return 'EXECUTED_BY_CLIENT';
    if (cancelledAt <= now && cancelledAt < expiresAt) return 'CANCELLED';
    if (expiresAt <= now) return 'EXPIRED';
    if (fate.ackedAt !== null && fate.ackedAt <= now) return 'ACKED_BY_CLIENT';
    return fate.sentAt !== null && fate.sentAt <= now ? 'SENT_TO_CLIENT' : 'PENDING';
  }

  /** What commands have done to a device by now; undefined when it has answered none. */
  traces(index: number): Traces | undefined {
    if (this.#byDevice.size === 0) return undefined;
    const commands = this.#byDevice.get(index)?.filter((one) => this.state(one) === 'EXECUTED_BY_CLIENT');
    return commands === undefined || commands.length === 0 ? undefined : tracesOf(commands, this.#now());
  }
}
