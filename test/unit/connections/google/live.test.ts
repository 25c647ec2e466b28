import { expect, it } from 'vitest';
import { createLive } from '../../../../electron/connections/google/live.ts';
import { MusterError } from '../../../../electron/model/errors.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { CONNECTION } from '../../../support/store-fixtures.ts';

const never = async (): Promise<never> => {
  throw new MusterError('not_available');
};
const removed = (): void => undefined;

async function* nobody(): AsyncGenerator<never[]> {}

function bench() {
  const sent: string[] = [];
  const live = createLive({
    connection: CONNECTION,
    tokens: { accessToken: never, forceRefresh: never, revoke: never },
    sync: {
      start: never,
      run: never,
      cancel: async () => undefined,
      stop: async () => undefined,
      answer: never,
      progress: () => null,
      running: () => false,
      reachable: () => true,
      onProgress: () => removed,
      onEnded: () => removed,
      onChanged: () => removed,
    },
    adapter: {
      batchSize: () => 1,
      keptMs: () => null,
      judge: () => null,
      look: async () => null,
      send: async ({ action }) => {
        sent.push(action);
        return { kind: 'answered', outcomes: new Map() };
      },
      follow: never,
      reconcile: never,
    },
    users: {
      source: 'google',
      read: async (_since, signal) => {
        signal.throwIfAborted();
        return { whole: true, pages: nobody() };
      },
    },
    schedule: null,
    apiRoot: 'http://127.0.0.1/',
    fetch: never,
    clock: createManualClock(0),
    events: { progress: removed, ended: removed, changed: removed },
  });
  const restart = () =>
    live.adapter.send({ action: 'restart', delaySeconds: 0 }, [], new AbortController().signal);
  return { live, sent, restart };
}

it.each(['stop', 'end'] as const)('after its %s a connection sends nothing, and still reads', async (how) => {
  const { live, sent, restart } = bench();
  await restart();
  expect((await live.users.read(null, new AbortController().signal)).whole).toBe(true);
  await live[how]();
  await expect(restart()).rejects.toMatchObject({ code: 'cancelled' });
  await expect(live.users.read(null, new AbortController().signal)).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(await live.adapter.look('d1', new AbortController().signal)).toBeNull();
  expect(sent).toEqual(['restart']);
});
