import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ErrorCode } from '../../model/error-codes.ts';
import { MusterError, toMusterError } from '../../model/errors.ts';

/** SQLite's result codes (sqlite.org/rescode.html) and the system's, by how they begin. */
const CODES: readonly (readonly [string, ErrorCode])[] = [
  ['SQLITE_CORRUPT', 'store_damaged'],
  ['SQLITE_NOTADB', 'store_damaged'],
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
  ['SQLITE_READONLY', 'folder_read_only'],
  ['SQLITE_BUSY', 'store_busy'],
  ['SQLITE_LOCKED', 'store_busy'],
  ['SQLITE_PROTOCOL', 'store_busy'],
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EROFS', 'folder_read_only'],
  ['EACCES', 'folder_read_only'],
  ['EPERM', 'folder_read_only'],
];

/** The MusterError an SQLite or file system error stands for; `path` is the workspace's cache file. */
export function storeError(error: unknown, path: string): MusterError {
  if (error instanceof MusterError) return error;
  const code = errorCode(error);
  const known = CODES.find(([start]) => code.startsWith(start));
  if (known) return new MusterError(known[1], { path }, error);
  // Making a folder on a read-only disk fails as if its parent were missing.
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'ENOENT') {
    return new MusterError(canWriteBeside(path) ? 'file_unreadable' : 'folder_read_only', { path }, error);
  }
  if (code.startsWith('SQLITE_IOERR')) return new MusterError('file_unwritable', { path }, error);
  return toMusterError(error);
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function canWriteBeside(path: string): boolean {
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
