import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MailJobState, MailKind } from '../../../electron/model/mail-job.ts';
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

const enqueue = (id: string, name: string, kind: MailKind = 'pin', at = T0) =>
  store.mails.enqueue({
    id,
    kind,
    userId: `id-${name}`,
    invitationId: null,
    at,
    audit: auditDraft('password.given'),
  });
const settle = (
  id: string,
  to: Exclude<MailJobState, 'sending'>,
  more: { at?: number; error?: string; nextAt?: number } = {},
) => {
  const { at = T0, error = null, nextAt = null } = more;
  return store.mails.settle({ id, to, at, error, nextAt });
};

describe('a mail', () => {
  it('waits once of each kind for each user, at the address he has', async () => {
    await people(store, 'jo', 'al');
    await put(store, keptHere('mute'));
    expect(await enqueue('a', 'jo')).toBe(true);
    expect(await enqueue('b', 'jo')).toBe(false);
    expect(await enqueue('c', 'jo', 'password')).toBe(true);
    expect(await enqueue('d', 'al')).toBe(true);
    for (const nobody of ['mute', 'nobody'])
      await expect(enqueue('e', nobody)).rejects.toMatchObject({ code: 'user_no_address' });
    expect(await claimed(store, T0, 'me', 1)).toEqual(['a']);
    expect(await enqueue('f', 'jo')).toBe(false);
    await settle('a', 'sent');
    expect(await enqueue('g', 'jo')).toBe(true);
    const list = await store.mails.list({ offset: 1, limit: 2 });
    expect(list).toMatchObject({ rows: [{ id: 'd' }, { id: 'c', to: 'jo@example.org' }], total: 4 });
    expect(await deeds(store)).toEqual(['users.added', 'users.added', ...Array(4).fill('password.given')]);
  });

  it('is taken when it is due, the oldest first, with its user and invitation as they are now', async () => {
    await invited(store, 'jo', 'al', 'away', 'gone');
    await enqueue('pin', 'jo', 'pin', T0 + 5);
    await put(store, keptHere('jo', { email: 'new@example.org' }), keptHere('away', { state: 'suspended' }));
    await store.users.remove({ ids: ['id-gone'], audit: auditDraft('users.removed') });
    const claim = (at: number) => store.mails.claim({ owner: 'me', at, limit: 9, urlVersion: 2 });
    const first = await claim(T0);
    expect(first.map(({ job }) => job.id)).toEqual(['m-i-jo', 'm-i-al', 'm-i-away', 'm-i-gone']);
    expect(first[0]).toMatchObject({
      job: { state: 'sending', tries: 1, nextAt: null, to: 'new@example.org' },
      user: { email: 'new@example.org' },
      invitation: { id: 'i-jo', state: 'draft', outdated: true },
    });
    expect(first.slice(2).map(({ user }) => user)).toEqual([null, null]);
    expect(await claim(T0 + 4)).toEqual([]);
    expect(await claim(T0 + 5)).toMatchObject([{ job: { id: 'pin' }, invitation: null }]);
  });

  it('says that its invitation is open no more', async () => {
    await invited(store, 'jo');
    await claimed(store);
    await settle('m-i-jo', 'queued', { nextAt: T0 + 2 * DAY });
    expect(await store.mails.claim({ owner: 'me', at: T0 + 2 * DAY, limit: 9, urlVersion: 1 })).toMatchObject(
      [{ job: { invitationId: 'i-jo' }, invitation: null }],
    );
  });

  it('that was sent hands its invitation over, the first time', async () => {
    await invited(store, 'jo', 'al', 'ed');
    await store.invitations.move({ ids: ['i-al'], to: 'sent', handedBy: 'desk', at: T0 + 1, audit: null });
    await claimed(store);
    expect(await settle('m-i-jo', 'sent', { at: T0 + 9 })).toBe(true);
    expect(await settle('m-i-al', 'sent', { at: T0 + 9 })).toBe(true);
    expect(await settle('m-i-ed', 'unknown', { error: 'cut' })).toBe(true);
    expect(await look(store, 'i-jo')).toMatchObject({
      state: 'sent',
      sentAt: T0 + 9,
      handedBy: 'mail',
      mail: { state: 'sent', at: T0 + 9, error: null, nextAt: null },
    });
    expect(await look(store, 'i-al')).toMatchObject({ sentAt: T0 + 1, handedBy: 'desk' });
    expect(await look(store, 'i-ed')).toMatchObject({
      state: 'draft',
      mail: { state: 'unknown', error: 'cut' },
    });
    for (const to of ['queued', 'sent', 'failed'] as const)
      expect(await settle('m-i-ed', to, { nextAt: T0 })).toBe(false);
    expect(await settle('nobody', 'sent')).toBe(false);
  });

  it('put off keeps its tries, waits for its time, and is hurried or put off with all others', async () => {
    await invited(store, 'jo', 'al');
    await claimed(store);
    const later = { nextAt: T0 + HOUR, error: 'greylisted' };
    expect(await settle('m-i-jo', 'queued', later)).toBe(true);
    await expect(settle('m-i-al', 'queued')).rejects.toMatchObject({ code: 'internal' });
    expect(await settle('m-i-al', 'queued', later)).toBe(true);
    expect(await claimed(store, T0 + HOUR - 1)).toEqual([]);
    expect(await store.mails.standing()).toMatchObject({ queued: 2, nextAt: T0 + HOUR });
    await store.mails.hurry(T0 + 5);
    expect(await store.mails.standing()).toMatchObject({ nextAt: T0 + 5 });
    await store.mails.postpone(T0 + 10);
    await store.mails.postpone(T0 + 7);
    expect(await claimed(store, T0 + 9)).toEqual([]);
    const [first] = await store.mails.claim({ owner: 'me', at: T0 + 10, limit: 1, urlVersion: 1 });
    expect(first?.job).toMatchObject({ id: 'm-i-jo', tries: 2, error: 'greylisted' });
    // The clock is set back by a month: what seems to wait for that long does not.
    expect(await claimed(store, T0 - 30 * DAY)).toEqual(['m-i-al']);
  });

  it('cut off by the end of its program is unknown, and never sent again by itself', async () => {
    await invited(store, 'jo', 'al');
    expect(await claimed(store, T0, 'dead', 1)).toEqual(['m-i-jo']);
    expect(await claimed(store, T0, 'me', 1)).toEqual(['m-i-al']);
    expect(await store.mails.cutOff({ owner: 'me', at: T0 + 5 })).toBe(1);
    expect(await look(store, 'i-jo')).toMatchObject({
      state: 'draft',
      mail: { state: 'unknown', at: T0, error: null, nextAt: null },
    });
    expect(await settle('m-i-jo', 'sent')).toBe(false);
    expect(await claimed(store, T0 + DAY)).toEqual([]);
    expect(await store.mails.standing()).toEqual({
      queued: 1,
      failed: 0,
      unknown: 1,
      lastSentAt: null,
      nextAt: null,
    });
  });

  it('is taken back while it waits, and told of by state', async () => {
    await invited(store, 'jo', 'al', 'ed', 'flo');
    await claimed(store, T0, 'me', 2);
    const ids = ['m-i-jo', 'm-i-ed', 'nobody'];
    expect(await store.mails.cancel({ ids, at: T0 + 1, audit: auditDraft('mails.cancelled') })).toBe(1);
    expect(await store.mails.cancel({ ids, at: T0 + 1, audit: auditDraft('mails.cancelled') })).toBe(0);
    await settle('m-i-jo', 'failed', { error: '550 no such user' });
    await settle('m-i-al', 'sent', { at: T0 + 3 });
    expect(await mailStates(store)).toEqual({
      'm-i-jo': 'failed',
      'm-i-al': 'sent',
      'm-i-ed': 'cancelled',
      'm-i-flo': 'queued',
    });
    const some = await store.mails.list({ states: ['failed', 'cancelled'], offset: 0, limit: 9 });
    expect(some).toMatchObject({ rows: [{ id: 'm-i-ed' }, { error: '550 no such user' }], total: 2 });
    expect(await store.mails.standing()).toEqual({
      queued: 1,
      failed: 1,
      unknown: 0,
      lastSentAt: T0 + 3,
      nextAt: T0,
    });
    expect((await deeds(store)).filter((deed) => deed === 'mails.cancelled')).toHaveLength(1);
  });
});

it('two programs at one queue take each mail once', async () => {
  const other = await openTestStore(file());
  const names = Array.from({ length: 60 }, (_, place) => `user${place}`);
  await invite(
    store,
    names.map((name) => invitation(name)),
  );
  const taken = await Promise.all(
    [0, 1, 2, 3, 4, 5].flatMap(() => [claimed(store, T0, 'one', 7), claimed(other, T0, 'two', 7)]),
  );
  const ids = taken.flat();
  expect(ids).toHaveLength(60);
  expect(new Set(ids).size).toBe(60);
  await other.close();
});
