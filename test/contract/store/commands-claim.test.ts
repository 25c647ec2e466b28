import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionSpec } from '../../../electron/model/action.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { claim, createQueued, outcome, WIPE } from '../../support/command-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

const HOUR = 3_600_000;
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

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);
const taken = async (limits?: Parameters<typeof claim>[1]) => {
  const one = await claim(store, limits);
  return one && [one.command.id, ...one.targets.map(({ target }) => target.facts.providerId)];
};
const targetId = async (commandId: string, providerId: string) => {
  const { rows } = await store.commands.targets({ commandId, offset: 0, limit: 99 });
  return rows.find(({ facts }) => facts.providerId === providerId)?.id ?? 0;
};

describe('a claim', () => {
  it('is on the disk before it answers, with its owner’s attempt', async () => {
    await createQueued(store, 'c1', ['a', 'b', 'c']);
    const one = await claim(store, { restart: 2 });
    expect(one?.command).toMatchObject({ id: 'c1', counts: { queued: 1, sending: 2 } });
    expect(one?.targets).toMatchObject([
      { target: { state: 'sending', attempts: 1, facts: { providerId: 'a' } }, between: null },
      { target: { state: 'sending', attempts: 1, facts: { providerId: 'b' } }, between: null },
    ]);
    const other = await openTestStore(file());
    expect(await other.commands.target(one?.targets[0]?.target.id ?? 0)).toEqual(one?.targets[0]?.target);
    await other.close();
  });

  it('goes round the commands, so that a short one is not behind a long one', async () => {
    await createQueued(store, 'long', numbered('l', 6));
    await createQueued(store, 'short', ['s0']);
    expect(await taken({ restart: 2 })).toEqual(['long', 'l0', 'l1']);
    await createQueued(store, 'late', ['n0']);
    expect(await taken({ restart: 2 })).toEqual(['short', 's0']);
    expect(await taken({ restart: 2 })).toEqual(['long', 'l2', 'l3']);
    expect(await taken({ restart: 2 })).toEqual(['late', 'n0']);
    expect(await taken({ restart: 2 })).toEqual(['long', 'l4', 'l5']);
    expect(await taken({ restart: 2 })).toBeNull();
  });

  it('takes only actions that are named, each up to its limit', async () => {
    await createQueued(store, 'w', ['a', 'b'], { spec: WIPE });
    await createQueued(store, 'r', ['c', 'd']);
    expect(await taken({ restart: 1, wipe_device: 0 })).toEqual(['r', 'c']);
    expect(await taken({ lost_mode_on: 50 })).toBeNull();
    expect(await taken({ wipe_device: 9 })).toEqual(['w', 'a', 'b']);
  });

  it('is not made in another life of the connection, and carries its new account', async () => {
    await createQueued(store, 'c1', ['a']);
    await store.connections.saveGoogle({ ...CONNECTION, account: 'new@example.org', generation: 2 });
    expect(await claim(store)).toBeNull();
    const limits = { restart: 1 };
    const input = { connectionId: CONNECTION.id, generation: 2, limits, owner: 'me', at: T0 };
    expect((await store.commands.claim(input))?.command.account).toBe('new@example.org');
  });

  it('gives back what certainly did nothing, for a later attempt', async () => {
    await createQueued(store, 'c1', ['a']);
    const one = await claim(store);
    const id = one?.targets[0]?.target.id ?? 0;
    await store.commands.move({ moves: [{ id, outcome: { state: 'queued' } }], at: T0 });
    expect(await store.commands.target(id)).toMatchObject({ state: 'queued', attempts: 1, sentAt: null });
    expect((await claim(store))?.targets[0]?.target.attempts).toBe(2);
  });

  it('never shares a target between two programs', async () => {
    const other = await openTestStore(file());
    await createQueued(store, 'c1', numbered('a', 60));
    await createQueued(store, 'c2', numbered('b', 60));
    const claims: Promise<Awaited<ReturnType<typeof claim>>>[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      claims.push(claim(store, { restart: 4 }, 'me'), claim(other, { restart: 4 }, 'you'));
    }
    const ids = (await Promise.all(claims)).flatMap(
      (one) => one?.targets.map(({ target }) => target.id) ?? [],
    );
    await other.close();
    expect(ids).toHaveLength(120);
    expect(new Set(ids).size).toBe(120);
  });
});

describe('a device that was wiped since', () => {
  const wipe = async (id: string, spec: ActionSpec = WIPE, at = T0) => {
    await createQueued(store, id, ['a'], { spec, at });
    await claim(store, { [spec.action]: 1 });
    return targetId(id, 'a');
  };
  const settle = async (id: number, ...states: Parameters<typeof outcome>[0][]) => {
    for (const state of states)
      await store.commands.move({ moves: [{ id, outcome: outcome(state) }], at: T0 });
  };
  /** Whether the next restart of the device is told of a wipe. */
  const told = async () => (await claim(store, { restart: 1 }))?.targets[0]?.between;

  it.each([
    ['sent', ['sent']],
    ['not carried out yet', ['sent', 'not_now']],
    ['done', ['acknowledged']],
    ['in doubt', ['unknown']],
    ['being sent', []],
  ] as const)('is told when the wipe is %s', async (_, path) => {
    await createQueued(store, 'r', ['a', 'b']);
    await settle(await wipe('w'), ...path);
    expect(await told()).toBe('wiped_since');
    expect(await told()).toBeNull();
  });

  it.each([
    ['failed', ['failed']],
    ['refused before it was sent', ['cancelled']],
    ['expired', ['sent', 'expired']],
  ] as const)('is not told when the wipe has %s', async (_, path) => {
    await createQueued(store, 'r', ['a']);
    await settle(await wipe('w', { action: 'wipe_users' }), ...path);
    expect(await told()).toBeNull();
  });

  it('is not told of a wipe answered before, whatever the clock says', async () => {
    await settle(await wipe('w', WIPE, T0 + HOUR), 'sent');
    await createQueued(store, 'r', ['a'], { at: T0 - HOUR });
    expect(await told()).toBeNull();
  });

  it('is told of a wipe sent since, though the clock was set back', async () => {
    await createQueued(store, 'r', ['a'], { at: T0 + HOUR });
    await settle(await wipe('w', WIPE, T0 - HOUR), 'acknowledged');
    expect(await told()).toBe('wiped_since');
  });

  it('is told of a wipe that was being sent when the target was frozen', async () => {
    const id = await wipe('w');
    await createQueued(store, 'r', ['a']);
    await settle(id, 'sent');
    expect(await told()).toBe('wiped_since');
  });

  it('is told of a wipe that was cut off', async () => {
    await createQueued(store, 'r', ['a']);
    await wipe('w');
    await store.commands.cutOff({ connectionId: CONNECTION.id, owner: 'next', at: T0, nextCheckAt: T0 });
    expect(await told()).toBe('wiped_since');
  });

  it('does not count the wipe itself, nor another action', async () => {
    await createQueued(store, 'w', ['a'], { spec: WIPE });
    await createQueued(store, 'd', ['a'], { spec: { action: 'lost_mode_on' } });
    await claim(store, { lost_mode_on: 1 });
    expect((await claim(store, { wipe_device: 1 }))?.targets[0]?.between).toBeNull();
  });
});

describe('a device to which the same action is on its way by another command', () => {
  const between = async () => (await claim(store, { restart: 1 }))?.targets[0]?.between;

  beforeEach(async () => {
    await createQueued(store, 'c1', ['a']);
    await createQueued(store, 'c2', ['a', 'b']);
    expect(await between()).toBeNull();
  });

  it.each([
    ['being sent', null, 'in_flight'],
    ['sent', 'sent', 'in_flight'],
    ['in doubt', 'unknown', 'in_doubt'],
    ['done', 'acknowledged', null],
    ['failed', 'failed', null],
  ] as const)('is told while that one is %s', async (_, state, expected) => {
    const id = await targetId('c1', 'a');
    if (state !== null) await store.commands.move({ moves: [{ id, outcome: outcome(state) }], at: T0 });
    expect(await between()).toBe(expected);
    expect(await between()).toBeNull();
  });

  it('is told of no other action', async () => {
    await createQueued(store, 'd', ['a'], { spec: { action: 'lost_mode_on' } });
    expect((await claim(store, { lost_mode_on: 1 }))?.targets[0]?.between).toBeNull();
  });
});
