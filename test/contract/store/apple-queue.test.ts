import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_TRIES } from '../../../electron/model/apple/order.ts';
import type { Store } from '../../../electron/store/contract.ts';
import {
  authenticate,
  challenge,
  enrolled,
  IPHONE,
  issueIdentity,
  MAC,
  nextAfter,
  order,
  queue,
  reportOf,
  statesOf,
  tell,
  updateToken,
} from '../../support/apple-store-fixtures.ts';
import { auditDraft, create, factsOf } from '../../support/command-fixtures.ts';
import { DAY } from '../../support/invited-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const dueAt = async (deviceId: string) =>
  (await store.apple.channels(deviceId)).map(({ pushDueAt }) => pushDueAt);

describe('a queue', () => {
  it('gives its orders in the order they came, one at a time', async () => {
    const id = await enrolled(store, 'Q1');
    await queue(store, id, ['q1-a', 'q1-b']);
    const answers = await store.apple.exchange([
      reportOf('Q1', 'Idle'),
      reportOf('Q1', 'Acknowledged', 'q1-a'),
      reportOf('Q1', 'Error', 'q1-b', { errors: [{ ErrorCode: 12, LocalizedDescription: 'non' }] }),
      reportOf('Q1', 'Idle'),
    ]);
    expect(
      answers.map((answer) => answer.kind === 'ok' && [answer.settled?.state, answer.next?.uuid]),
    ).toEqual([
      [undefined, 'q1-a'],
      ['acknowledged', 'q1-b'],
      ['failed', undefined],
      [undefined, undefined],
    ]);
    expect(await store.apple.queued('q1-b')).toMatchObject({
      ...{ state: 'failed', reason: null, errors: [{ ErrorCode: 12, LocalizedDescription: 'non' }] },
      ...{ deviceId: id, user: null, endedAt: T0 },
    });
  });

  it('has each uuid once: of orders with one that is there already, none is queued', async () => {
    const id = await enrolled(store, 'Q2');
    await queue(store, id, ['q2-a']);
    for (const uuids of [
      ['q2-b', 'q2-a'],
      ['q2-c', 'q2-c'],
    ]) {
      const orders = uuids.map((uuid) => order(id, uuid));
      await expect(store.apple.enqueue({ orders, at: T0 })).rejects.toMatchObject({ code: 'bad_input' });
    }
    expect(await statesOf(store, 'q2-a', 'q2-b', 'q2-c')).toEqual(['queued', undefined, undefined]);
  });

  it('refuses what is for nobody, for a device not managed, or for another registration, and takes the rest', async () => {
    const id = await enrolled(store, 'Q3');
    await issueIdentity(store, 'fp-Q3-pending');
    const pending = await authenticate(store, 'Q3-pending', 'fp-Q3-pending');
    const orders = [
      order('nobody', 'q3-a'),
      order(pending.kind === 'ok' ? pending.deviceId : '', 'q3-b'),
      order(id, 'q3-c', undefined, { guid: 'no such user' }),
      order(id, 'q3-d', undefined, { enrolledAt: T0 - 1 }),
      order(id, 'q3-e', undefined, { enrolledAt: T0 }),
    ];
    expect(await store.apple.enqueue({ orders, at: T0 })).toEqual({
      refused: { 'q3-a': 'gone', 'q3-b': 'gone', 'q3-c': 'gone', 'q3-d': 'reregistered' },
    });
    expect(await nextAfter(store, 'Q3', 'Idle')).toBe('q3-e');
  });

  it('keeps what is secret of an order sealed beside it', async () => {
    const id = await enrolled(store, 'Q4');
    const sealed = new Uint8Array([9, 9]);
    const lock = { type: 'DeviceLock', message: '', phone: '', pin: true } as const;
    await store.apple.enqueue({ orders: [order(id, 'q4-a', lock, { sealed })], at: T0 });
    const answer = await tell(store, 'Q4', 'Idle');
    expect(answer.kind === 'ok' && [...(answer.next?.sealed ?? [])]).toEqual([9, 9]);
    expect([...((await store.apple.sealedOf('q4-a')) ?? [])]).toEqual([9, 9]);
  });

  it('is told from a bundle, by device and by state, the newest first', async () => {
    const id = await enrolled(store, 'Q5');
    const orders = ['q5-a', 'q5-b', 'q5-c'].map((uuid) => order(id, uuid, undefined, { bundle: 'q5-a' }));
    await store.apple.enqueue({ orders, at: T0 });
    await nextAfter(store, 'Q5', 'Idle');
    expect((await store.apple.bundle('q5-a')).map(({ uuid }) => uuid)).toEqual(['q5-a', 'q5-b', 'q5-c']);
    const page = await store.apple.orders({ deviceId: id, states: ['queued'], offset: 1, limit: 5 });
    expect([page.total, page.rows.map(({ uuid }) => uuid)]).toEqual([2, ['q5-b']]);
    expect(
      (await store.apple.orders({ deviceId: null, states: null, offset: 0, limit: 1 })).rows,
    ).toMatchObject([{ uuid: 'q5-c' }]);
  });

  it('lets what waits be cancelled, and not what is on its way', async () => {
    const id = await enrolled(store, 'Q6');
    await queue(store, id, ['q6-a', 'q6-b']);
    await nextAfter(store, 'Q6', 'Idle');
    const audit = auditDraft('apple.cancelled');
    const cancel = () =>
      store.apple.cancel({ uuids: ['q6-a', 'q6-b', 'none'], reason: 'by_admin', at: T0, audit });
    expect([await cancel(), await cancel()]).toEqual([1, 0]);
    expect(await statesOf(store, 'q6-a', 'q6-b')).toEqual(['sent', 'cancelled']);
  });
});

describe('a report', () => {
  it('of another device’s identity is refused, and changes nothing', async () => {
    const id = await enrolled(store, 'R1');
    await enrolled(store, 'R2');
    await queue(store, id, ['r1-a']);
    await nextAfter(store, 'R1', 'Idle');
    const foreign = await tell(store, 'R1', 'Acknowledged', 'r1-a', { fingerprint: 'fp-R2' });
    expect(foreign).toEqual({ kind: 'refused', why: 'other_device' });
    expect(await statesOf(store, 'r1-a')).toEqual(['sent']);
  });

  it('that is repeated changes nothing, and never opens an order again', async () => {
    const id = await enrolled(store, 'R3');
    await queue(store, id, ['r3-a']);
    await nextAfter(store, 'R3', 'Idle');
    expect(await tell(store, 'R3', 'NotNow', 'r3-a')).toMatchObject({ settled: { state: 'not_now' } });
    expect(await tell(store, 'R3', 'NotNow', 'r3-a')).toMatchObject({ settled: null });
    expect(await tell(store, 'R3', 'Acknowledged', 'r3-a')).toMatchObject({
      settled: { state: 'acknowledged' },
    });
    for (const status of ['Error', 'NotNow', 'Acknowledged'] as const)
      expect(await tell(store, 'R3', status, 'r3-a')).toMatchObject({
        kind: 'ok',
        settled: null,
        next: null,
      });
    expect(await statesOf(store, 'r3-a')).toEqual(['acknowledged']);
  });

  it('of an order that is unknown or another’s is taken, and the queue goes on', async () => {
    const id = await enrolled(store, 'R4');
    const other = await enrolled(store, 'R5');
    await queue(store, other, ['r5-a']);
    await nextAfter(store, 'R5', 'Idle');
    await queue(store, id, ['r4-a']);
    const inventory = { part: 'information' as const, value: { DeviceName: 'not mine' } };
    expect(await tell(store, 'R4', 'Acknowledged', 'r5-a', { inventory })).toMatchObject({
      ...{ kind: 'ok', settled: null, next: { uuid: 'r4-a' } },
    });
    expect(await nextAfter(store, 'R4', 'Acknowledged', 'nobody’s')).toBe('r4-a');
    expect(await statesOf(store, 'r5-a')).toEqual(['sent']);
    expect((await store.apple.document(id))?.information).toEqual({});
  });

  it('that cannot be read leaves its order in doubt, and the queue goes on; an answer that comes later still counts', async () => {
    const id = await enrolled(store, 'R6');
    await queue(store, id, ['r6-a', 'r6-b']);
    await nextAfter(store, 'R6', 'Idle');
    await store.apple.unreadable({ fingerprint: 'fp-R6', at: T0 });
    expect(await store.apple.queued('r6-a')).toMatchObject({ state: 'unknown', reason: 'unreadable' });
    expect(await nextAfter(store, 'R6', 'Idle')).toBe('r6-b');
    expect(await tell(store, 'R6', 'Acknowledged', 'r6-a')).toMatchObject({
      settled: { state: 'acknowledged' },
    });
    await store.apple.unreadable({ fingerprint: 'nobody’s', at: T0 });
  });

  it('that the device made nothing of an order is its failure', async () => {
    const id = await enrolled(store, 'R7');
    await queue(store, id, ['r7-a']);
    await nextAfter(store, 'R7', 'Idle');
    await tell(store, 'R7', 'CommandFormatError', 'r7-a');
    expect(await store.apple.queued('r7-a')).toMatchObject({ state: 'failed', reason: 'format_error' });
  });

  it('never given to an order that was delivered time and again leaves it in doubt', async () => {
    const id = await enrolled(store, 'R8');
    await queue(store, id, ['r8-a', 'r8-b']);
    for (let again = 0; again <= MOST_TRIES; again += 1)
      expect(await nextAfter(store, 'R8', 'Idle')).toBe('r8-a');
    expect(await nextAfter(store, 'R8', 'Idle')).toBe('r8-b');
    expect(await store.apple.queued('r8-a')).toMatchObject({ state: 'unknown', reason: 'no_answer' });
  });

  it('brings the next order though the first one could not be written: that one comes again, as if never taken', async () => {
    const id = await enrolled(store, 'R10');
    await queue(store, id, ['r10-a', 'r10-b']);
    for (let again = 0; again <= MOST_TRIES; again += 1) {
      expect(await nextAfter(store, 'R10', 'Idle')).toBe('r10-a');
      await store.apple.putBack('r10-a');
      expect(await store.apple.queued('r10-a')).toMatchObject({ state: 'queued', tries: 0, sentAt: null });
    }
    expect(await nextAfter(store, 'R10', 'Acknowledged')).toBe('r10-b');
    expect(await nextAfter(store, 'R10', 'Acknowledged', 'r10-b')).toBeNull();
    expect(await dueAt(id)).toEqual([expect.any(Number)]);
    expect(await nextAfter(store, 'R10', 'Idle')).toBe('r10-a');
    // The device has it, and did not answer: only the second delivery is taken back.
    expect(await nextAfter(store, 'R10', 'Idle')).toBe('r10-a');
    await store.apple.putBack('r10-a');
    expect(await store.apple.queued('r10-a')).toMatchObject({ state: 'sent', tries: 1, sentAt: T0 });
  });

  it('never given to what is not wanted any more leaves it in doubt when it was delivered before', async () => {
    const id = await enrolled(store, 'R11');
    await queue(store, id, ['r11-a', 'r11-b']);
    const unwanted = (uuid: string) =>
      store.apple.cancel({ uuids: [uuid], reason: 'not_wanted', at: T0, taken: true, audit: null });
    expect(await nextAfter(store, 'R11', 'Idle')).toBe('r11-a');
    expect(await nextAfter(store, 'R11', 'Idle')).toBe('r11-a');
    await unwanted('r11-a');
    expect(await nextAfter(store, 'R11', 'Idle')).toBe('r11-b');
    await unwanted('r11-b');
    expect(await statesOf(store, 'r11-a', 'r11-b')).toEqual(['unknown', 'cancelled']);
  });

  it('brings the inventory part by part', async () => {
    const id = await enrolled(store, 'R9');
    await queue(store, id, ['r9-a', 'r9-b']);
    await nextAfter(store, 'R9', 'Idle');
    const value = { ...IPHONE, DeviceName: 'Büro', OSVersion: '18.2', IsSupervised: true };
    const information = { part: 'information', value } as const;
    await tell(store, 'R9', 'Acknowledged', 'r9-a', { inventory: information, at: T0 + 1 });
    const apps = { part: 'applications', value: [{ Identifier: 'a', Name: 'Café ☕' }] } as const;
    await tell(store, 'R9', 'Acknowledged', 'r9-b', {
      inventory: { ...apps, value: [...apps.value] },
      at: T0 + 2,
    });
    expect(await store.apple.document(id)).toMatchObject({
      ...{ information: { IsSupervised: true }, applications: apps.value },
      ...{ at: { information: T0 + 1, applications: T0 + 2 }, lastSeenAt: T0 + 2 },
    });
    expect((await store.devices.facts([id]))[0]).toMatchObject({
      ...{ platform: 'ios', supervised: true, osVersion: '18.2', enrolledAt: T0 },
      annotations: { assetId: null, user: null, location: null, notes: null },
    });
    const { rows } = await store.devices.window({
      ...{ filter: { text: 'buro' }, sort: { column: 'name', direction: 'ascending' }, offset: 0, limit: 5 },
    });
    expect(rows.map(({ name }) => name)).toEqual(['Büro']);
  });
});

describe('not now', () => {
  it('is tried again when the device is idle, not before, and a push is due should it not come', async () => {
    const id = await enrolled(store, 'N1');
    await queue(store, id, ['n1-a', 'n1-b']);
    expect(await dueAt(id)).toEqual([T0]);
    expect(await nextAfter(store, 'N1', 'Idle')).toBe('n1-a');
    expect(await nextAfter(store, 'N1', 'NotNow', 'n1-a')).toBe('n1-b');
    expect(await nextAfter(store, 'N1', 'Acknowledged', 'n1-b', { at: T0 + 50 })).toBeNull();
    const [due] = await dueAt(id);
    expect(due).toBeGreaterThan(T0 + 50);
    expect(await store.apple.duePushes({ at: (due ?? 0) - 1, limit: 9 })).not.toContainEqual(
      expect.objectContaining({ deviceId: id }),
    );
    expect(await store.apple.duePushes({ at: due ?? 0, limit: 99 })).toContainEqual(
      expect.objectContaining({ deviceId: id, token: 'aaN1', pushMagic: 'magic N1', guid: '' }),
    );
    expect(await nextAfter(store, 'N1', 'Idle')).toBe('n1-a');
    expect(await nextAfter(store, 'N1', 'Acknowledged', 'n1-a')).toBeNull();
    expect(await dueAt(id)).toEqual([null]);
  });

  it('waits while another order is on its way: what was delivered and not answered goes first', async () => {
    const id = await enrolled(store, 'N3');
    await queue(store, id, ['n3-a', 'n3-b']);
    await nextAfter(store, 'N3', 'Idle');
    expect(await nextAfter(store, 'N3', 'NotNow', 'n3-a')).toBe('n3-b');
    expect(await nextAfter(store, 'N3', 'Idle')).toBe('n3-b');
    expect(await nextAfter(store, 'N3', 'NotNow', 'n3-a')).toBe('n3-b');
    expect(await nextAfter(store, 'N3', 'Acknowledged', 'n3-b')).toBe('n3-a');
    await nextAfter(store, 'N3', 'Acknowledged', 'n3-a');
  });

  it('may be said of all orders in turn, and each is delivered once for each time the device is idle', async () => {
    const id = await enrolled(store, 'N2');
    await queue(store, id, ['n2-a', 'n2-b']);
    for (let round = 0; round < MOST_TRIES + 2; round += 1) {
      expect(await nextAfter(store, 'N2', 'Idle')).toBe('n2-a');
      expect(await nextAfter(store, 'N2', 'NotNow', 'n2-a')).toBe('n2-b');
      expect(await nextAfter(store, 'N2', 'NotNow', 'n2-b')).toBeNull();
    }
    expect(await statesOf(store, 'n2-a', 'n2-b')).toEqual(['not_now', 'not_now']);
    expect(await store.apple.counts({ now: T0, topic: null })).toMatchObject({ notNow: 2 });
  });
});

it('a Mac’s users have channels of their own: neither sees the other’s orders, each has one in hand', async () => {
  const id = await enrolled(store, 'M1', { fields: MAC });
  for (const guid of ['ann', 'bob']) {
    const user = { guid, shortName: `${guid}-s`, longName: null };
    const answer = await updateToken(store, 'M1', 'fp-M1', { user, token: guid });
    expect(answer).toMatchObject({ kind: 'ok', first: false, firstOfUser: true });
    expect(await updateToken(store, 'M1', 'fp-M1', { user })).toMatchObject({ firstOfUser: false });
  }
  const orders = ['', 'ann', 'bob'].map((guid) => order(id, `m1-${guid}`, undefined, { guid }));
  await store.apple.enqueue({ orders, at: T0 });
  const answers = await store.apple.exchange(
    ['bob', '', 'ann'].map((guid) => reportOf('M1', 'Idle', null, { guid })),
  );
  expect(answers.map((answer) => answer.kind === 'ok' && answer.next?.uuid)).toEqual([
    'm1-bob',
    'm1-',
    'm1-ann',
  ]);
  // The right answer on the wrong channel moves nothing.
  expect(await tell(store, 'M1', 'Acknowledged', 'm1-bob', { guid: 'ann' })).toMatchObject({ settled: null });
  expect(await tell(store, 'M1', 'Acknowledged', 'm1-bob', { guid: 'bob' })).toMatchObject({
    settled: { user: 'bob-s', state: 'acknowledged' },
  });
  expect(await statesOf(store, 'm1-', 'm1-ann')).toEqual(['sent', 'sent']);
  expect((await store.apple.channels(id)).map(({ guid, waiting }) => [guid, waiting])).toEqual([
    ['', 1],
    ['ann', 1],
    ['bob', 0],
  ]);
  const why = 'not_registered';
  expect(await tell(store, 'M1', 'Idle', null, { guid: 'eve' })).toEqual({ kind: 'refused', why });
});

describe('an order that ends management', () => {
  it('erased: what waits is cancelled, and the device that comes after it begins anew', async () => {
    const id = await enrolled(store, 'E1');
    await queue(store, id, ['e1-a'], { type: 'EraseDevice', pin: false });
    await queue(store, id, ['e1-b']);
    await nextAfter(store, 'E1', 'Idle');
    expect(await tell(store, 'E1', 'Acknowledged', 'e1-a')).toMatchObject({
      ...{ kind: 'ok', settled: { state: 'acknowledged' }, next: null },
    });
    expect(await store.apple.device(id)).toMatchObject({ state: 'wiped' });
    expect(await store.apple.queued('e1-b')).toMatchObject({ state: 'cancelled', reason: 'wiped' });
    expect(await tell(store, 'E1', 'Idle')).toEqual({ kind: 'refused', why: 'not_registered' });
    await enrolled(store, 'E1', { fingerprint: 'fp-E1-new', at: T0 + 5 });
    expect(await store.apple.device(id)).toMatchObject({ state: 'active', life: 2, endedAt: null });
  });

  it('unenrolled: it is retired', async () => {
    const id = await enrolled(store, 'E2');
    await queue(store, id, ['e2-a'], { type: 'Unenroll' });
    await nextAfter(store, 'E2', 'Idle');
    await tell(store, 'E2', 'Acknowledged', 'e2-a');
    expect(await store.apple.device(id)).toMatchObject({ state: 'retired' });
  });

  it('that failed ends nothing', async () => {
    const id = await enrolled(store, 'E3');
    await queue(store, id, ['e3-a'], { type: 'EraseDevice', pin: false });
    await nextAfter(store, 'E3', 'Idle');
    await tell(store, 'E3', 'Error', 'e3-a');
    expect(await store.apple.device(id)).toMatchObject({ state: 'active' });
  });
});

it('forgets what ended long ago, but not the PIN of a Mac, and what somebody still waits to hear of', async () => {
  const id = await enrolled(store, 'S1', { fields: MAC });
  const lock = { type: 'DeviceLock', message: '', phone: '', pin: true } as const;
  const orders = [
    order(id, 's1-done'),
    order(id, 's1-pin', lock, { sealed: new Uint8Array([1]) }),
    order(id, 's1-failed', { type: 'RemoveProfile', identifier: 'x' }, { purpose: 'profile' }),
    order(id, 's1-open'),
  ];
  const channel = (await store.apple.channels(id))[0]?.id ?? 0;
  const install = { channel, profileId: 'p', identifier: 'x', name: 'x', version: 1, at: T0 };
  await store.apple.putInstalls({
    installs: [{ ...install, state: 'removing', uuid: 's1-failed' }],
    orders,
    at: T0,
  });
  for (const [uuid, status] of [
    ['s1-done', 'Acknowledged'],
    ['s1-pin', 'Acknowledged'],
    ['s1-failed', 'Error'],
  ] as const) {
    expect(await nextAfter(store, 'S1', 'Idle')).toBe(uuid);
    await store.apple.exchange([reportOf('S1', status, uuid)]);
  }
  await store.apple.putChallenge(challenge('over'));
  expect(await store.apple.sweep({ before: T0, limit: 100 })).toBe(0);
  expect(await store.apple.sweep({ before: T0 + DAY, limit: 1000 })).toBeGreaterThan(1);
  expect(await statesOf(store, 's1-done', 's1-pin', 's1-failed', 's1-open')).toEqual([
    ...[undefined, 'acknowledged', 'failed', 'sent'],
  ]);
  const taken = await store.apple.takeChallenge({ hash: 'over', key: 'k', at: T0 });
  expect(taken).toMatchObject({ why: 'unknown' });
});

it('a target of the command centre that waits for an order is due as soon as it moves', async () => {
  const id = await enrolled(store, 'T1');
  await store.connections.saveGoogle(CONNECTION);
  const facts = factsOf('T1', { deviceId: id, providerId: 'T1' });
  await create(store, 'cmd', [], { targets: [{ facts, change: null }] });
  await store.commands.release({ commandId: 'cmd', at: T0, audit: auditDraft('command.released') });
  const claimed = await store.commands.claim({
    ...{ connectionId: CONNECTION.id, generation: 1, limits: { restart: 5 }, owner: 'me', at: T0 },
  });
  const target = claimed?.targets[0]?.target.id ?? 0;
  await store.commands.move({
    moves: [
      {
        id: target,
        outcome: { state: 'sent', reason: null, message: null, providerCommandId: 't1-a' },
        ...{ sentAt: T0, nextCheckAt: T0 + 1_000_000 },
      },
    ],
    at: T0,
  });
  await queue(store, id, ['t1-a']);
  const due = async () => (await store.commands.target(target))?.nextCheckAt;
  expect(await due()).toBe(T0 + 1_000_000);
  await tell(store, 'T1', 'Idle', null, { at: T0 + 7 });
  expect(await due()).toBe(T0 + 7);
  await tell(store, 'T1', 'Acknowledged', 't1-a', { at: T0 + 9 });
  expect(await due()).toBe(T0 + 9);
  // However late it looks, the order is there.
  await store.apple.sweep({ before: T0 + DAY, limit: 1000 });
  expect(await statesOf(store, 't1-a')).toEqual(['acknowledged']);
});
