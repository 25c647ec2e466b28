import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { deviceStateSchema } from './device/state.ts';

const keptSchema = z.object({
  devices: z.array(z.object({ seed: z.string(), state: deviceStateSchema })),
});
type Kept = z.infer<typeof keptSchema>['devices'];

/** Where devices are kept: one file, written whole. */
export interface Drawer {
  /** What was in it when it was opened. */
  readonly kept: Kept;
  /** Writes all of them, once for all who ask while it is being written. */
  keep(devices: Kept): Promise<void>;
}

/** Opens the file; one that is not there is empty. Throws ZodError or SyntaxError when it is none of ours. */
export async function createDrawer(file: string): Promise<Drawer> {
  let writing = Promise.resolve();
  let waiting: string | null = null;
  const write = async (): Promise<void> => {
    if (waiting === null) return;
    const text = waiting;
    waiting = null;
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  return {
    kept: await read(file),
    keep: (devices) => {
      waiting = JSON.stringify({ devices });
      writing = writing.then(write, write);
      return writing;
    },
  };
}

async function read(file: string): Promise<Kept> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(file, 'utf8'))).devices;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
