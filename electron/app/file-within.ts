import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The real path of a file inside `folder`; null when it does not exist or lies outside, links followed. */
export async function fileWithin(folder: string, pathname: string): Promise<string | null> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, decodeURIComponent(pathname)));
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}
