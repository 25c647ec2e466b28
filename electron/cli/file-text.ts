import { readFileSync } from 'node:fs';
import { MusterError } from '../model/errors.ts';

/** The text of a file named on the command line. Throws `file_unreadable`. */
export function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MusterError('file_unreadable', { path, reason }, error);
  }
}
