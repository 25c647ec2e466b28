import { z } from 'zod';
import { deviceChangeSchema } from './fleet/changes.ts';
import { deviceCommandSchema } from './fleet/device-commands.ts';
import type { Organisation } from './fleet/organisation.ts';
import type { StateFile } from './state-file.ts';

/** Something that is done to the organisation. Devices and units go by their index, times are milliseconds UTC. */
const deedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), count: z.int(), at: z.number() }),
  z.object({ kind: z.literal('remove'), index: z.int() }),
  z.object({ kind: z.literal('change'), index: z.int(), change: deviceChangeSchema }),
  z.object({ kind: z.literal('rename'), unit: z.int(), name: z.string() }),
  z.object({ kind: z.literal('command'), command: deviceCommandSchema }),
  z.object({ kind: z.literal('cancel'), id: z.string(), at: z.number() }),
]);
export type Deed = z.infer<typeof deedSchema>;

/** One thing a client really brought about. A command counts once, when it is taken on. */
export const effectSchema = z.object({
  deviceId: z.string(),
  /** `deprovision`, `disable`, `reenable`, `move`, `annotate`, or the type of a command. */
  what: z.string(),
  /** Milliseconds UTC. */
  at: z.number(),
  /** The reason, the new unit's path, the names of the fields written, or the command's id. */
  detail: z.string(),
});
export type Effect = z.infer<typeof effectSchema>;

const lineSchema = z.object({ deed: deedSchema, effect: effectSchema.optional() });
type Line = z.infer<typeof lineSchema>;

/**
 * Everything done to the organisation goes through here, so that it can be kept in a file and done again when the
 * organisation starts anew, or is run by another program at the same time.
 */
export class Ledger {
  readonly #organisation: Organisation;
  readonly #file: StateFile | null;
  readonly #effects: Effect[] = [];

  /** Does again what the file has; null keeps everything in memory only. */
  constructor(organisation: Organisation, file: StateFile | null) {
    this.#organisation = organisation;
    this.#file = file;
    this.catchUp();
  }

  /** Does something to the organisation; `effect` says what of it a client brought about. */
  do(deed: Deed, effect?: Effect): void {
    if (this.#file === null) {
      this.#apply({ deed, effect });
      return;
    }
    this.catchUp();
    this.#file.append(JSON.stringify({ deed, effect }));
    this.catchUp();
  }

  /** Does what other programs have written to the file since. */
  catchUp(): void {
    for (const text of this.#file?.news() ?? []) {
      const line = lineOf(text);
      if (line !== undefined) this.#apply(line);
    }
  }

  /** Brings everything done so far to the disk. */
  flush(): void {
    this.#file?.flush();
  }

  /** What clients really brought about, oldest first. */
  effects(): Effect[] {
    this.catchUp();
    return [...this.#effects];
  }

  close(): void {
    this.#file?.close();
  }

  #apply({ deed, effect }: Line): void {
    const { changes, commands, units } = this.#organisation;
    switch (deed.kind) {
      case 'add':
        changes.add(deed.count, deed.at);
        break;
      case 'remove':
        changes.remove(deed.index);
        break;
      case 'change':
        changes.change(deed.index, deed.change);
        break;
      case 'rename':
        units.rename(units.at(deed.unit), deed.name);
        changes.note();
        break;
      case 'command':
        commands.add(deed.command);
        break;
      case 'cancel':
        commands.cancel(deed.id, deed.at);
        break;
    }
    if (effect !== undefined) this.#effects.push(effect);
  }
}

/** A line as it was written; undefined for one that was cut off. */
function lineOf(text: string): Line | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
