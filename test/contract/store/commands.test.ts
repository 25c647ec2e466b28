import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import {
  auditDraft,
  claim,
  create,
  createQueued,
  factsOf,
  outcome,
  RESTART,
  states,
  targetOf,
  WIPE,
} from '../../support/command-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

const MINUTE = 60_000;
let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => `${folder.path}/store.db`;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
  await store.connections.saveGoogle(CONNECTION);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const undo = (commandId: string) =>
  store.commands.undo({ commandId, at: T0 + 1, audit: auditDraft('command.undone', { object: commandId }) });
const release = (commandId: string) =>
  store.commands.release({
    commandId,
    at: T0 + 1,
    audit: auditDraft('command.released', { object: commandId }),
  });
const cancel = (commandId: string, targets?: number[]) =>
  store.commands.cancel({
    commandId,
    ...(targets === undefined ? {} : { targets }),
    reason: 'by_admin',
    at: T0 + 2,
    audit: auditDraft('command.cancelled', { object: commandId }),
  });
const deeds = async () =>
  (await store.audit.list({ filter: {}, before: null, limit: 99 })).rows.map(({ deed }) => deed).reverse();
const ids = async (which: 'all' | 'open' | 'attention', before?: number) =>
  (await store.commands.list({ limit: 9, which, ...(before ? { before } : {}) })).map(({ id }) => id);
const move = (id: number, state: Parameters<typeof outcome>[0]) =>
  store.commands.move({ moves: [{ id, outcome: outcome(state) }], at: T0 + 3 });

describe('a command', () => {
  it('is held with its frozen targets, and is there after a restart', async () => {
    const change = { notes: 'Hélène' };
    const targets = [targetOf('a'), { facts: factsOf('b', { serial: null, user: null }), change }];
    const made = await create(store, 'c1', [], { targets, spec: { action: 'annotate', changes: null } });
    expect(made).toMatchObject({
      id: 'c1',
      spec: { action: 'annotate', changes: null },
      holdMs: 15_000,
      holdUntil: T0 + 15_000,
      total: 2,
      counts: { held: 2, queued: 0 },
      paused: null,
      endedAt: null,
    });
    await store.close();
    store = await openTestStore(file());
    expect(await store.commands.get('c1')).toEqual(made);
    const { rows, total } = await store.commands.targets({ commandId: 'c1', offset: 0, limit: 9 });
    expect(total).toBe(2);
    expect(rows.map(({ facts }) => facts)).toEqual(targets.map(({ facts }) => facts));
    expect(rows[1]).toMatchObject({ commandId: 'c1', state: 'held', change, attempts: 0, sentAt: null });
    expect(await store.commands.target(rows[1]?.id ?? 0)).toEqual(rows[1]);
    expect(await store.commands.get('nobody')).toBeNull();
    expect(await store.commands.target(99)).toBeNull();
    expect(await deeds()).toEqual(['command.created']);
  });

  it('is not made in an earlier life of the connection, and then leaves nothing', async () => {
    await expect(create(store, 'c1', ['a'], { generation: 2 })).rejects.toMatchObject({
      code: 'connection_not_found',
    });
    expect(await ids('all')).toEqual([]);
    expect(await deeds()).toEqual([]);
  });

  it('never has a device twice, nor none', async () => {
    await expect(create(store, 'c1', ['a', 'a'])).rejects.toMatchObject({ code: 'internal' });
    await expect(create(store, 'c1', [])).rejects.toMatchObject({ code: 'internal' });
    expect(await ids('all')).toEqual([]);
  });

  it('that is undone sends nothing, and is not released afterwards', async () => {
    await create(store, 'c1', ['a', 'b']);
    expect(await undo('c1')).toBe(2);
    expect(await release('c1')).toBe(false);
    expect(await claim(store)).toBeNull();
    expect(await store.commands.get('c1')).toMatchObject({
      counts: { held: 0, cancelled: 2 },
      holdUntil: null,
      endedAt: T0 + 1,
    });
    const { rows } = await store.commands.targets({ commandId: 'c1', offset: 0, limit: 9 });
    expect(rows).toMatchObject([
      { state: 'cancelled', reason: 'undone', endedAt: T0 + 1 },
      { state: 'cancelled', reason: 'undone', endedAt: T0 + 1 },
    ]);
    expect(await deeds()).toEqual(['command.created', 'command.undone']);
  });

  it('that was released is not undone any more', async () => {
    await create(store, 'c1', ['a', 'b']);
    expect(await release('c1')).toBe(true);
    expect(await release('c1')).toBe(false);
    expect(await undo('c1')).toBe(0);
    expect(await states(store, 'c1')).toEqual({ a: 'queued', b: 'queued' });
    expect(await deeds()).toEqual(['command.created', 'command.released']);
  });

  it('ends undone or released, never both, when two programs decide at once', async () => {
    const other = await openTestStore(file());
    for (let round = 0; round < 10; round += 1) {
      const commandId = `c${round}`;
      await create(store, commandId, ['a', 'b']);
      const released = other.commands.release({
        commandId,
        at: T0 + 1,
        audit: auditDraft('command.released'),
      });
      const [undone, went] = await Promise.all([undo(commandId), released]);
      expect([undone, went]).toEqual(went ? [0, true] : [2, false]);
    }
    await other.close();
  });

  it('that is cancelled leaves what was already sent', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c']);
    const taken = await claim(store, { restart: 1 });
    const [third] = (await store.commands.targets({ commandId: 'c1', offset: 2, limit: 1 })).rows;
    expect(await cancel('c1', [third?.id ?? 0, taken?.targets[0]?.target.id ?? 0])).toBe(1);
    expect(await states(store, 'c1')).toEqual({ a: 'sending', b: 'queued', c: 'cancelled' });
    expect(await cancel('c1')).toBe(1);
    expect(await cancel('c1')).toBe(0);
    expect(await states(store, 'c1')).toEqual({ a: 'sending', b: 'cancelled', c: 'cancelled' });
    expect(await store.commands.get('c1')).toMatchObject({ endedAt: null });
    expect((await deeds()).filter((deed) => deed === 'command.cancelled')).toHaveLength(2);
  });

  it('that is cancelled while being sent does not go back to the queue', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c']);
    await claim(store, { restart: 2 });
    expect(await cancel('c1')).toBe(1);
    const moves = [
      { id: 1, outcome: { state: 'queued' as const } },
      { id: 2, outcome: outcome('sent') },
    ];
    expect(await store.commands.move({ moves, at: T0 + 3 })).toBe(2);
    expect(await states(store, 'c1')).toEqual({ a: 'cancelled', b: 'sent', c: 'cancelled' });
    expect(await store.commands.target(1)).toMatchObject({ reason: 'by_admin', endedAt: T0 + 3 });
    expect(await claim(store)).toBeNull();
  });

  it('that is undone too late goes on as if nobody had asked', async () => {
    await createQueued(store, 'c1', ['a']);
    await claim(store);
    expect(await undo('c1')).toBe(0);
    await store.commands.move({ moves: [{ id: 1, outcome: { state: 'queued' } }], at: T0 + 3 });
    expect(await states(store, 'c1')).toEqual({ a: 'queued' });
  });

  it('that is not there cannot be changed', async () => {
    await expect(undo('nobody')).rejects.toMatchObject({ code: 'not_found' });
    await expect(release('nobody')).rejects.toMatchObject({ code: 'not_found' });
    expect(await deeds()).toEqual([]);
  });
});

describe('pausing', () => {
  const pause = (reason: 'admin' | null) =>
    store.commands.pause({
      commandId: 'c1',
      reason,
      audit: auditDraft(reason === null ? 'command.resumed' : 'command.paused'),
    });

  it('stops the queue until it is taken back, and is recorded once', async () => {
    await createQueued(store, 'c1', ['a']);
    await pause('admin');
    await pause('admin');
    expect(await store.commands.get('c1')).toMatchObject({ paused: 'admin' });
    expect(await claim(store)).toBeNull();
    expect(await store.commands.outlook(CONNECTION.id)).toMatchObject({ queued: 0 });
    await pause(null);
    expect((await deeds()).slice(2)).toEqual(['command.paused', 'command.resumed']);
    expect((await claim(store))?.targets).toHaveLength(1);
  });

  it('of all does not take the place of a pause by the admin', async () => {
    await createQueued(store, 'c1', ['a']);
    await createQueued(store, 'c2', ['a']);
    await create(store, 'c3', ['a']);
    await createQueued(store, 'c4', ['a'], { spec: WIPE });
    await claim(store, { wipe_device: 1 });
    await pause('admin');
    const stopped = await store.commands.pauseAll({
      connectionId: CONNECTION.id,
      reason: 'permission_lost',
    });
    expect(stopped.sort()).toEqual(['c2', 'c4']);
    const paused = async (id: string) => (await store.commands.get(id))?.paused;
    expect(await Promise.all(['c1', 'c2', 'c3', 'c4'].map(paused))).toEqual([
      'admin',
      'permission_lost',
      null,
      'permission_lost',
    ]);
  });

  it('by a bar is taken back with the bar, and a person’s own is not', async () => {
    for (const id of ['c1', 'c2', 'c3']) await createQueued(store, id, ['a']);
    await pause('admin');
    await store.commands.pause({ commandId: 'c2', reason: 'file_restored', audit: null });
    await store.commands.pauseAll({ connectionId: CONNECTION.id, reason: 'reconnect_needed' });
    expect(await store.commands.resumeBarred('another')).toEqual([]);
    expect(await store.commands.resumeBarred(CONNECTION.id)).toEqual(['c3']);
    expect(await store.commands.outlook(CONNECTION.id)).toMatchObject({ queued: 1 });
  });
});

describe('lists', () => {
  it('begin with the newest, and tell the open and the wanting apart', async () => {
    await createQueued(store, 'c1', ['a'], { at: T0 });
    await createQueued(store, 'c2', ['b'], { at: T0 + MINUTE });
    await createQueued(store, 'c3', ['c'], { at: T0 + 2 * MINUTE });
    const taken = [await claim(store), await claim(store)];
    expect(taken.map((one) => one?.command.id)).toEqual(['c1', 'c2']);
    await move(1, 'failed');
    await move(2, 'unknown');
    expect(await ids('all')).toEqual(['c3', 'c2', 'c1']);
    expect(await ids('all', T0 + 2 * MINUTE)).toEqual(['c2', 'c1']);
    expect(await ids('open')).toEqual(['c3']);
    expect(await ids('attention')).toEqual(['c2', 'c1']);
    expect(await store.commands.attention()).toEqual({ commands: 2, unknown: 1, failed: 1 });
    await store.commands.dismiss({ commandId: 'c1', at: T0 });
    await store.commands.dismiss({ commandId: 'c2', at: T0 });
    expect(await ids('attention')).toEqual(['c2']);
    expect(await store.commands.attention()).toEqual({ commands: 1, unknown: 1, failed: 0 });
  });

  it('ask again for what failed after the admin had looked', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c']);
    await claim(store);
    await move(1, 'failed');
    await store.commands.dismiss({ commandId: 'c1', at: T0 });
    expect(await store.commands.attention()).toMatchObject({ failed: 0 });
    await move(2, 'sent');
    await move(2, 'expired');
    expect(await store.commands.attention()).toEqual({ commands: 1, unknown: 0, failed: 1 });
  });

  it('of targets are in the frozen order, by state and by text', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `d${index}`);
    const targets = names.map((name) => ({
      facts: factsOf(name, {
        user: name === 'd7' ? 'Hélène Dupont' : null,
        model: name === 'd9' ? 'X[1]' : 'M',
      }),
      change: null,
    }));
    await createQueued(store, 'c1', [], { targets });
    await createQueued(store, 'c2', ['other']);
    await claim(store, { restart: 10 });
    const found = async (more: object) => {
      const page = await store.commands.targets({ commandId: 'c1', offset: 0, limit: 99, ...more });
      return [page.total, page.rows.map(({ facts }) => facts.providerId)];
    };
    expect(await found({ offset: 25, limit: 3 })).toEqual([30, ['d25', 'd26', 'd27']]);
    expect(await found({ offset: 40 })).toEqual([30, []]);
    expect(await found({ states: ['sending'], offset: 8 })).toEqual([10, ['d8', 'd9']]);
    expect(await found({ states: ['sending', 'queued'], offset: 9, limit: 2 })).toEqual([30, ['d9', 'd10']]);
    expect(await found({ states: [] })).toEqual([0, []]);
    expect(await found({ text: 'helene' })).toEqual([1, ['d7']]);
    expect(await found({ text: 's-d2', limit: 2 })).toEqual([11, ['d2', 'd20']]);
    expect(await found({ text: 'x[1' })).toEqual([1, ['d9']]);
    expect(await found({ text: 'd2', states: ['sending'] })).toEqual([1, ['d2']]);
    expect(await store.commands.targets({ commandId: 'nobody', offset: 0, limit: 9 })).toEqual({
      rows: [],
      total: 0,
    });
  });
});

describe('what a review asks', () => {
  it('counts grave targets since an instant that were neither undone nor refused', async () => {
    await createQueued(store, 'w1', ['a', 'b', 'c'], { spec: WIPE, at: T0 });
    await create(store, 'w2', ['d', 'e'], { spec: WIPE, at: T0 + MINUTE });
    await create(store, 'r1', ['d', 'e'], { spec: RESTART, at: T0 + MINUTE });
    expect(await store.commands.graveSince(T0)).toBe(5);
    expect(await store.commands.graveSince(T0 + 1)).toBe(2);
    await undo('w2');
    await claim(store, { wipe_device: 2 });
    await move(1, 'cancelled');
    await move(2, 'failed');
    expect(await store.commands.graveSince(T0)).toBe(2);
  });

  it('names what is on its way to a device, or in doubt', async () => {
    await createQueued(store, 'w1', ['a', 'b'], { spec: WIPE });
    await createQueued(store, 'r1', ['a', 'c', 'd']);
    await claim(store, { wipe_device: 2 });
    await claim(store, { restart: 3 });
    await move(1, 'unknown');
    await move(4, 'unknown');
    await move(5, 'failed');
    const ask = (connectionId: string) =>
      store.commands.inFlight({ connectionId, action: 'restart', providerIds: ['a', 'b', 'c', 'd', 'z'] });
    expect(await ask(CONNECTION.id)).toEqual([
      { providerId: 'a', state: 'unknown', sameAction: false },
      { providerId: 'a', state: 'sending', sameAction: true },
      { providerId: 'c', state: 'unknown', sameAction: true },
    ]);
    expect(await ask('another')).toEqual([]);
  });
});
