import { readFileSync } from 'node:fs';
import { MusterError } from '../model/errors.ts';

/** The text of a file named on the command line. Throws `file_unreadable`. */
export function fileText(path: string): string {
  return Buffer.from(fileBytes(path)).toString('utf8');
}

/** Its bytes. Throws `file_unreadable`. */
export function fileBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MusterError('file_unreadable', { path, reason }, error);
  }
}
