import type { ErrorCode } from '../model/error-codes.ts';
import { MusterError } from '../model/errors.ts';

const MEANINGS: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EROFS: 'folder_read_only',
  EACCES: 'folder_read_only',
  EPERM: 'folder_read_only',
};

/**
 * Names what a failed write means for the admin: disk_full, folder_read_only, else `otherwise`; `path` is the
 * place to look at. A MusterError passes unchanged, an abort becomes cancelled.
 */
export function writeError(
  error: unknown,
  path: string,
  otherwise: ErrorCode = 'file_unwritable',
): MusterError {
  if (error instanceof MusterError) return error;
  const errno = errnoOf(error);
  if (errno === 'ABORT_ERR' || (error instanceof Error && error.name === 'AbortError'))
    return new MusterError('cancelled', {}, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new MusterError(MEANINGS[errno ?? ''] ?? otherwise, { path, reason }, error);
}

function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
