import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createPushStandIn, type PushStandIn } from '../../../electron/demo/apple/push/stand-in.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { pickPem } from '../../support/apple/push-bench.ts';
import { pushOver } from '../../support/apple/push-program.ts';
import { registerPhone } from '../../support/apple/registered.ts';
import { openTestStore, temporaryFolder } from '../../support/store-fixtures.ts';

const TOPIC = 'com.apple.mgmt.ours';
const PHONES = 24;
const CHILD = fileURLToPath(new URL('../../support/apple/push-child.ts', import.meta.url));

const folder = temporaryFolder();
const file = join(folder.path, 'workspace.db');
const cleanUp: (() => Promise<void> | void)[] = [() => folder.remove()];

afterEach(async () => {
  for (const undo of cleanUp.toReversed()) await undo();
});

/** Registered phones with a token of their own each; a push is wanted for every one. */
async function phones(store: Store, apple: PushStandIn): Promise<void> {
  const deviceIds: string[] = [];
  for (let each = 1; each <= PHONES; each++) {
    const at = Date.now();
    const { deviceId, ...caller } = await registerPhone(store, `udid-${each}`, at);
    const token = each.toString(16).padStart(64, '0');
    const keys = { topic: TOPIC, token, pushMagic: `magic-${each}`, unlockToken: null };
    await store.apple.tokenUpdate({ ...caller, ...keys, at, user: null, audit: null });
    apple.register(token, TOPIC);
    deviceIds.push(deviceId);
  }
  await store.apple.wantPush({ deviceIds, at: Date.now() });
}

test('a program killed while it pushes leaves every device to the next one', async () => {
  const apple = await createPushStandIn();
  cleanUp.push(apple.close);
  let store = await openTestStore(file);
  cleanUp.push(() => store.close());
  const secrets = new Map<string, string>();
  let push = pushOver(store, apple.endpoint, secrets);
  const { pem } = await push.request();
  const handle = pickPem(push, await apple.issue(pem, TOPIC, 100));
  await push.bring({ handle, password: null, appleId: null, replaceTopic: false });
  await phones(store, apple);
  await store.close();

  const options = join(folder.path, 'options.json');
  writeFileSync(options, JSON.stringify({ file, endpoint: apple.endpoint, secrets: [...secrets] }));
  const reached = new Set<string>();
  const child = spawn(process.execPath, [CHILD, options], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  apple.onPush(({ token }) => {
    reached.add(token);
    if (reached.size === PHONES / 2) child.kill('SIGKILL');
  });
  await ended;

  store = await openTestStore(file);
  expect(await store.apple.waitingPushes(Date.now())).toBe(PHONES);
  push = pushOver(store, apple.endpoint, secrets);
  const again = new Set<string>();
  const all = Promise.withResolvers<void>();
  apple.onPush(({ token }) => {
    if (again.add(token).size === PHONES) all.resolve();
  });
  push.start();
  await all.promise;
  await push.close();
  expect(await store.apple.waitingPushes(Date.now())).toBe(0);
});
