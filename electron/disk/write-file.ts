import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeError } from './errors.ts';

/**
 * Replaces a file so that a reader finds the old content or the new, never a part: written beside it, forced
 * to the disk, then renamed over it. Readable by the owner alone. `replace` is the renaming step.
 * Throws `disk_full`, `folder_read_only` or `file_unwritable` with the file's path.
 */
export async function writeFileAtomically(
  file: string,
  content: string | Uint8Array,
  replace: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  const temporary = `${file}.tmp`;
  try {
    await writeDurably(temporary, content);
    await replace(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeError(error, file);
  }
}

async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself lives in the folder. Windows cannot open a folder for this and orders renames by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
