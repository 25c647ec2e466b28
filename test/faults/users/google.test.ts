import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGoogleUsers } from '../../../electron/connections/google/users/directory.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import type { User } from '../../../electron/model/user.ts';
import type { UserService } from '../../../electron/registration/contract.ts';
import { openSyncBench, type SyncBench } from '../../support/sync-bench.ts';
import { BY_NAME, userBench } from '../../support/user-fixtures.ts';

/** Three pages of people, in Google's directory over HTTP. */
const PEOPLE = 1350;
let bench: SyncBench;
let service: UserService;

beforeEach(async () => {
  bench = await openSyncBench({ devices: 1500 });
  const directory = createGoogleUsers(bench.users, bench.connection);
  service = userBench(bench.store, { google: () => directory }).service;
});
afterEach(() => bench.close());

const run = (onProgress: (seen: number) => void = () => undefined, signal = new AbortController().signal) =>
  service.importFrom({ source: 'google', acceptShrink: false }, onProgress, signal);

async function everybody(): Promise<User[]> {
  const all: User[] = [];
  for await (const batch of bench.store.users.stream({ query: { filter: {}, sort: BY_NAME } }))
    all.push(...batch);
  return all;
}

it.each([
  [{ name: 'forbidden', endpoint: 'users', atPage: 3 } as const, 'google_permission_lost'],
  [{ name: 'deadToken', endpoint: 'users', atPage: 3 } as const, 'google_token_dead'],
  [{ name: 'networkCut', endpoint: 'users', atPage: 3 } as const, 'google_offline'],
  [{ name: 'serverError', endpoint: 'users', atPage: 3 } as const, 'google_unavailable'],
  [{ name: 'captivePortal', endpoint: 'users', atPage: 2 } as const, 'google_bad_answer'],
])('%o changes nobody, at first and later', async (fault, code) => {
  bench.org.control.setFault(fault);
  await expect(run()).rejects.toMatchObject({ code });
  expect(await everybody()).toEqual([]);
  bench.org.control.clearFault();
  expect(await run()).toMatchObject({ added: PEOPLE });
  const before = await everybody();
  bench.org.control.setFault(fault);
  await expect(run()).rejects.toMatchObject({ code });
  expect(await everybody()).toEqual(before);
  expect(await service.imports()).toMatchObject([{ result: { added: PEOPLE }, failed: { code } }]);
  bench.org.control.clearFault();
  expect(await run()).toMatchObject({ added: 0, changed: 0, gone: 0 });
});

it('cancelled in the middle of a page changes nobody', async () => {
  const stop = new AbortController();
  const running = run((seen) => {
    if (seen !== 1000) return;
    bench.org.control.setFault({ name: 'slow', endpoint: 'users', milliseconds: 60_000 });
    setImmediate(() => stop.abort(new MusterError('cancelled')));
  }, stop.signal);
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  expect(await everybody()).toEqual([]);
});

it('deleting the connection while its people are read leaves none of them', async () => {
  let removed: Promise<void> | undefined;
  const running = run((seen) => {
    if (seen === PEOPLE) removed = bench.store.connections.remove(bench.connection.id);
  });
  await expect(running).rejects.toMatchObject({ code: 'connection_not_found' });
  await removed;
  expect(await everybody()).toEqual([]);
  expect(await service.imports()).toEqual([]);
});
