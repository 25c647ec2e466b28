import { dirname } from 'node:path';
import { MusterError } from '../../model/errors.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { AppleWorld } from './world.ts';

/** Opens Apple’s world when it is first needed: most who look at the demo organisation never do. */
export interface AppleDesk {
  open(where: { root: string; address: string }): Promise<AppleWorld>;
  /** Throws `not_available` before it was opened. */
  need(): AppleWorld;
  close(): Promise<void>;
}

/** `stateFile`: the organisation’s, beside which its devices are kept. Throws `not_available` without one. */
export function createAppleDesk(
  stateFile: string | undefined,
  ports: { clock: Clock; random: Random; log(message: string): void },
): AppleDesk {
  let opening: Promise<AppleWorld> | null = null;
  let world: AppleWorld | null = null;
  const openIt = async (where: { root: string; address: string }): Promise<AppleWorld> => {
    if (stateFile === undefined) throw new MusterError('not_available');
    const { openAppleWorld } = await import('./world.ts');
    world = await openAppleWorld({ folder: dirname(stateFile), ...where, ...ports });
    return world;
  };
  return {
    open: (where) => {
      opening ??= openIt(where).catch((error: unknown) => {
        opening = null;
        throw error;
      });
      return opening;
    },
    need: () => {
      if (world === null) throw new MusterError('not_available');
      return world;
    },
    close: async () => {
      await (await opening?.catch(() => null))?.close();
    },
  };
}
