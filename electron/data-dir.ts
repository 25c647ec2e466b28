import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where workspaces are kept: `MUSTER_DATA_DIR`, else the place the system keeps application data
 * (XDG Base Directory specification on Linux), so that the window and the command line share it.
 */
export function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (env.MUSTER_DATA_DIR) return env.MUSTER_DATA_DIR;
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Muster');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Muster');
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Muster');
}
