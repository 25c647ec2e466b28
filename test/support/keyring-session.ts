import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MusterError } from '../../electron/model/errors.ts';
import type { Keychain } from '../../electron/vault/keychain.ts';

/** True where a Secret Service of our own can be started, away from the developer's own keyring. */
export function hasKeyringTools(): boolean {
  return ['dbus-run-session', 'gnome-keyring-daemon'].every(
    (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined,
  );
}

const answerSchema = z.union([
  z.object({ value: z.union([z.string(), z.boolean(), z.null()]) }),
  z.object({ reason: z.string() }),
]);

/** Both lines answer "is this keyring unlocked?": one with a password given, one that nobody ever unlocked. */
const UNLOCKED = 'echo -n test | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"';
const NEVER_UNLOCKED = 'exec "$@"';

/** The real keychain code over a real, private Secret Service in a child process. `stop` ends both. */
export function startKeyringSession(options: { unlocked: boolean }): {
  keychain: Keychain;
  stop(): Promise<void>;
} {
  const home = mkdtempSync(join(tmpdir(), 'muster-keyring-'));
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env;
  const child = spawn(
    'dbus-run-session',
    [
      '--',
      'bash',
      '-c',
      options.unlocked ? UNLOCKED : NEVER_UNLOCKED,
      'keyring',
      process.execPath,
      childScript(),
    ],
    {
      env: { ...inherited, HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: home },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));

  async function call(method: string, account = '', secret = ''): Promise<string | boolean | null> {
    child.stdin.write(`${JSON.stringify({ method, account, secret })}\n`);
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('the keyring session ended');
      if (!value.startsWith('{')) continue;
      const answer = answerSchema.parse(JSON.parse(value));
      if ('reason' in answer) throw new MusterError('vault_no_keychain', { reason: answer.reason });
      return answer.value;
    }
  }

  return {
    keychain: {
      get: async (account) =>
        z
          .string()
          .nullable()
          .parse(await call('get', account)),
      set: async (account, secret) => void (await call('set', account, secret)),
      delete: async (account) => void (await call('delete', account)),
      available: async () => (await call('available')) === true,
    },
    stop: async () => {
      child.stdin.end();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function childScript(): string {
  return fileURLToPath(new URL('./keyring-child.ts', import.meta.url));
}
