import { writeSync } from 'node:fs';
import { z } from 'zod';
import { createActionService } from '../../../../electron/actions/service.ts';
import { serviceAccountKeySchema } from '../../../../electron/demo/oauth/keys.ts';
import type { Fetch } from '../../../../electron/model/ports.ts';
import { openStore } from '../../../../electron/store/open-store.ts';
import { systemClock } from '../../../../electron/system.ts';
import { actionDeps, googleAdapter, wholeFetch } from '../../../support/demo-actions.ts';

/**
 * A program that sends what is queued in a workspace, to be killed at any moment; or it kills itself, without any
 * warning, the n-th time it comes to a moment. Ends when nothing is queued or being sent.
 */
const { file, migrationsDir, workerUrl, org, die } = z
  .object({
    file: z.string(),
    migrationsDir: z.string(),
    workerUrl: z.string(),
    org: z.object({
      apiRoot: z.string(),
      authRoot: z.string(),
      customerId: z.string(),
      adminEmail: z.string(),
      key: serviceAccountKeySchema,
    }),
    die: z.object({ moment: z.string(), turn: z.int() }).nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

let turns = 0;
/** Comes to a moment: here the program may end. */
function reach(moment: string): void {
  if (moment === die?.moment && ++turns === die.turn) process.kill(process.pid, 'SIGKILL');
}

/** The same room, telling before and after each call of one of its methods. */
function watched<T extends object>(room: T, name: keyof T & string): T {
  return new Proxy(room, {
    get: (target, key) => {
      const method: unknown = Reflect.get(target, key);
      if (key !== name || typeof method !== 'function') return method;
      return async (...args: unknown[]): Promise<unknown> => {
        reach(`before ${name}`);
        const result: unknown = await Reflect.apply(method, target, args);
        reach(`after ${name}`);
        return result;
      };
    },
  });
}

const network: Fetch = async (input, init) => {
  const answer = wholeFetch(input, init);
  if ((init?.method ?? 'GET') !== 'GET') {
    await Promise.race([answer, new Promise((resolve) => setImmediate(resolve))]);
    reach('during the request');
  }
  return await answer;
};

const store = await openStore({ file, migrationsDir, workerUrl: new URL(workerUrl), clock: systemClock });
const google = await store.connections.google();
if (google === null) throw new Error('no connection');
const adapter = await googleAdapter({ ...org, serviceAccountKey: async () => org.key }, systemClock, network);
const { commands } = store;
const log: string[] = [];
const service = createActionService(
  actionDeps({
    store: { ...store, commands: watched(watched(commands, 'claim'), 'move') },
    clock: systemClock,
    connection: () => ({ ...google, adapter: watched(watched(adapter, 'look'), 'send') }),
    log,
  }),
);
writeSync(1, 'started\n');
for (;;) {
  const open = await commands.list({ which: 'open', limit: 50 });
  if (open.every(({ counts }) => counts.held + counts.queued + counts.sending === 0)) break;
  await systemClock.sleep(50);
}
await service.close();
await store.close();
for (const line of log) writeSync(2, `${line}\n`);
