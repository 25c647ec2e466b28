import { copyFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { claim, create, createQueued, outcome } from '../../support/command-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => `${folder.path}/store.db`;
const copy = () => `${folder.path}/copy.db`;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
  await store.connections.saveGoogle(CONNECTION);
  await createQueued(store, 'c1', ['a', 'b', 'c']);
  await create(store, 'c2', ['d']);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

async function reopen(between: () => void = () => undefined): Promise<void> {
  await store.close();
  between();
  store = await openTestStore(file());
}
async function sendOne(): Promise<string[]> {
  const targets = (await claim(store, { restart: 1 }))?.targets ?? [];
  const moves = targets.map(({ target }) => ({ id: target.id, outcome: outcome('acknowledged') }));
  if (moves.length > 0) await store.commands.move({ moves, at: T0 });
  return targets.map(({ target }) => target.facts.providerId);
}
const putBack = () => {
  for (const ending of ['', '-wal', '-shm']) rmSync(file() + ending, { force: true });
  copyFileSync(copy(), file());
};
const paused = async () => (await store.commands.list({ limit: 9 })).map((one) => one.paused);

describe('an older copy of the file that is put back', () => {
  it('sends nothing by itself: what waits in it may have gone out since', async () => {
    await reopen(() => copyFileSync(file(), copy()));
    expect(await sendOne()).toEqual(['a']);
    await reopen(putBack);
    expect(await paused()).toEqual(['file_restored', 'file_restored']);
    expect(await store.commands.resumeBarred(CONNECTION.id)).toEqual([]);
    expect(await sendOne()).toEqual([]);
    await store.commands.pause({ commandId: 'c1', reason: null, audit: null });
    await reopen();
    expect(await paused()).toEqual(['file_restored', null]);
    expect(await sendOne()).toEqual(['a']);
  });

  it('goes on when nothing was sent since', async () => {
    expect(await sendOne()).toEqual(['a']);
    await reopen(() => copyFileSync(file(), copy()));
    await create(store, 'c3', ['e']);
    await reopen(putBack);
    expect(await paused()).toEqual([null, null]);
    expect(await sendOne()).toEqual(['b']);
  });
});

it('a file that goes on from day to day is never taken for an old one', async () => {
  for (const device of ['a', 'b', 'c']) {
    await reopen();
    const other = await openTestStore(file());
    expect(await sendOne()).toEqual([device]);
    await other.close();
  }
  expect(await paused()).toEqual([null, null]);
});
