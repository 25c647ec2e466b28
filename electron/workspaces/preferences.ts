import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeError } from '../disk/errors.ts';
import { writeFileAtomically } from '../disk/write-file.ts';
import { type Preferences, preferencesSchema } from '../model/preferences.ts';
import { createTurns } from '../model/turns.ts';

export interface PreferenceStore {
  get(): Preferences;
  set(change: Partial<Preferences>): Promise<Preferences>;
}

/**
 * Reads this person's choices from a JSON file. A file that cannot be understood gives the defaults: choices are
 * worth less than a start.
 */
export async function openPreferences(file: string): Promise<PreferenceStore> {
  let current = read(file);
  const inTurn = createTurns();
  return {
    get: () => current,
    set: (change) =>
      inTurn(async () => {
        const next = preferencesSchema.parse({ ...current, ...change });
        await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch((error) => {
          throw writeError(error, dirname(file));
        });
        await writeFileAtomically(file, `${JSON.stringify(next, null, 2)}\n`);
        current = next;
        return current;
      }),
  };
}

/** Read at once: the store can then be opened while the window starts. */
function read(file: string): Preferences {
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : preferencesSchema.parse({});
  } catch {
    return preferencesSchema.parse({});
  }
}
