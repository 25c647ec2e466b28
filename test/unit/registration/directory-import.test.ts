import { afterEach, beforeEach, expect, it } from 'vitest';
import { MusterError } from '../../../electron/model/errors.ts';
import type { ImportedUser } from '../../../electron/model/user.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { directoryOf, everybody, imported, userBench } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let pages: (ImportedUser[] | Error)[];
let bench: ReturnType<typeof userBench>;
let google: ReturnType<typeof directoryOf>;
let ldap: ReturnType<typeof directoryOf>;

const PEOPLE = ['a', 'b', 'c', 'd'].map((name) => imported(name, name));
const never = new AbortController().signal;
const ignore = (): void => undefined;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  google = directoryOf('google', () => pages);
  ldap = directoryOf('ldap', () => pages, false);
  bench = userBench(store, { google: () => google, ldap: () => ldap });
  pages = [PEOPLE.slice(0, 2), PEOPLE.slice(2)];
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const run = (acceptShrink = false, onProgress: (seen: number) => void = ignore, signal = never) =>
  bench.service.importFrom({ source: 'google', acceptShrink }, onProgress, signal);
const log = async () => (await store.audit.list({ filter: {}, before: null, limit: 50 })).rows;

it('reads all pages, tells how far it is, and keeps them', async () => {
  const seen: number[] = [];
  expect(await run(false, (count) => seen.push(count))).toMatchObject({ added: 4, at: T0 });
  expect(seen).toEqual([2, 4]);
  expect(bench.told.changed).toBe(1);
  bench.turn(1000);
  await run();
  expect(google.asked).toEqual([null, T0]);
  expect((await log()).map(({ deed, result }) => [deed, result])).toEqual([
    ['users.imported', 'done'],
    ['users.imported', 'done'],
  ]);
});

it('a page that fails changes nobody, and is told until it went well', async () => {
  await run();
  const before = await everybody(store);
  pages = [[imported('new', 'new')], [], new MusterError('google_permission_lost', { account: 'x' })];
  await expect(run()).rejects.toMatchObject({ code: 'google_permission_lost' });
  expect(await everybody(store)).toEqual(before);
  expect(await bench.service.imports()).toMatchObject([
    {
      source: 'google',
      result: { added: 4 },
      failed: { code: 'google_permission_lost', details: { account: 'x' } },
    },
  ]);
  expect((await log())[0]).toMatchObject({ deed: 'users.imported', result: 'google_permission_lost' });
  expect(bench.told.changed).toBe(2);
  pages = [PEOPLE];
  await run();
  expect(await bench.service.imports()).toMatchObject([{ failed: null }]);
});

it('cancelled between pages or at the end it changes nobody, and is no failure', async () => {
  for (const place of [2, 4]) {
    const stop = new AbortController();
    const cancelled = run(
      false,
      (seen) => seen === place && stop.abort(new MusterError('cancelled')),
      stop.signal,
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  }
  expect(await everybody(store)).toEqual([]);
  expect(await bench.service.imports()).toEqual([]);
  expect((await log()).map(({ result }) => result)).toEqual(['cancelled', 'cancelled']);
});

it('runs once at a time for each source', async () => {
  const both = [
    run(),
    run(),
    bench.service.importFrom({ source: 'ldap', acceptShrink: false }, ignore, never),
  ];
  const [first, second, other] = await Promise.allSettled(both);
  expect(first).toMatchObject({ status: 'fulfilled' });
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'import_running' } });
  expect(other).toMatchObject({ status: 'fulfilled' });
  await run();
});

it('asks before letting more than half go, and from then on for everybody', async () => {
  await run();
  pages = [PEOPLE.slice(0, 1)];
  expect(await run()).toMatchObject({ held: 3, gone: null });
  expect(await run(true)).toMatchObject({ held: null, gone: 3 });
  expect(google.asked).toEqual([null, T0, null]);
});

it('counts the changes of a partial reading from the last whole one', async () => {
  const importLdap = () => bench.service.importFrom({ source: 'ldap', acceptShrink: false }, ignore, never);
  expect(await importLdap()).toMatchObject({ added: 4, gone: null });
  pages = [[]];
  bench.turn(5);
  expect(await importLdap()).toMatchObject({ gone: null });
  expect(ldap.asked).toEqual([null, null]);
  expect((await everybody(store)).filter(({ state }) => state === 'gone')).toEqual([]);
});
