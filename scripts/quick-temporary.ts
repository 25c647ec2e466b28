import { rmSync } from 'node:fs';
import { mkdtemp, statfs } from 'node:fs/promises';

const MEMORY = '/dev/shm';
/** What the tests keep there at once, several times over. */
const ROOM = 3 * 1024 ** 3;

/**
 * A temporary folder in memory that goes with this process, or null where there is none with room. Tests make databases by
 * the thousand, and on a disk each of them waits for it some dozen times. A program that is killed leaves in either what
 * it has written.
 */
export async function quickTemporaryFolder(): Promise<string | null> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  if (bavail * bsize < ROOM) return null;
  const folder = await mkdtemp(`${MEMORY}/muster-`).catch(() => null);
  if (folder !== null) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
