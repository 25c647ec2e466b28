import { on } from 'node:events';
import { z } from 'zod';
import { type Program, type ProgramOptions, startListening } from '../../../support/served/program.ts';
import type { ServedWorkspace } from '../../../support/served/workspace.ts';

const IMPORTS = ['./held-calls.ts', './moved-clock.ts'].map((file) => new URL(file, import.meta.url).href);
const heldSchema = z.object({ held: z.string() });

/** `muster listen`, which can be stopped at moments of its work and told another time. */
export interface ToldProgram extends Program {
  /**
   * From now on it stops at the next such moment: `before apple.noteIssued`, `after apple.exchange`. Resolves when it knows; `held`
   * when it has stopped there.
   */
  hold(moment: string): Promise<{ held: Promise<void> }>;
  /** Its clock is so many ms ahead of the machine’s, or stands still at this time (ms UTC). */
  setClock(clock: { ahead: number } | { stopped: number }): Promise<void>;
}

/** Starts it; it listens when this resolves. */
export async function listenTold(
  workspace: Pick<ServedWorkspace, 'dataDir'>,
  options: Pick<ProgramOptions, 'env'> = {},
): Promise<ToldProgram> {
  const program = await startListening(workspace, { ...options, imports: IMPORTS, channel: true });
  const { child } = program;
  const heard = async (wanted: (message: unknown) => boolean): Promise<void> => {
    const over = new AbortController();
    void program.ended.then(() => over.abort());
    for await (const [message] of on(child, 'message', { signal: over.signal })) if (wanted(message)) return;
  };
  return {
    ...program,
    hold: async (moment) => {
      const [when, method] = moment.split(' ');
      const ready = heard((message) => z.object({ ready: z.literal(moment) }).safeParse(message).success);
      const held = heard((message) => heldSchema.safeParse(message).data?.held === moment);
      held.catch(() => undefined);
      child.send({ hold: { when, method } });
      await ready;
      return { held };
    },
    setClock: async (clock) => {
      const set = heard((message) => z.object({ clock: z.literal('set') }).safeParse(message).success);
      child.send({ clock });
      await set;
    },
  };
}
