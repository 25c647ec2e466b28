import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MusterError } from '../model/errors.ts';

const LONGEST_FILE = 1_048_576;

/**
 * Reads a file the admin picked: certificates with their keys, and profiles, are never longer. Throws `file_unreadable`
 * (details: path, reason).
 */
export async function readShort(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  const unreadable = (reason: string, cause?: unknown): MusterError =>
    new MusterError('file_unreadable', { path, reason }, cause);
  try {
    if ((await stat(path)).size > LONGEST_FILE) throw unreadable('too long');
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    if (error instanceof MusterError) throw error;
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
}
