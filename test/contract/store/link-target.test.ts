import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { DAY, emptyRegistration, HOUR, invited } from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

const file = () => `${folder.path}/store.db`;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
});
beforeEach(() => invited(store, 'jo'));
afterEach(() => emptyRegistration(file()));
afterAll(async () => {
  await store.close();
  folder.remove();
});

const behind = async (linkHash = 'link-i-jo', now = T0) =>
  (await store.invitations.behind({ linkHash, now, settings: [] })).target;
const givePassword = (expiresAt: number | null) =>
  store.access.setPassword({
    userId: 'id-jo',
    password: { hash: 'h', temporary: expiresAt !== null, setAt: T0, expiresAt },
    session: null,
    spends: null,
    audit: null,
  });

describe('what is behind a link', () => {
  it('is its invitation with its user', async () => {
    expect(await behind()).toEqual({
      id: 'i-jo',
      state: 'draft',
      expiresAt: T0 + DAY,
      linkVersion: 1,
      replaced: false,
      user: { id: 'id-jo', displayName: 'jo', source: 'local', state: 'active', hasPassword: false },
    });
  });

  it('is nothing when nobody ever had it', async () => {
    expect(await behind('guessed')).toBeNull();
  });

  it('has expired with its time, noted or not, while what came to another end stays so', async () => {
    expect(await behind('link-i-jo', T0 + DAY - 1)).toMatchObject({ state: 'draft' });
    expect(await behind('link-i-jo', T0 + DAY)).toMatchObject({ state: 'expired' });
    await store.invitations.move({ ids: ['i-jo'], to: 'cancelled', at: T0, audit: null });
    expect(await behind('link-i-jo', T0 + DAY)).toMatchObject({ state: 'cancelled' });
  });

  it('says that a newer link was made, and what is behind that one', async () => {
    const link = { hash: 'newer', version: 2 };
    await store.invitations.renew({
      renewals: [{ id: 'i-jo', expiresAt: T0 + DAY, link, mailId: null }],
      at: T0,
      audit: auditDraft('invitations.sent'),
    });
    expect(await behind()).toMatchObject({ id: 'i-jo', linkVersion: 1, replaced: true });
    expect(await behind('newer')).toMatchObject({ id: 'i-jo', linkVersion: 2, replaced: false });
  });

  it('knows of a password while it is valid', async () => {
    await givePassword(T0 + HOUR);
    expect((await behind('link-i-jo', T0 + HOUR - 1))?.user?.hasPassword).toBe(true);
    expect((await behind('link-i-jo', T0 + HOUR))?.user?.hasPassword).toBe(false);
    await givePassword(null);
    expect((await behind('link-i-jo', T0 + HOUR))?.user?.hasPassword).toBe(true);
  });

  it('has the user as he is now, or none once he was removed', async () => {
    await put(store, keptHere('jo', { displayName: 'Joséphine', state: 'suspended' }));
    expect((await behind())?.user).toMatchObject({ displayName: 'Joséphine', state: 'suspended' });
    await store.users.remove({ ids: ['id-jo'], audit: auditDraft('users.removed') });
    expect((await behind())?.user).toBeNull();
  });

  it('comes with settings of the same moment, in the order of their keys', async () => {
    await store.settings.set('one', '"1"');
    const input = { linkHash: 'link-i-jo', now: T0, settings: ['two', 'one'] };
    expect((await store.invitations.behind(input)).settings).toEqual([null, '"1"']);
    expect((await store.invitations.behind({ ...input, linkHash: 'guessed' })).settings).toEqual([
      null,
      '"1"',
    ]);
  });
});
