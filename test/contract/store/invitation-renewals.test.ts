import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import {
  claimed,
  DAY,
  deeds,
  emptyRegistration,
  HOUR,
  invitation,
  invite,
  invited,
  look,
  mailStates,
  people,
  sendAll,
} from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';

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

type Renewal = Parameters<Store['invitations']['renew']>[0]['renewals'][number];
const renew = (at: number, ...renewals: (Pick<Renewal, 'id'> & Partial<Renewal>)[]) =>
  store.invitations.renew({
    renewals: renewals.map((one) => ({ expiresAt: at + DAY, link: null, mailId: null, ...one })),
    at,
    audit: auditDraft('invitations.sent'),
  });
const end = (to: 'used' | 'cancelled' | 'opened', ...ids: string[]) =>
  store.invitations.move({ ids, to, at: T0, audit: null });

describe('sending an invitation again', () => {
  it('prolongs an open one, and mails it unless a mail waits or is being sent', async () => {
    await invited(store, 'jo', 'al', 'ed');
    await sendAll(store);
    await end('opened', 'i-jo');
    expect(await renew(T0 + 5, { id: 'i-jo', mailId: 'again' })).toEqual({ renewed: ['i-jo'], waiting: [] });
    expect(await look(store, 'i-jo')).toMatchObject({
      state: 'opened',
      sentAt: T0,
      expiresAt: T0 + 5 + DAY,
      mail: { id: 'again', state: 'queued' },
    });
    const twice = { id: 'i-jo', mailId: 'third' };
    expect(await renew(T0 + 6, twice)).toEqual({ renewed: ['i-jo'], waiting: ['i-jo'] });
    expect(await claimed(store, T0 + 6)).toEqual(['again']);
    expect(await renew(T0 + 7, twice, { id: 'i-al' })).toEqual({
      renewed: ['i-jo', 'i-al'],
      waiting: ['i-jo'],
    });
    expect(Object.keys(await mailStates(store))).not.toContain('third');
    expect((await deeds(store)).filter((deed) => deed === 'invitations.sent')).toHaveLength(3);
  });

  it('lets an expired one live anew, and leaves out what has ended otherwise', async () => {
    await invited(store, 'jo', 'al', 'ed', 'flo');
    await sendAll(store);
    await store.invitations.begin({ id: 'i-jo', at: T0 });
    await end('opened', 'i-jo');
    await end('used', 'i-al');
    await end('cancelled', 'i-ed');
    await store.invitations.expire(T0 + DAY);
    const ids = ['i-jo', 'i-al', 'i-ed', 'nobody'].map((id) => ({ id, mailId: `again-${id}` }));
    expect(await renew(T0 + DAY, ...ids)).toEqual({ renewed: ['i-jo'], waiting: [] });
    expect(await look(store, 'i-jo', T0 + DAY)).toMatchObject({
      state: 'draft',
      sentAt: null,
      handedBy: null,
      openedAt: null,
      begunAt: null,
      endedAt: null,
      expiresAt: T0 + DAY + DAY,
    });
    expect(await sendAll(store, T0 + DAY)).toEqual(['again-i-jo']);
    expect(await look(store, 'i-jo', T0 + DAY)).toMatchObject({ state: 'sent', sentAt: T0 + DAY });
  });

  it('never gives a user two that lead in', async () => {
    await invited(store, 'jo');
    await store.invitations.expire(T0 + DAY);
    await invite(store, [invitation('jo', { id: 'second', expiresAt: T0 + 2 * DAY })], { at: T0 + DAY });
    expect((await renew(T0 + DAY, { id: 'i-jo' })).renewed).toEqual([]);
    // Past its time the other one stands in nobody’s way.
    expect((await renew(T0 + 2 * DAY, { id: 'i-jo' }, { id: 'second' })).renewed).toEqual(['i-jo']);
    expect(await look(store, 'second')).toMatchObject({ state: 'expired' });
  });

  it('replaces its link where a new one is made: the old one says so', async () => {
    await invited(store, 'jo');
    const link = { hash: 'newer link', version: 2 };
    await renew(T0, { id: 'i-jo', link });
    expect(await store.invitations.byLink('link-i-jo')).toEqual({
      id: 'i-jo',
      linkVersion: 1,
      replaced: true,
    });
    expect(await store.invitations.byLink('newer link')).toEqual({
      id: 'i-jo',
      linkVersion: 2,
      replaced: false,
    });
    const [row] = await store.invitations.byIds(['i-jo'], { now: T0, urlVersion: 2 });
    expect(row?.outdated).toBe(false);
    await renew(T0, { id: 'i-jo', link });
    expect(await store.invitations.byLink('newer link')).toMatchObject({ replaced: false });
  });

  it('goes to the address the user has now, and to nobody who has none', async () => {
    await invited(store, 'jo', 'al');
    await sendAll(store);
    await put(store, keptHere('jo', { email: 'new@example.org', displayName: 'Jo New' }), keptHere('al'));
    await renew(T0, { id: 'i-jo', mailId: 'a' }, { id: 'i-al', mailId: 'b' });
    const { rows } = await store.mails.list({ states: ['queued'], offset: 0, limit: 9 });
    expect(rows).toMatchObject([{ id: 'a', to: 'new@example.org', displayName: 'Jo New' }]);
  });
});

describe('reminders', () => {
  const remind = (at: number, more: { most?: number; limit?: number } = {}) =>
    store.invitations.remind({ at, everyMs: DAY, most: 2, limit: 100, ...more });
  const WEEK = 7 * DAY;
  const begin = async (names: string[]) => {
    await people(store, ...names);
    await invite(
      store,
      names.map((name) => invitation(name, { expiresAt: T0 + WEEK })),
    );
    await sendAll(store);
    for (const name of names) await store.invitations.begin({ id: `i-${name}`, at: T0 + HOUR });
  };

  it('go to who began and did not finish, each so often and no more', async () => {
    await begin(['jo']);
    expect(await remind(T0 + DAY)).toBe(0);
    expect(await remind(T0 + DAY + HOUR)).toBe(1);
    expect(await look(store, 'i-jo')).toMatchObject({
      reminders: 1,
      remindedAt: T0 + DAY + HOUR,
      mail: { state: 'queued' },
    });
    expect(await remind(T0 + 3 * DAY)).toBe(0);
    const [mail] = await store.mails.claim({ owner: 'me', at: T0 + 3 * DAY, limit: 9, urlVersion: 1 });
    expect(mail?.job).toMatchObject({ kind: 'reminder', to: 'jo@example.org', invitationId: 'i-jo' });
    await store.mails.settle({
      id: mail?.job.id ?? '',
      to: 'sent',
      at: T0 + 3 * DAY,
      error: null,
      nextAt: null,
    });
    // It waited for long: the next one is counted from when it left.
    expect(await remind(T0 + 3 * DAY + HOUR)).toBe(0);
    expect(await remind(T0 + 4 * DAY)).toBe(1);
    await sendAll(store, T0 + 4 * DAY);
    expect(await remind(T0 + 6 * DAY)).toBe(0);
  });

  it('go to nobody who was just written to, finished, is not active, has no address or was never there', async () => {
    await begin(['sent', 'used', 'away', 'mute', 'late', 'other']);
    await people(store, 'not-begun');
    await invite(store, [invitation('not-begun', { expiresAt: T0 + WEEK })]);
    await renew(T0 + DAY, { id: 'i-sent', mailId: 'again', expiresAt: T0 + WEEK });
    await sendAll(store, T0 + DAY);
    await end('used', 'i-used');
    await put(store, keptHere('away', { email: 'a@example.org', state: 'suspended' }), keptHere('mute'));
    await renew(T0 + DAY, { id: 'i-late', expiresAt: T0 + DAY + HOUR });
    expect(await remind(T0 + DAY + HOUR)).toBe(1);
    expect(await look(store, 'i-other')).toMatchObject({ reminders: 1 });
  });

  it('come so many at a time, who waits longest first', async () => {
    await begin(['a', 'b', 'c']);
    expect(await remind(T0 + 2 * DAY, { limit: 2 })).toBe(2);
    expect(await look(store, 'i-c')).toMatchObject({ reminders: 0 });
    expect(await remind(T0 + 2 * DAY, { limit: 2 })).toBe(1);
  });
});
