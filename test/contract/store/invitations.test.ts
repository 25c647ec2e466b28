import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InvitationQuery } from '../../../electron/model/invitation.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import {
  BY_NAME,
  claimed,
  DAY,
  deeds,
  emptyRegistration,
  HOUR,
  invitation,
  invite,
  invited,
  listed,
  look,
  mailStates,
  makePin,
  NOW,
  people,
  sendAll,
} from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

const file = () => `${folder.path}/store.db`;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
});
afterEach(() => emptyRegistration(file()));
afterAll(async () => {
  await store.close();
  folder.remove();
});

const move = (to: Parameters<Store['invitations']['move']>[0]['to'], ids: string[], at = T0) =>
  store.invitations.move({ ids, to, at, audit: auditDraft('invitations.handed') });

describe('invitations', () => {
  it('are there after a restart, whole, with their link, their mail and the log', async () => {
    const jo = invitation('jo', { user: { displayName: 'Jo', source: 'google', language: 'fr' } });
    expect(await invite(store, [jo])).toEqual({ created: ['i-jo'], already: 0 });
    await store.close();
    store = await openTestStore(file());
    expect(await look(store, 'i-jo')).toEqual({
      id: 'i-jo',
      userId: 'id-jo',
      userName: 'jo',
      displayName: 'Jo',
      email: 'jo@example.org',
      source: 'google',
      language: 'fr',
      state: 'draft',
      createdAt: T0,
      createdBy: 'admin',
      expiresAt: T0 + DAY,
      sentAt: null,
      handedBy: null,
      openedAt: null,
      begunAt: null,
      usedAt: null,
      endedAt: null,
      outdated: false,
      reminders: 0,
      remindedAt: null,
      mail: { id: 'm-i-jo', state: 'queued', at: T0, error: null, nextAt: T0 },
      pin: null,
    });
    expect(await store.invitations.byLink('link-i-jo')).toEqual({
      id: 'i-jo',
      linkVersion: 1,
      replaced: false,
    });
    expect(await store.invitations.byLink('guessed')).toBeNull();
    const [row] = (await store.audit.list({ filter: {}, before: null, limit: 9 })).rows;
    expect(row).toMatchObject({ deed: 'invitations.created', detail: { created: 1, already: 0 } });
  });

  it('are made once for each user, and nobody without an address is written to', async () => {
    const mute = invitation('mute', { user: { email: null } });
    const twice = [invitation('jo'), invitation('jo', { id: 'i-jo2' }), mute];
    expect(await invite(store, twice)).toEqual({ created: ['i-jo', 'i-mute'], already: 1 });
    expect(await mailStates(store)).toEqual({ 'm-i-jo': 'queued' });
    expect(await invite(store, [invitation('jo', { id: 'i-jo3' })])).toEqual({ created: [], already: 1 });
    expect(await deeds(store)).toEqual(['invitations.created']);
  });

  it('made again put an end to the open one, its waiting mail and its link', async () => {
    await invited(store, 'jo', 'al');
    await move('used', ['i-al']);
    const anew = [invitation('jo', { id: 'new-jo' }), invitation('al', { id: 'new-al' })];
    expect(await invite(store, anew, { again: true, at: T0 + 1 })).toEqual({
      created: ['new-jo', 'new-al'],
      already: 0,
    });
    expect(await look(store, 'i-jo')).toMatchObject({ state: 'cancelled', endedAt: T0 + 1 });
    expect(await look(store, 'i-al')).toMatchObject({ state: 'used' });
    expect(await claimed(store)).toEqual([]);
    expect(await claimed(store, T0 + 1)).toEqual(['m-new-jo', 'm-new-al']);
    expect((await store.invitations.openOf('id-jo', NOW))?.id).toBe('new-jo');
  });

  it('are mailed although the mail of the one before is being sent just now', async () => {
    await invited(store, 'jo');
    await claimed(store);
    await invite(store, [invitation('jo', { id: 'new' })], { again: true });
    expect(await mailStates(store)).toEqual({ 'm-i-jo': 'sending', 'm-new': 'queued' });
  });

  it('past their time stand in nobody’s way, noted or not', async () => {
    await invited(store, 'jo');
    const late = T0 + DAY;
    expect(await store.invitations.openOf('id-jo', { now: late - 1, urlVersion: 1 })).toMatchObject({
      id: 'i-jo',
    });
    expect(await store.invitations.openOf('id-jo', { now: late, urlVersion: 1 })).toBeNull();
    expect(await look(store, 'i-jo', late)).toMatchObject({ state: 'expired', endedAt: late });
    expect(await invite(store, [invitation('jo', { id: 'new' })], { at: late })).toMatchObject({
      already: 0,
    });
    expect(await look(store, 'i-jo')).toMatchObject({ state: 'expired', endedAt: late });
    expect(await mailStates(store)).toEqual({ 'm-i-jo': 'cancelled', 'm-new': 'queued' });
  });

  it('move along their table, and tell when', async () => {
    await invited(store, 'jo', 'al', 'ed');
    const desk = { to: 'sent', handedBy: 'desk', audit: auditDraft('invitations.handed') } as const;
    expect(await store.invitations.move({ ids: ['i-jo', 'nobody'], at: T0 + 1, ...desk })).toBe(1);
    expect(await move('opened', ['i-jo', 'i-al', 'i-ed'], T0 + 2)).toBe(3);
    expect(await move('sent', ['i-jo', 'i-al'], T0 + 3)).toBe(0);
    expect(await move('cancelled', ['i-al'], T0 + 4)).toBe(1);
    expect(await move('used', ['i-jo', 'i-al'], T0 + 5)).toBe(1);
    expect(await look(store, 'i-jo')).toMatchObject({
      state: 'used',
      sentAt: T0 + 1,
      handedBy: 'desk',
      openedAt: T0 + 2,
      usedAt: T0 + 5,
      endedAt: T0 + 5,
    });
    expect(await look(store, 'i-al')).toMatchObject({ state: 'cancelled', endedAt: T0 + 4 });
    expect(await mailStates(store)).toEqual({
      'm-i-jo': 'cancelled',
      'm-i-al': 'cancelled',
      'm-i-ed': 'queued',
    });
    expect((await deeds(store)).filter((deed) => deed === 'invitations.handed')).toHaveLength(4);
    // One past its time cannot be handed over or taken back any more, yet what was begun in time may end well.
    expect(await move('cancelled', ['i-ed'], T0 + DAY)).toBe(0);
    expect(await move('used', ['i-ed'], T0 + DAY)).toBe(1);
  });

  it('expire by the clock with the mails that wait, and say once when their user signed in', async () => {
    await invited(store, 'jo', 'al');
    await store.invitations.begin({ id: 'i-jo', at: T0 + 5 });
    await store.invitations.begin({ id: 'i-jo', at: T0 + 9 });
    await move('opened', ['i-jo']);
    expect(await store.invitations.expire(T0 + DAY - 1)).toBe(0);
    expect(await store.invitations.expire(T0 + DAY + HOUR)).toBe(2);
    expect(await store.invitations.expire(T0 + DAY + HOUR)).toBe(0);
    expect(await look(store, 'i-jo')).toMatchObject({ state: 'expired', begunAt: T0 + 5, endedAt: T0 + DAY });
    expect(await claimed(store, T0 + DAY)).toEqual([]);
  });
});

describe('lists of invitations', () => {
  const by = (column: InvitationQuery['sort']['column'], direction: InvitationQuery['sort']['direction']) =>
    listed(store, {}, { column, direction });

  beforeEach(async () => {
    await people(store, 'b', 'C', 'a', 'd');
    await invite(store, [
      invitation('b', { user: { displayName: 'Émile [1]' }, createdAt: T0 - 5, linkVersion: 0 }),
      invitation('a', { user: { displayName: 'Zoé' }, createdAt: T0 - 9 }),
      invitation('d', { user: { displayName: 'Zoe', userName: 'zoe2' }, expiresAt: T0 + 9 }),
      invitation('C', { user: { displayName: 'eve', email: 'Eve@Zürich.example' }, expiresAt: T0 + 1 }),
    ]);
    await move('opened', ['i-C'], T0 - 2);
    await move('sent', ['i-a', 'i-b'], T0 - 3);
    await move('used', ['i-a'], T0 - 1);
  });

  it('are ordered without regard to case and accents, what has no value last, ties by name and age', async () => {
    expect(await by('displayName', 'ascending')).toEqual(['i-b', 'i-C', 'i-a', 'i-d']);
    expect(await by('displayName', 'descending')).toEqual(['i-a', 'i-d', 'i-C', 'i-b']);
    expect(await by('createdAt', 'ascending')).toEqual(['i-a', 'i-b', 'i-C', 'i-d']);
    expect(await by('createdAt', 'descending')).toEqual(['i-C', 'i-d', 'i-b', 'i-a']);
    expect(await by('sentAt', 'descending')).toEqual(['i-b', 'i-a', 'i-C', 'i-d']);
    expect(await by('openedAt', 'ascending')).toEqual(['i-C', 'i-b', 'i-a', 'i-d']);
    expect(await by('expiresAt', 'ascending')).toEqual(['i-C', 'i-d', 'i-b', 'i-a']);
    expect(await by('state', 'ascending')).toEqual(['i-d', 'i-b', 'i-C', 'i-a']);
  });

  it('find every word, folded, in name, user name and address, and take signs as they are', async () => {
    expect(await listed(store, { text: 'ZOE' })).toEqual(['i-a', 'i-d']);
    expect(await listed(store, { text: 'emile [1]' })).toEqual(['i-b']);
    expect(await listed(store, { text: 'eve zurich' })).toEqual(['i-C']);
    expect(await listed(store, { text: 'zoe2 example' })).toEqual(['i-d']);
    expect(await listed(store, { text: 'emile eve' })).toEqual([]);
  });

  it('are narrowed by state, mail, user and id; an open one past its time counts as expired', async () => {
    await sendAll(store);
    expect(await listed(store, { states: ['sent', 'used'] })).toEqual(['i-b', 'i-a', 'i-d']);
    const later = { now: T0 + 1, urlVersion: 1 };
    expect(await listed(store, { states: ['expired'] }, BY_NAME, later)).toEqual(['i-C']);
    expect(await listed(store, { states: ['opened'] }, BY_NAME, later)).toEqual([]);
    expect(await listed(store, { mail: ['sent'] })).toEqual(['i-b', 'i-C', 'i-d']);
    expect(await listed(store, { mail: ['cancelled', 'failed'] })).toEqual(['i-a']);
    expect(await listed(store, { userId: 'id-C' })).toEqual(['i-C']);
    expect(await listed(store, { ids: ['i-d', 'nobody', 'i-b'], text: 'e' })).toEqual(['i-b', 'i-d']);
    expect(await listed(store, { ids: [] })).toEqual([]);
    expect(await listed(store, { states: [], mail: [] })).toHaveLength(4);
    const { states, mails } = await store.invitations.counts(T0 + 1);
    expect(states).toEqual({ draft: 0, sent: 2, opened: 0, used: 1, expired: 1, cancelled: 0 });
    expect(mails).toEqual({ queued: 0, sending: 0, sent: 3, failed: 0, unknown: 0, cancelled: 1 });
  });

  it('are read in stretches that agree, and by ids in their order', async () => {
    const sort = BY_NAME;
    const part = await store.invitations.window({ filter: {}, sort, offset: 1, limit: 2 }, NOW);
    expect(part).toMatchObject({ rows: [{ id: 'i-C' }, { id: 'i-a' }], total: 4 });
    const some = await store.invitations.byIds(['i-d', 'nobody', 'i-b'], NOW);
    expect(some.map(({ id }) => id)).toEqual(['i-d', 'i-b']);
  });

  it('tell the newest mail, the PIN that is valid, and whose link is of an earlier URL', async () => {
    await sendAll(store);
    const enqueue = (kind: 'pin' | 'reminder', id: string) =>
      store.mails.enqueue({ id, kind, userId: 'id-b', invitationId: 'i-b', at: T0 + 3, audit: null });
    await enqueue('pin', 'newer');
    await makePin(store, 'b', { expiresAt: T0 + 50, way: 'shown' });
    await makePin(store, 'C', { expiresAt: T0 });
    const rows = async (now: number, urlVersion: number) =>
      (
        await store.invitations.window(
          { filter: {}, sort: BY_NAME, offset: 0, limit: 9 },
          { now, urlVersion },
        )
      ).rows;
    const [b, c, a] = await rows(T0, 1);
    expect(b?.mail).toEqual({ id: 'newer', state: 'queued', at: T0 + 3, error: null, nextAt: T0 + 3 });
    expect(b?.pin).toEqual({ madeAt: T0, until: T0 + 50, way: 'shown' });
    expect([c?.pin, a?.pin]).toEqual([null, null]);
    expect((await rows(T0, 1)).map(({ outdated }) => outdated)).toEqual([true, false, false, false]);
    // What has ended leads nowhere anyway.
    expect((await rows(T0 + 1, 2)).map(({ outdated }) => outdated)).toEqual([true, false, false, true]);
  });
});

it('ten thousand are made, found and counted while a person waits', async () => {
  const many = Array.from({ length: 10_000 }, (_, place) => invitation(`user${place}`));
  const begun = performance.now();
  expect((await invite(store, many)).created).toHaveLength(10_000);
  expect(performance.now() - begun).toBeLessThan(3000);
  const looked = performance.now();
  expect(
    await store.invitations.window({ filter: { text: 'user77' }, sort: BY_NAME, offset: 0, limit: 200 }, NOW),
  ).toMatchObject({ total: 111 });
  expect((await store.invitations.counts(T0)).states.draft).toBe(10_000);
  expect(performance.now() - looked).toBeLessThan(1000);
});
