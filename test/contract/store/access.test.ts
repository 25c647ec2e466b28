import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import {
  DAY,
  deeds,
  emptyRegistration,
  HOUR,
  issue,
  people,
  session,
} from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';

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

const setPassword = (name: string, more: { session?: string; expiresAt?: number } = {}) =>
  store.access.setPassword({
    userId: `id-${name}`,
    password: {
      hash: `hash of ${name}`,
      temporary: more.expiresAt !== undefined,
      setAt: T0,
      expiresAt: more.expiresAt ?? null,
    },
    session: more.session ?? null,
    spends: null,
    audit: auditDraft('portal.password'),
  });

describe('passwords', () => {
  it('are kept as they are set, and told whether they are valid', async () => {
    await setPassword('jo');
    await setPassword('al', { expiresAt: T0 + 5 });
    expect(await store.access.password('id-al')).toEqual({
      hash: 'hash of al',
      temporary: true,
      setAt: T0,
      expiresAt: T0 + 5,
    });
    const all = ['id-jo', 'id-al', 'nobody'];
    expect((await store.access.havePassword(all, T0 + 4)).sort()).toEqual(['id-al', 'id-jo']);
    expect(await store.access.havePassword(all, T0 + 5)).toEqual(['id-jo']);
    await setPassword('al');
    expect(await store.access.password('id-al')).toMatchObject({ temporary: false, expiresAt: null });
    const remove = () =>
      store.access.removePassword({ userId: 'id-jo', audit: auditDraft('password.given') });
    await remove();
    await remove();
    expect(await store.access.password('id-jo')).toBeNull();
    expect(await deeds(store)).toEqual([...Array(3).fill('portal.password'), 'password.given']);
  });

  it('are proved where they are set, and end the other sessions of their user', async () => {
    await people(store, 'jo', 'al');
    for (const hash of ['mine', 'other']) await store.access.startSession(session(hash, 'jo'));
    await store.access.startSession(session('of al', 'al'));
    const there = async () => {
      const found = ['mine', 'other', 'of al'].map((hash) => store.access.session(hash, T0));
      return (await Promise.all(found)).map((one) => one !== null);
    };
    await setPassword('jo', { session: 'mine' });
    expect(await there()).toEqual([true, false, true]);
    const proved = async (hash: string) => (await store.access.session(hash, T0))?.session.password;
    expect([await proved('mine'), await proved('of al')]).toEqual([true, false]);
    await setPassword('al', { session: 'mine' });
    expect(await store.access.session('of al', T0)).toBeNull();
    await setPassword('jo');
    expect(await there()).toEqual([false, false, false]);
  });
});

describe('sessions', () => {
  it('are there with their user until their time, their end, or the end of their user', async () => {
    await people(store, 'jo', 'al');
    const mine = session('s1', 'jo', { invitationId: 'i-jo', handed: true });
    await store.access.startSession(mine);
    expect(await store.access.session('s1', T0 + HOUR - 1)).toMatchObject({
      session: mine,
      user: { userName: 'jo', devices: 0 },
    });
    expect(await store.access.session('s1', T0 + HOUR)).toBeNull();
    expect(await store.access.session('guessed', T0)).toBeNull();
    await put(store, keptHere('jo', { state: 'suspended' }));
    expect(await store.access.session('s1', T0)).toBeNull();
    await put(store, keptHere('jo'));
    await store.access.startSession(session('s2', 'jo'));
    await store.access.endSession('s1');
    expect(await store.access.session('s1', T0)).toBeNull();
    expect(await store.access.session('s2', T0)).not.toBeNull();
    await store.access.startSession(session('s3', 'jo'));
    await store.access.startSession(session('s4', 'al'));
    await store.access.endSessionsOf('id-jo');
    expect(await store.access.session('s2', T0)).toBeNull();
    expect(await store.access.session('s4', T0)).not.toBeNull();
    await store.users.remove({ ids: ['id-al'], audit: auditDraft('users.removed') });
    expect(await store.access.session('s4', T0)).toBeNull();
  });

  it('learn what is proved in them, and forget nothing of it', async () => {
    await people(store, 'jo');
    await store.access.startSession(session('s1', 'jo'));
    await store.access.proveSession({ hash: 's1', pinId: 'p1', expiresAt: T0 + 5 });
    await store.access.proveSession({ hash: 's1', password: true, expiresAt: T0 + 9 });
    await store.access.proveSession({ hash: 's1', expiresAt: T0 + 10 });
    expect((await store.access.session('s1', T0 + 9))?.session).toMatchObject({
      pinId: 'p1',
      password: true,
      expiresAt: T0 + 10,
    });
  });
});

it('terms are accepted once, as they were worded', async () => {
  const accept = () =>
    store.access.acceptTerms({ userId: 'id-jo', terms: 'v1', at: T0, audit: auditDraft('portal.terms') });
  await accept();
  await accept();
  expect(await store.access.hasAccepted('id-jo', 'v1')).toBe(true);
  expect(await store.access.hasAccepted('id-jo', 'v2')).toBe(false);
  expect(await store.access.hasAccepted('id-al', 'v1')).toBe(false);
  expect(await deeds(store)).toEqual(['portal.terms']);
});

describe('tries under a key', () => {
  const tryOut = (at: number, key = 'jo', pauseMs?: number) =>
    store.access.tryOut({ key, at, free: 2, ...(pauseMs === undefined ? {} : { pauseMs }) });

  it('are free at first, then paused longer and longer, also over a restart', async () => {
    expect([await tryOut(T0), await tryOut(T0), await tryOut(T0)]).toEqual([true, true, false]);
    expect(await tryOut(T0, 'al')).toBe(true);
    await store.close();
    store = await openTestStore(file());
    expect(await tryOut(T0 + MINUTE - 1)).toBe(false);
    expect(await tryOut(T0 + MINUTE)).toBe(true);
    expect(await tryOut(T0 + 3 * MINUTE - 1)).toBe(false);
    await store.access.forgetTries('jo');
    expect([await tryOut(T0 + MINUTE), await tryOut(T0 + MINUTE)]).toEqual([true, true]);
  });

  it('are forgotten after a day without, and paused for as long as is said', async () => {
    for (let tries = 0; tries < 4; tries += 1) await tryOut(T0 + tries * HOUR);
    expect(await tryOut(T0 + 3 * HOUR + 1)).toBe(false);
    expect([await tryOut(T0 + 3 * HOUR + DAY), await tryOut(T0 + 3 * HOUR + DAY)]).toEqual([true, true]);
    const long = 3 * HOUR;
    expect([await tryOut(T0, 'al', long), await tryOut(T0, 'al', long)]).toEqual([true, true]);
    expect(await tryOut(T0 + long - 1, 'al', long)).toBe(false);
    expect(await tryOut(T0 + long, 'al', long)).toBe(true);
    expect(await tryOut(T0 + 2 * long - 1, 'al', long)).toBe(false);
  });

  it('are apart from turns, of which there are so many in a window', async () => {
    const take = (at: number, by = store) => by.access.takeTurn({ key: 'jo', at, most: 3, windowMs: HOUR });
    const other = await openTestStore(file());
    const turns = await Promise.all(
      [T0, T0 + 1, T0 + 2, T0 + 3, T0 + 4].flatMap((at) => [take(at), take(at, other)]),
    );
    await other.close();
    expect(turns.filter(Boolean)).toHaveLength(3);
    expect(await take(T0 + HOUR - 1)).toBe(false);
    expect(await tryOut(T0)).toBe(true);
    for (let turn = 0; turn < 3; turn += 1) expect(await take(T0 + HOUR + 5)).toBe(true);
    await store.access.giveTurnBack('jo');
    await store.access.giveTurnBack('nobody');
    expect([await take(T0 + HOUR + 6), await take(T0 + HOUR + 7)]).toEqual([true, false]);
    // A window begun by a clock that was ahead ends with it.
    expect(await take(T0 - DAY)).toBe(true);
  });
});

it('what is past its time is swept away, and nothing that still holds', async () => {
  await people(store, 'jo', 'al');
  await store.access.startSession(session('old', 'jo', { expiresAt: T0 + DAY }));
  await store.access.startSession(session('new', 'jo', { expiresAt: T0 + DAY + 1 }));
  const long = { free: 1, pauseMs: 2 * DAY };
  await store.access.tryOut({ key: 'paused', at: T0, ...long });
  await store.access.tryOut({ key: 'tried', at: T0 + 1, free: 2 });
  const ticket = (id: string, platform: 'ios' | 'macos' | 'windows', expiresAt: number) =>
    issue(store, 'jo', { ticket: { id, platform, expiresAt } });
  await ticket('late', 'ios', T0 + DAY);
  await ticket('taken', 'macos', T0 + DAY);
  await store.tickets.redeem({ hash: 'hash of taken', device: 'mac', at: T0 });
  await ticket('valid', 'windows', T0 + DAY + 1);
  await store.access.sweep(T0 + DAY);
  // With the clock set back they would be there again.
  expect(await store.access.session('old', T0)).toBeNull();
  expect(await store.access.session('new', T0)).not.toBeNull();
  expect(await store.access.tryOut({ key: 'paused', at: T0 + DAY, ...long })).toBe(false);
  await store.access.tryOut({ key: 'tried', at: T0 + DAY, free: 2 });
  expect(await store.access.tryOut({ key: 'tried', at: T0 + DAY, free: 2 })).toBe(false);
  const tickets = await store.tickets.ofUser('id-jo');
  expect(tickets.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'valid issued',
    'taken expired',
    'late expired',
  ]);
});
