import { writeSync } from 'node:fs';
import { z } from 'zod';
import { createDirectory } from '../../../electron/connections/google/api/directory.ts';
import { resolveEndpoints } from '../../../electron/connections/google/endpoints.ts';
import { createGoogleSync } from '../../../electron/connections/google/sync/engine.ts';
import { createTokenSource } from '../../../electron/connections/google/token-source.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';

/**
 * A program that syncs a workspace's Google connection once, to be killed at any moment. Prints a line of JSON for
 * each step of its progress, after what it tells of is committed, and the run at its end.
 */
const { file, migrationsDir, workerUrl, secret } = z
  .object({ file: z.string(), migrationsDir: z.string(), workerUrl: z.string(), secret: z.string() })
  .parse(JSON.parse(process.argv[2] ?? ''));

function print(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const clock = systemClock;
const random = systemRandom;
const store = await openStore({ file, migrationsDir, workerUrl: new URL(workerUrl), clock });
const sync = createGoogleSync({
  store,
  clock,
  random,
  pid: process.pid,
  options: { progressMs: 0 },
  api: ({ endpoints, account, customerId }) => {
    const resolved = resolveEndpoints(endpoints, {});
    const stored = { read: async () => secret, write: async () => undefined };
    const tokens = createTokenSource({ endpoints: resolved, fetch, clock, secret: stored, account });
    return createDirectory({ tokens, apiRoot: resolved.apiRoot, customerId, account, fetch, clock, random });
  },
});
sync.onProgress((progress) => print({ progress }));
print({ run: await sync.run('manual') });
await store.close();
