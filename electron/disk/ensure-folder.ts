import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeError } from './errors.ts';

/** Makes a folder if it is missing. Throws folder_read_only, disk_full or file_unwritable, with its path. */
export function ensureFolder(folder: string): void {
  try {
    // On a read-only disk making it would fail as if its parent were missing.
    accessSync(nearestExisting(folder), constants.W_OK);
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw writeError(error, folder);
  }
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}
