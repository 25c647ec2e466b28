import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendingLease, TARGET_STATES } from '../../../electron/model/command.ts';
import type { Store, TargetMove } from '../../../electron/store/contract.ts';
import {
  auditDraft,
  claim,
  create,
  createQueued,
  outcome,
  states,
  WIPE,
} from '../../support/command-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

const LATER = T0 + 5000;
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

const move = (moves: TargetMove[], more: object = {}) => store.commands.move({ moves, at: LATER, ...more });
const to = (id: number, state: Parameters<typeof outcome>[0]): TargetMove => ({
  id,
  outcome: outcome(state),
});
const ended = auditDraft('command.ended', { detail: { why: 'test' } });
const log = async () => (await store.audit.list({ filter: {}, before: null, limit: 99 })).rows;
const due = (at: number) => store.commands.due({ connectionId: CONNECTION.id, at, limit: 9 });

/** The numbers that commands carry beside those that their targets give. */
function bothCounts(): [unknown, unknown] {
  const db = new Database(file(), { readonly: true });
  const carried = TARGET_STATES.map((state) => `'${state}', ${state}`).join(', ');
  const counted = TARGET_STATES.map((state) => `'${state}', sum(t.state = '${state}')`).join(', ');
  const kept = db
    .prepare(`SELECT seq, total, json_object(${carried}) FROM commands ORDER BY seq`)
    .raw()
    .all();
  const real = db
    .prepare(`SELECT command, count(*), json_object(${counted}) FROM command_targets t GROUP BY command`)
    .raw()
    .all();
  db.close();
  return [kept, real];
}

describe('moves', () => {
  it('note what became known, and when to ask again', async () => {
    await createQueued(store, 'c1', ['a']);
    await claim(store);
    const sent = outcome('sent', { providerCommandId: 'p1', providerState: 'PENDING', expiresAt: T0 + 99 });
    await move([{ id: 1, outcome: sent, sentAt: T0 + 1, nextCheckAt: T0 + 10 }]);
    expect(await store.commands.target(1)).toMatchObject({
      state: 'sent',
      sentAt: T0 + 1,
      checkedAt: null,
      nextCheckAt: T0 + 10,
      providerCommandId: 'p1',
      providerState: 'PENDING',
      expiresAt: T0 + 99,
      endedAt: null,
    });
    await move([
      { id: 1, outcome: outcome('sent', { providerState: 'SENT_TO_CLIENT' }), nextCheckAt: T0 + 20 },
    ]);
    expect(await store.commands.target(1)).toMatchObject({
      state: 'sent',
      checkedAt: LATER,
      nextCheckAt: T0 + 20,
      providerCommandId: 'p1',
      providerState: 'SENT_TO_CLIENT',
    });
    const failed = outcome('failed', { reason: 'device_failed', message: 'no', providerResult: 'FAILURE' });
    await move([{ id: 1, outcome: failed }]);
    expect(await store.commands.target(1)).toMatchObject({
      state: 'failed',
      reason: 'device_failed',
      message: 'no',
      providerResult: 'FAILURE',
      sentAt: T0 + 1,
      endedAt: LATER,
      nextCheckAt: null,
    });
  });

  it('that the table does not have are left out', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c']);
    await claim(store, { restart: 2 });
    expect(await move([to(1, 'acknowledged'), to(2, 'unknown'), to(3, 'sent'), to(99, 'sent')])).toBe(2);
    const again = [to(1, 'failed'), to(1, 'acknowledged'), to(3, 'acknowledged')];
    expect(await move([...again, { id: 2, outcome: { state: 'queued' } }])).toBe(0);
    expect(await states(store, 'c1')).toEqual({ a: 'acknowledged', b: 'unknown', c: 'queued' });
  });

  it('of what is in doubt keep when the doubt began', async () => {
    await createQueued(store, 'c1', ['a']);
    await claim(store);
    await move([{ ...to(1, 'unknown'), nextCheckAt: T0 + 10 }], { at: T0 + 1 });
    await move([{ ...to(1, 'unknown'), nextCheckAt: T0 + 20 }], { at: T0 + 9 });
    expect(await store.commands.target(1)).toMatchObject({
      endedAt: T0 + 1,
      checkedAt: T0 + 9,
      nextCheckAt: T0 + 20,
    });
    await move([to(1, 'acknowledged')]);
    expect(await store.commands.target(1)).toMatchObject({ endedAt: LATER, nextCheckAt: null });
  });

  it('keep the numbers of their commands as their targets give them', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c', 'd', 'e']);
    await createQueued(store, 'c2', ['a', 'b'], { spec: WIPE });
    await create(store, 'c3', ['a', 'b', 'c']);
    await claim(store, { restart: 4 });
    await claim(store, { wipe_device: 1 });
    await move([to(1, 'sent'), to(2, 'unknown'), { id: 3, outcome: { state: 'queued' } }, to(6, 'expired')]);
    await move([to(1, 'not_now'), to(4, 'failed'), to(6, 'sent')]);
    await store.commands.undo({ commandId: 'c3', at: LATER, audit: auditDraft('command.undone') });
    await store.commands.cancel({
      commandId: 'c1',
      targets: [5],
      reason: 'by_admin',
      at: LATER,
      audit: null,
    });
    const [kept, real] = bothCounts();
    expect(kept).toEqual(real);
    expect((await store.commands.get('c1'))?.counts).toMatchObject({
      queued: 1,
      not_now: 1,
      unknown: 1,
      failed: 1,
      cancelled: 1,
    });
    await store.commands.cutOff({
      connectionId: CONNECTION.id,
      owner: 'next',
      at: LATER,
      nextCheckAt: LATER,
    });
    await store.commands.endConnection({ connectionId: CONNECTION.id, at: LATER });
    const after = bothCounts();
    expect(after[0]).toEqual(after[1]);
  });
});

describe('the end of a command', () => {
  it('comes with its last target and is recorded once, with its numbers', async () => {
    await createQueued(store, 'c1', ['a', 'b']);
    await claim(store);
    await move([to(1, 'acknowledged')], { ended });
    expect((await store.commands.get('c1'))?.endedAt).toBeNull();
    await move([to(2, 'failed')], { ended });
    expect((await store.commands.get('c1'))?.endedAt).toBe(LATER);
    await move([to(2, 'acknowledged')], { ended });
    const rows = (await log()).filter(({ deed }) => deed === 'command.ended');
    expect(rows).toMatchObject([{ object: 'c1', detail: { why: 'test', acknowledged: 1, failed: 1 } }]);
  });

  it('is the outcome in doubt too, until it is known to be on its way again', async () => {
    await createQueued(store, 'c1', ['a']);
    await claim(store);
    await move([to(1, 'unknown')], { at: T0 + 1, ended });
    const endedAt = async () => (await store.commands.get('c1'))?.endedAt;
    expect(await endedAt()).toBe(T0 + 1);
    await move([to(1, 'sent')], { at: T0 + 2, ended });
    expect(await endedAt()).toBeNull();
    await move([to(1, 'acknowledged')], { at: T0 + 3, ended });
    expect(await endedAt()).toBe(T0 + 3);
    expect((await log()).filter(({ deed }) => deed === 'command.ended')).toHaveLength(2);
  });

  it('stays where it was when a doubt is settled', async () => {
    await createQueued(store, 'c1', ['a']);
    await claim(store);
    await move([to(1, 'unknown')], { at: T0 + 1 });
    const audit = auditDraft('target.settled', { object: 'c1' });
    expect(await move([to(1, 'acknowledged')], { audit, ended })).toBe(1);
    expect(await move([to(1, 'failed')], { audit, ended })).toBe(0);
    expect((await store.commands.get('c1'))?.endedAt).toBe(T0 + 1);
    expect((await log()).map(({ deed }) => deed).slice(0, 2)).toEqual(['target.settled', 'command.released']);
  });
});

describe('following', () => {
  it('asks for what is due, the longest due first', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c', 'd']);
    await claim(store);
    await move([
      { ...to(1, 'sent'), nextCheckAt: T0 + 30 },
      { ...to(2, 'sent'), nextCheckAt: T0 + 10 },
      { ...to(3, 'unknown'), nextCheckAt: T0 + 20 },
      to(4, 'sent'),
    ]);
    expect(await store.commands.outlook(CONNECTION.id)).toEqual({
      nextCheckAt: T0 + 10,
      queued: 0,
      held: [],
      sending: false,
    });
    expect((await due(T0 + 20)).map(({ target }) => target.id)).toEqual([2, 3]);
    expect((await due(T0 + 20))[0]?.spec).toEqual({ action: 'restart', delaySeconds: 0 });
    expect(await store.commands.due({ connectionId: 'another', at: T0 + 99, limit: 9 })).toEqual([]);
    await move([{ ...to(2, 'sent'), nextCheckAt: null }, to(3, 'failed')]);
    expect((await due(T0 + 99)).map(({ target }) => target.id)).toEqual([1]);
  });

  it('tells the timer what is held and queued', async () => {
    await create(store, 'h1', ['a']);
    await createQueued(store, 'c1', ['a', 'b', 'c']);
    await claim(store, { restart: 1 });
    expect(await store.commands.outlook(CONNECTION.id)).toEqual({
      nextCheckAt: null,
      queued: 2,
      held: ['h1'],
      sending: true,
    });
  });

  it('puts in doubt what another program was sending when it ended, and nothing of its own', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c']);
    await claim(store, { restart: 1 }, 'dead', T0 + 1);
    await claim(store, { restart: 1 }, 'me');
    const input = { connectionId: CONNECTION.id, owner: 'me', at: LATER, nextCheckAt: LATER + 1, ended };
    expect(await store.commands.cutOff(input)).toBe(1);
    expect(await states(store, 'c1')).toEqual({ a: 'unknown', b: 'sending', c: 'queued' });
    expect(await store.commands.target(1)).toMatchObject({
      reason: 'cut_off',
      sentAt: T0 + 1,
      endedAt: LATER,
      nextCheckAt: LATER + 1,
    });
    expect(await store.commands.cutOff(input)).toBe(0);
    expect((await log()).map(({ deed }) => deed)).not.toContain('command.ended');
  });

  it('records the end of a command whose last target was cut off', async () => {
    await createQueued(store, 'c1', ['a', 'b']);
    await claim(store, { restart: 2 }, 'dead');
    await move([to(1, 'acknowledged')], { ended });
    const cut = { connectionId: CONNECTION.id, owner: 'me', at: LATER, nextCheckAt: LATER + 1, ended };
    await store.commands.cutOff(cut);
    const rows = (await log()).filter(({ deed }) => deed === 'command.ended');
    expect(rows).toMatchObject([{ object: 'c1', detail: { acknowledged: 1, unknown: 1 } }]);
  });
});

describe('the end of a connection', () => {
  beforeEach(async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c', 'd', 'e', 'f']);
    await claim(store, { restart: 5 });
    await move([
      { ...to(2, 'sent'), nextCheckAt: T0 },
      { ...to(3, 'sent'), nextCheckAt: T0 },
      { ...to(4, 'unknown'), nextCheckAt: T0 },
      to(5, 'acknowledged'),
    ]);
    await move([{ ...to(3, 'not_now'), nextCheckAt: T0 }]);
    await create(store, 'c2', ['a']);
  });

  it('cancels what has not gone out, follows nothing, and sends nothing more', async () => {
    await store.commands.endConnection({ connectionId: CONNECTION.id, at: LATER });
    expect(await states(store, 'c1')).toMatchObject({
      a: 'sending',
      b: 'unknown',
      c: 'unknown',
      d: 'unknown',
      e: 'acknowledged',
      f: 'cancelled',
    });
    expect(await states(store, 'c2')).toEqual({ a: 'cancelled' });
    expect(await store.commands.target(2)).toMatchObject({ reason: 'connection_deleted', nextCheckAt: null });
    expect(await claim(store)).toBeNull();
    expect(await due(LATER)).toEqual([]);
    await move([
      { id: 1, outcome: { state: 'queued' } },
      { ...to(4, 'unknown'), nextCheckAt: T0 },
    ]);
    expect(await store.commands.target(1)).toMatchObject({
      state: 'cancelled',
      reason: 'connection_deleted',
    });
    expect(await due(LATER)).toEqual([]);
    expect(await claim(store)).toBeNull();
    expect((await store.commands.get('c1'))?.endedAt).toBe(LATER);
  });

  it('takes the right to send from whoever has it', async () => {
    const lease = { name: sendingLease(CONNECTION.id), owner: 'other', now: T0, ttlMs: 60_000 };
    expect(await store.leases.acquire({ ...lease, pid: process.pid })).toBe(true);
    await store.commands.endConnection({ connectionId: CONNECTION.id, at: LATER });
    expect(await store.leases.renew(lease)).toBe(false);
  });

  it('leaves commands and the log when the connection is deleted', async () => {
    await store.connections.remove(CONNECTION.id);
    expect(await store.commands.list({ limit: 9 })).toHaveLength(2);
    expect(await states(store, 'c2')).toEqual({ a: 'cancelled' });
    await move([{ ...to(1, 'sent'), nextCheckAt: T0 }]);
    expect(await states(store, 'c1')).toMatchObject({ a: 'unknown' });
    expect(await due(LATER)).toEqual([]);
    await expect(create(store, 'c3', ['a'])).rejects.toMatchObject({ code: 'connection_not_found' });
    expect((await store.audit.verify()).broken).toBeNull();
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it('lets what was cut off under it end in doubt', async () => {
    await store.commands.endConnection({ connectionId: CONNECTION.id, at: LATER });
    await store.commands.cutOff({ connectionId: 'next', owner: 'next', at: LATER, nextCheckAt: T0 });
    expect(await store.commands.target(1)).toMatchObject({ state: 'unknown', nextCheckAt: null });
    expect((await store.commands.get('c1'))?.endedAt).toBe(LATER);
  });
});
