import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PinWay } from '../../../electron/model/pin.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { DAY, deeds, emptyRegistration, HOUR, issue, makePin } from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => `${folder.path}/store.db`;
const MINUTE = 60_000;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
});
afterEach(() => emptyRegistration(file()));
afterAll(async () => {
  await store.close();
  folder.remove();
});

const tryOut = (pinId: string, way: PinWay, at = T0, { free = 2, most = 4 } = {}) =>
  store.pins.tryOut({ pinId, way, at, free, most });
/** Tries as often as it may, an hour apart. */
const tryAll = async (pinId: string, way: PinWay, most = 4) => {
  let tries = 0;
  while (await tryOut(pinId, way, T0 + tries * HOUR, { free: 2, most })) tries += 1;
  return tries;
};

describe('a PIN', () => {
  it('is one for each user: a new one takes its place', async () => {
    await makePin(store, 'jo', { id: 'first', invitationId: 'i-jo' });
    await makePin(store, 'al', { way: 'shown', expiresAt: T0 + 5 });
    expect(await store.pins.active('id-jo')).toEqual({
      id: 'first',
      userId: 'id-jo',
      invitationId: 'i-jo',
      hash: 'hash of first',
      state: 'active',
      way: 'mail',
      madeAt: T0,
      expiresAt: T0 + DAY,
      wrong: { link: 0, name: 0 },
      pausedUntil: { link: 0, name: 0 },
    });
    await makePin(store, 'jo', { id: 'second' });
    expect((await store.pins.active('id-jo'))?.id).toBe('second');
    expect(await tryOut('first', 'link')).toBe(false);
    expect((await store.pins.active('id-al'))?.way).toBe('shown');
    expect(await deeds(store)).toEqual(['pin.made', 'pin.made', 'pin.made']);
  });

  it('counts each try before it is judged, on the disk, and pauses longer and longer', async () => {
    const pin = await makePin(store, 'jo');
    expect(await tryOut(pin, 'name')).toBe(true);
    expect(await tryOut(pin, 'name')).toBe(true);
    await store.close();
    store = await openTestStore(file());
    expect(await store.pins.active('id-jo')).toMatchObject({
      wrong: { link: 0, name: 2 },
      pausedUntil: { link: 0, name: T0 + MINUTE },
    });
    expect(await tryOut(pin, 'name', T0 + MINUTE - 1)).toBe(false);
    expect(await tryOut(pin, 'link', T0 + MINUTE - 1)).toBe(true);
    expect(await tryOut(pin, 'name', T0 + MINUTE)).toBe(true);
    expect(await tryOut(pin, 'name', T0 + 3 * MINUTE - 1)).toBe(false);
    expect(await tryOut(pin, 'name', T0 + 3 * MINUTE)).toBe(true);
    expect(await store.pins.active('id-jo')).toMatchObject({ wrong: { link: 1, name: 4 } });
  });

  it('leaves its tries to who holds the link when strangers have spent theirs, and none when both are', async () => {
    const pin = await makePin(store, 'jo');
    expect(await tryAll(pin, 'name')).toBe(4);
    expect(await tryOut(pin, 'link', T0)).toBe(true);
    await store.pins.right({ pinId: pin, way: 'link' });
    expect(await store.pins.active('id-jo')).toMatchObject({
      wrong: { link: 0, name: 4 },
      pausedUntil: { link: 0 },
    });
    expect(await tryAll(pin, 'link')).toBe(4);
    expect(await store.pins.active('id-jo')).toBeNull();
  });

  it('is tried in vain past its time and once it is cancelled', async () => {
    const pin = await makePin(store, 'jo');
    expect(await tryOut(pin, 'link', T0 + DAY)).toBe(false);
    expect(await tryOut('nobody', 'link')).toBe(false);
    const cancel = () => store.pins.cancel({ userId: 'id-jo', audit: auditDraft('pin.cancelled') });
    await cancel();
    await cancel();
    expect(await tryOut(pin, 'link')).toBe(false);
    expect(await store.pins.active('id-jo')).toBeNull();
    expect(await deeds(store)).toEqual(['pin.made', 'pin.cancelled']);
  });

  it('is not paused for a year by a clock that was a year ahead', async () => {
    const pin = await makePin(store, 'jo', { expiresAt: T0 + 900 * DAY });
    const ahead = T0 + 365 * DAY;
    for (let tries = 0; tries < 3; tries += 1) await tryOut(pin, 'link', ahead + tries * MINUTE);
    expect(await tryOut(pin, 'link', ahead + 2 * MINUTE + 1)).toBe(false);
    expect(await tryOut(pin, 'link', T0)).toBe(true);
  });

  it('tried by two programs at once gives away no try', async () => {
    const other = await openTestStore(file());
    const pin = await makePin(store, 'jo');
    const stores = Array.from({ length: 10 }, (_, place) => (place % 2 === 0 ? store : other));
    const tries = await Promise.all(
      stores.map((one) => one.pins.tryOut({ pinId: pin, way: 'link', at: T0, free: 9, most: 5 })),
    );
    expect(tries.filter(Boolean)).toHaveLength(5);
    await other.close();
  });
});

describe('spending a PIN', () => {
  const spend = (id: string, more: Parameters<typeof issue>[2] = {}, by = store) =>
    issue(by, 'jo', { spends: 'p-jo', ...more, ticket: { id, ...more.ticket } });
  const setPassword = (by: string | null, at = T0, from = store) =>
    from.access.setPassword({
      userId: 'id-jo',
      password: { hash: `of ${by}`, temporary: false, setAt: at, expiresAt: null },
      session: by,
      spends: 'p-jo',
      audit: null,
    });
  const spent = { code: 'pin_spent' };

  it('is done once, and its session goes on with it', async () => {
    await makePin(store, 'jo');
    await setPassword('s1');
    expect(await store.pins.active('id-jo')).toBeNull();
    await setPassword('s1', T0 + 2 * DAY);
    await spend('t1');
    await spend('t2', { ticket: { issuedAt: T0 + 2 * DAY } });
    await expect(spend('t3', { session: 's2' })).rejects.toMatchObject(spent);
    await expect(setPassword('s2')).rejects.toMatchObject(spent);
    await expect(setPassword(null)).rejects.toMatchObject(spent);
    expect((await store.tickets.ofUser('id-jo')).map(({ id }) => id)).toEqual(['t2', 't1']);
    expect((await store.access.password('id-jo'))?.hash).toBe('of s1');
  });

  it('leaves it as it was when nothing can be issued for it', async () => {
    await makePin(store, 'jo');
    await spend('t1');
    await makePin(store, 'jo', { id: 'p2' });
    await expect(spend('t1', { spends: 'p2' })).rejects.toMatchObject({ code: 'internal' });
    expect((await store.pins.active('id-jo'))?.id).toBe('p2');
  });

  it('is refused past its time, replaced, cancelled, and by another user', async () => {
    await makePin(store, 'jo');
    await expect(setPassword('s1', T0 + DAY)).rejects.toMatchObject(spent);
    await expect(issue(store, 'al', { spends: 'p-jo' })).rejects.toMatchObject(spent);
    await makePin(store, 'jo', { id: 'p2' });
    await expect(spend('t1')).rejects.toMatchObject(spent);
    await store.pins.cancel({ userId: 'id-jo', audit: null });
    await expect(spend('t1', { spends: 'p2' })).rejects.toMatchObject(spent);
    expect(await store.access.password('id-jo')).toBeNull();
    expect(await store.tickets.ofUser('id-al')).toEqual([]);
  });

  it('has one winner among many sessions of two programs', async () => {
    const other = await openTestStore(file());
    await makePin(store, 'jo');
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, place) => {
        const by = place % 2 === 0 ? store : other;
        return place % 3 === 0
          ? setPassword(`s${place}`, T0, by)
          : spend(`t${place}`, { session: `s${place}` }, by);
      }),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject(spent);
    const issued = await store.tickets.ofUser('id-jo');
    const set = await store.access.password('id-jo');
    expect(issued.length + (set === null ? 0 : 1)).toBe(1);
    await other.close();
  });
});
