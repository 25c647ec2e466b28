import { MusterError } from '../../../model/errors.ts';
import type { JudgedProfile } from './judge.ts';
import type { ReadProfile } from './read.ts';

/** A file that was read, and what it says. */
export interface Picked {
  read: ReadProfile;
  judged: JudgedProfile;
}

/** The picked file, in memory until it is kept. A newer choice replaces an older one. */
export function createProfileTray() {
  let held: { handle: string; picked: Picked } | null = null;
  return {
    put(handle: string, picked: Picked): void {
      held = { handle, picked };
    },
    /** Throws `not_found`: it was kept already, or another was picked since. */
    look(handle: string): Picked {
      if (held?.handle !== handle) throw new MusterError('not_found');
      return held.picked;
    },
    clear(handle: string): void {
      if (held?.handle === handle) held = null;
    },
  };
}
