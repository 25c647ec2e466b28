import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MusterError } from '../model/errors.ts';

/**
 * Replaces a file by its whole new content or not at all: written beside it, flushed, then renamed over it.
 * Throws disk_full, folder_read_only or file_unwritable with the path.
 */
export async function writeFileWhole(file: string, content: string): Promise<void> {
  const temporary = `${file}.new`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileError(error, dirname(file));
  }
}

/** Names what a failed file operation means for the admin; `path` is the place to look at. */
export function fileError(error: unknown, path: string): MusterError {
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new MusterError('disk_full', { path }, error);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new MusterError('folder_read_only', { path }, error);
    default:
      return new MusterError(
        'file_unwritable',
        { path, reason: error instanceof Error ? error.message : String(error) },
        error,
      );
  }
}

/** The system's word for a failure (`ENOSPC`, …), if it has one. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
