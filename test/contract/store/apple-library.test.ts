import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AssignmentRow } from '../../../electron/store/contract/apple.ts';
import type { Store } from '../../../electron/store/contract.ts';
import {
  enrolled,
  MAC,
  MINUTE,
  order,
  profile,
  queue,
  tell,
  updateToken,
} from '../../support/apple-store-fixtures.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let phone: string;
let mac: string;
beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  await put(
    store,
    keptHere('jo', { orgUnitPath: '/School/Staff' }),
    keptHere('al', { orgUnitPath: '/Schools' }),
  );
  phone = await enrolled(store, 'phone', { userId: 'id-jo' });
  mac = await enrolled(store, 'mac', { userId: 'id-al', fields: MAC });
  const user = { guid: 'ann', shortName: 'ann', longName: null };
  await updateToken(store, 'mac', 'fp-mac', { user, token: 'ee' });
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const audit = auditDraft('profile.added');
const assign = (profileId: string, ...assignments: Omit<AssignmentRow, 'profileId'>[]) =>
  store.apple.assign({ profileId, assignments, audit });
const needs = async () => {
  const all = await store.apple.profileNeeds({ deviceIds: null, after: 0, limit: 100 });
  return all.map(({ deviceId, guid, wanted }) => [
    deviceId === phone ? 'phone' : `mac ${guid}`.trim(),
    wanted.map(({ name }) => name).join(' '),
  ]);
};

describe('the library', () => {
  beforeEach(async () => {
    for (const { id } of await store.apple.profiles()) await store.apple.removeProfile({ id, audit });
  });

  it('keeps profiles, each identifier once', async () => {
    await store.apple.putProfile({ profile: profile('wifi'), audit });
    await store.apple.putProfile({ profile: profile('wifi', { version: 2, name: 'WLAN' }), audit });
    const taken = profile('other', { identifier: 'org.example.wifi' });
    await expect(store.apple.putProfile({ profile: taken, audit })).rejects.toMatchObject({
      code: 'profile_identifier_taken',
    });
    expect(await store.apple.profiles()).toMatchObject([{ id: 'wifi', version: 2, name: 'WLAN' }]);
    expect((await store.apple.profile('wifi'))?.types).toEqual(['com.apple.wifi.managed']);
    await expect(assign('none')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says what each channel ought to have: by all, user, unit and device, of the scope that fits it', async () => {
    const scopes = {
      all: 'System',
      user: 'System',
      unit: 'System',
      device: 'System',
      users: 'User',
    } as const;
    for (const [id, scope] of Object.entries(scopes))
      await store.apple.putProfile({ profile: profile(id, { scope }), audit });
    await assign('all', { kind: 'all', target: '' });
    await assign('user', { kind: 'user', target: 'id-jo' });
    await assign('unit', { kind: 'unit', target: '/School' }, { kind: 'user', target: 'id-jo' });
    await assign('device', { kind: 'device', target: mac });
    await assign('users', { kind: 'unit', target: '/' });
    // An iPhone has no users of its own: what is for them is for it.
    expect(await needs()).toEqual([
      ['phone', 'all user unit users'],
      ['mac', 'all device'],
      ['mac ann', 'users'],
    ]);
    await assign('all');
    await store.apple.removeProfile({ id: 'unit', audit });
    expect(await needs()).toEqual([
      ['phone', 'user users'],
      ['mac', 'device'],
      ['mac ann', 'users'],
    ]);
    const [first] = await store.apple.profileNeeds({ deviceIds: null, after: 0, limit: 1 });
    const rest = await store.apple.profileNeeds({ deviceIds: [mac], after: first?.channel ?? 0, limit: 9 });
    expect(rest.map(({ guid }) => guid)).toEqual(['', 'ann']);
  });

  it('notes what is on its way with its orders, and what became of it', async () => {
    await store.apple.putProfile({ profile: profile('wifi'), audit });
    const [need] = await store.apple.profileNeeds({ deviceIds: [phone], after: 0, limit: 1 });
    const install = (name: string, uuid: string) => ({
      ...{ channel: need?.channel ?? 0, profileId: 'wifi', identifier: name, name, version: 1, uuid, at: T0 },
      state: 'pending' as const,
    });
    const spec = { type: 'RemoveProfile', identifier: 'x' } as const;
    const more = { purpose: 'profile' } as const;
    await store.apple.putInstalls({
      installs: [install('a', 'i-a'), install('b', 'i-b'), install('c', 'i-c')],
      orders: [
        order(phone, 'i-a', spec, more),
        order(phone, 'i-b', spec, more),
        order(phone, 'i-c', spec, { ...more, enrolledAt: T0 - 5 }),
      ],
      at: T0,
    });
    const installs = async () =>
      (await store.apple.installs({ deviceId: phone })).map(
        ({ identifier, state }) => `${identifier} ${state}`,
      );
    expect(await installs()).toEqual(['a pending', 'b pending']);
    const errors = [{ ErrorCode: 4001 }];
    await store.apple.settleInstall({ uuid: 'i-a', state: 'failed', errors, at: T0 });
    await store.apple.settleInstall({ uuid: 'i-b', state: 'installed', errors: null, at: T0 });
    expect(await store.apple.installs({ profileId: 'wifi' })).toMatchObject([
      { identifier: 'a', state: 'failed', errors, deviceId: phone, guid: '' },
      { identifier: 'b', state: 'installed', errors: null },
    ]);
    expect(await store.apple.installCounts()).toEqual([
      { profileId: 'wifi', state: 'failed', count: 1 },
      { profileId: 'wifi', state: 'installed', count: 1 },
    ]);
    await store.apple.settleInstall({ uuid: 'i-b', state: 'removed', errors: null, at: T0 });
    expect(await installs()).toEqual(['a failed']);
  });
});

describe('pushes', () => {
  const dueOf = async (at: number) =>
    (await store.apple.duePushes({ at, limit: 99 })).filter(({ deviceId }) => deviceId === phone);
  const channelOf = async () => {
    const [channel] = await store.apple.channels(phone);
    if (channel === undefined) throw new Error('no channel');
    return channel;
  };
  const note = async (more: { at: number; trouble?: string; nextAt?: number; token?: string }) => {
    const { id: channel, token } = await channelOf();
    const told = { channel, token: token ?? '', trouble: null, nextAt: null, tried: true };
    await store.apple.notePushes([{ ...told, ...more }]);
  };
  beforeEach(async () => {
    await tell(store, 'phone', 'Idle', null, { at: T0 });
    const { rows } = await store.apple.orders({ deviceId: null, states: null, offset: 0, limit: 500 });
    await store.apple.cancel({
      uuids: rows.map(({ uuid }) => uuid),
      reason: 'by_admin',
      at: T0,
      audit: null,
    });
    await tell(store, 'phone', 'Idle', null, { at: T0 });
    await tell(store, 'phone', 'Acknowledged', null, { at: T0 });
  });

  it('are due when something is queued, and noted with what Apple said', async () => {
    await queue(store, phone, ['p-1']);
    expect(await dueOf(T0)).toMatchObject([{ topic: expect.any(String), tries: 0, tokenAt: T0 }]);
    expect(await store.apple.nextPushAt()).toBeLessThanOrEqual(T0);
    await note({ at: T0 + 1, trouble: 'TooManyRequests', nextAt: T0 + MINUTE });
    expect(await dueOf(T0 + 1)).toEqual([]);
    expect(await store.apple.waitingPushes(T0 + 1)).toBeGreaterThan(0);
    expect(await dueOf(T0 + MINUTE)).toMatchObject([{ tries: 1 }]);
    await note({ at: T0 + MINUTE });
    expect(await channelOf()).toMatchObject({ pushedAt: T0 + MINUTE, pushTrouble: null, pushDueAt: null });
  });

  it('that were wanted anew since stay due, and a device that came since is not pushed again', async () => {
    await store.apple.wantPush({ deviceIds: [phone], at: T0 + 5 });
    await note({ at: T0 + 4 });
    expect(await dueOf(T0 + 5)).toHaveLength(1);
    await tell(store, 'phone', 'Idle', null, { at: T0 + 10 });
    await note({ at: T0 + 6, nextAt: T0 + 20 });
    expect(await dueOf(T0 + 30)).toEqual([]);
  });

  it('stay due when what is told is about the token before', async () => {
    await queue(store, phone, ['p-3']);
    await note({ at: T0, trouble: 'Unregistered', token: 'an older one' });
    expect(await dueOf(T0)).toHaveLength(1);
    expect(await channelOf()).toMatchObject({ pushTrouble: null });
  });

  it('are wanted of all with something waiting', async () => {
    await queue(store, phone, ['p-2']);
    await note({ at: T0 });
    expect(await dueOf(T0 + 9)).toEqual([]);
    await store.apple.wantPush({ deviceIds: null, at: T0 + 9 });
    expect(await dueOf(T0 + 9)).toHaveLength(1);
    expect((await store.apple.duePushes({ at: T0 + 9, limit: 99 })).some(({ guid }) => guid === 'ann')).toBe(
      false,
    );
  });
});

describe('what is to be tended', () => {
  it('is the inventory of active devices that was not asked for lately', async () => {
    const ids = async () =>
      (await store.apple.staleInventory({ before: T0 + 10, limit: 9 })).map(({ deviceId }) => deviceId);
    expect(await ids()).toEqual([phone, mac]);
    await store.apple.noteInventory({ deviceIds: [phone], at: T0 + 10 });
    expect(await ids()).toEqual([mac]);
  });

  it('is the identities that end soon, each asked for once in a while', async () => {
    const { identityUntil } = (await store.apple.device(mac)) ?? {};
    const before = (identityUntil ?? 0) + 1;
    const ids = async () =>
      (await store.apple.endingIdentities({ before, askedBefore: T0, limit: 9 })).map(
        ({ deviceId }) => deviceId,
      );
    expect(await store.apple.endingIdentities({ before: T0, askedBefore: T0, limit: 9 })).toEqual([]);
    expect(await ids()).toEqual([phone, mac]);
    await store.apple.noteRenewal({ deviceId: mac, at: T0 });
    expect(await ids()).toEqual([phone]);
    expect(await store.apple.counts({ now: before, topic: 'another' })).toMatchObject({
      ...{ active: 2, inactive: 2, identityEnding: 2, otherTopic: 2 },
    });
  });
});
