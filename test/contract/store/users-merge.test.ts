import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportedUser, type User, userKey } from '../../../electron/model/user.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { mulberry } from '../../bench/store-fleet.ts';
import { enrolled, profile } from '../../support/apple-store-fixtures.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { everybody, imported, keptHere, merge, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const one = async (userName: string): Promise<User | undefined> =>
  (await everybody(store)).find((user) => user.userName === userName);
const states = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await everybody(store)).map(({ userName, state }) => [userName, state]));
const NONE = { added: 0, changed: 0, joined: 0, leftOut: 0, gone: 0, held: null };

describe('what a source says', () => {
  it('is kept once: the same again changes nothing but when it was asked', async () => {
    const said = [
      imported('1', 'jo', { language: 'fr', groups: ['g'] }),
      imported('2', 'al', { suspended: true }),
    ];
    expect(await merge(store, said)).toEqual({ ...NONE, source: 'google', at: T0, seen: 2, added: 2 });
    const before = await everybody(store);
    expect(before).toMatchObject([
      { userName: 'al@example.org', state: 'suspended', fetchedAt: T0 },
      { userName: 'jo@example.org', externalId: '1', language: 'fr', groups: ['g'], createdAt: T0 },
    ]);
    expect(await merge(store, said, { at: T0 + 5 })).toMatchObject({ ...NONE, seen: 2 });
    expect(await everybody(store)).toEqual(before.map((user) => ({ ...user, fetchedAt: T0 + 5 })));
    const standing = await store.users.imports();
    expect(standing).toMatchObject([
      { source: 'google', result: { at: T0 + 5 }, failed: null, wholeAt: T0 + 5 },
    ]);
    const { rows } = await store.audit.list({ filter: {}, before: null, limit: 1 });
    expect(rows[0]).toMatchObject({
      deed: 'users.imported',
      detail: { source: 'google', seen: 2, added: 0 },
    });
  });

  it('follows people by their id, though they change or trade names', async () => {
    await merge(store, [imported('1', 'jo'), imported('2', 'al'), imported('3', 'x')]);
    const ids = Object.fromEntries((await everybody(store)).map(({ externalId, id }) => [externalId, id]));
    const said = [imported('1', 'al'), imported('2', 'jo'), imported('3', 'new')];
    expect(await merge(store, said)).toMatchObject({ ...NONE, changed: 3 });
    expect((await one('al@example.org'))?.id).toBe(ids[1]);
    expect((await one('jo@example.org'))?.id).toBe(ids[2]);
    expect((await one('new@example.org'))?.id).toBe(ids[3]);
  });

  it('takes an account made anew under an old name for the same person', async () => {
    await merge(store, [imported('1', 'jo')]);
    const before = await one('jo@example.org');
    expect(await merge(store, [imported('9', 'JO')])).toMatchObject({ ...NONE, changed: 1 });
    expect(await everybody(store)).toMatchObject([
      { id: before?.id, externalId: '9', userName: 'JO@example.org' },
    ]);
  });

  it('keeps the language and the notes written here, and follows the source where nothing was', async () => {
    await merge(store, [imported('1', 'jo', { language: 'fr' }), imported('2', 'al', { language: 'fr' })]);
    const { devices: _, fetchedAt: __, ...jo } = (await one('jo@example.org')) ?? expect.fail();
    await put(store, { ...jo, language: null, notes: 'mine' });
    await merge(store, [imported('1', 'jo', { language: 'en' }), imported('2', 'al', { language: 'en' })]);
    expect(await one('jo@example.org')).toMatchObject({ language: null, notes: 'mine' });
    expect(await one('al@example.org')).toMatchObject({ language: 'en' });
  });

  it('is read once where pages overlapped, and left out where a name stands twice', async () => {
    const said = [imported('1', 'jo'), imported('2', 'al'), imported('1', 'jo', { displayName: 'later' })];
    expect(await merge(store, [...said, imported('3', 'AL')])).toMatchObject({
      seen: 3,
      added: 2,
      leftOut: 1,
    });
    expect(await everybody(store)).toMatchObject([
      { externalId: '2' },
      { externalId: '1', displayName: 'later' },
    ]);
  });
});

describe('those a source does not name', () => {
  const FIVE = ['a', 'b', 'c', 'd', 'e'].map((name, place) => imported(String(place), name));

  it('are gone, and come back as who they were', async () => {
    await merge(store, FIVE);
    const before = await one('a@example.org');
    expect(await merge(store, FIVE.slice(2), { at: T0 + 1 })).toMatchObject({ gone: 2, held: null });
    expect(await states()).toMatchObject({ 'a@example.org': 'gone', 'c@example.org': 'active' });
    expect(await merge(store, FIVE)).toMatchObject({ ...NONE, changed: 2 });
    expect(await one('a@example.org')).toMatchObject({ id: before?.id, state: 'active' });
  });

  it.each([0, 2])('stay when only %i of five are named, until that is accepted', async (named) => {
    await merge(store, FIVE);
    const said = [...FIVE.slice(0, named), imported('new', 'new')];
    const held = await merge(store, said, { at: T0 + 1 });
    expect(held).toMatchObject({ added: 1, gone: null, held: 5 - named });
    expect(Object.values(await states())).not.toContain('gone');
    expect((await store.users.imports())[0]).toMatchObject({ result: { held: 5 - named }, wholeAt: T0 });
    const accepted = await merge(store, said, { at: T0 + 2, acceptShrink: true });
    expect(accepted).toMatchObject({ gone: 5 - named, held: null });
    expect(Object.values(await states()).filter((state) => state === 'gone')).toHaveLength(5 - named);
    expect((await store.users.imports())[0]).toMatchObject({ wholeAt: T0 + 2 });
  });

  it('stay when only what changed is told', async () => {
    await merge(store, FIVE);
    const result = await merge(store, [imported('0', 'z')], { whole: false, at: T0 + 1 });
    expect(result).toMatchObject({ changed: 1, gone: null, held: null });
    expect(Object.values(await states())).not.toContain('gone');
    expect((await store.users.imports())[0]).toMatchObject({ result: { at: T0 + 1 }, wholeAt: T0 });
  });

  it('hold no name: it may be given to another', async () => {
    await merge(store, [imported('1', 'jo'), imported('2', 'al'), imported('3', 'x')]);
    await merge(store, [imported('2', 'al'), imported('3', 'jo')]);
    const named = (await everybody(store)).filter(({ userName }) => userName === 'jo@example.org');
    expect(named.map(({ externalId, state }) => [externalId, state]).sort()).toEqual([
      ['1', 'gone'],
      ['3', 'active'],
    ]);
    // And one who is renamed to a name that only a deletion explains, in a list that tells only what changed.
    await merge(store, [imported('2', 'jo')], { whole: false });
    expect((await store.users.byUserNames(['jo@example.org'])).map(({ externalId }) => externalId)).toEqual([
      '2',
    ]);
  });
});

describe('users kept here', () => {
  it('are joined by user name, else by an address that only one has', async () => {
    await put(
      store,
      keptHere('jo@example.org', { notes: 'n', language: 'fr' }),
      keptHere('alan', { email: 'AL@example.org', source: 'csv' }),
      keptHere('mum', { email: 'family@example.org' }),
      keptHere('kid', { email: 'family@example.org' }),
    );
    const said = [imported('1', 'JO', { language: 'en' }), imported('2', 'al'), imported('3', 'family')];
    expect(await merge(store, said)).toMatchObject({ added: 1, joined: 2, changed: 0 });
    expect(await one('JO@example.org')).toMatchObject({
      id: 'id-jo@example.org',
      source: 'google',
      externalId: '1',
      notes: 'n',
      language: 'fr',
    });
    expect(await one('al@example.org')).toMatchObject({ id: 'id-alan' });
    expect((await one('family@example.org'))?.id).not.toMatch(/^id-/);
  });

  it('are one with who is renamed to their name', async () => {
    await merge(store, [imported('1', 'old')]);
    const before = await one('old@example.org');
    await put(store, keptHere('jo@example.org', { notes: 'n' }));
    expect(await merge(store, [imported('1', 'jo')])).toMatchObject({ joined: 1, changed: 0 });
    expect(await everybody(store)).toMatchObject([
      { id: before?.id, userName: 'jo@example.org', notes: 'n' },
    ]);
  });

  it('keep the devices they registered, and the profiles meant for them, when they become another', async () => {
    await merge(store, [imported('1', 'old')]);
    const before = await one('old@example.org');
    await put(store, keptHere('jo@example.org'));
    const device = await enrolled(store, 'U-jo', { userId: 'id-jo@example.org' });
    await store.apple.putProfile({ profile: profile('wifi'), audit: auditDraft('profile.added') });
    const assignments = [{ kind: 'user' as const, target: 'id-jo@example.org' }];
    await store.apple.assign({ profileId: 'wifi', assignments, audit: auditDraft('profile.assigned') });
    await merge(store, [imported('1', 'jo')]);
    expect(await store.apple.device(device)).toMatchObject({ userId: before?.id });
    expect(await store.apple.assignments()).toMatchObject([{ kind: 'user', target: before?.id }]);
    const [need] = await store.apple.profileNeeds({ deviceIds: [device], after: 0, limit: 9 });
    expect(need?.wanted).toMatchObject([{ profileId: 'wifi' }]);
  });

  it('are themselves again when the connection goes; the imported ones go with it', async () => {
    await store.connections.saveGoogle(CONNECTION);
    await syncAll(store, 'r1', [[{ deviceId: 'a', annotatedUser: 'jo@example.org' }]]);
    await put(store, keptHere('jo@example.org', { notes: 'n', source: 'csv' }), keptHere('me'));
    await merge(store, [imported('1', 'jo'), imported('2', 'al')]);
    await merge(store, [imported('d', 'dn')], { source: 'ldap' });
    expect((await store.connections.contents(CONNECTION.id)).users).toBe(1);
    await store.connections.remove(CONNECTION.id);
    expect(await everybody(store)).toMatchObject([
      { userName: 'dn@example.org', source: 'ldap' },
      { id: 'id-jo@example.org', source: 'csv', externalId: null, notes: 'n', fetchedAt: null },
      { userName: 'me', source: 'local' },
    ]);
    expect((await store.users.imports()).map(({ source }) => source)).toEqual(['ldap']);
    expect(await store.checkIntegrity()).toEqual([]);
  });
});

describe('another source', () => {
  it('keeps whom it had first, and gives them away when it has them no more', async () => {
    await merge(store, [imported('d1', 'jo'), imported('d2', 'al'), imported('d3', 'x')], { source: 'ldap' });
    const jo = await one('jo@example.org');
    expect(await merge(store, [imported('1', 'jo'), imported('2', 'new')])).toMatchObject({
      added: 1,
      leftOut: 1,
    });
    expect(await one('jo@example.org')).toEqual(jo);
    // Renamed to a name that is the other's: there is one of them.
    expect(await merge(store, [imported('1', 'jo'), imported('2', 'al')])).toMatchObject({
      leftOut: 2,
      gone: 1,
    });
    expect(await states()).toMatchObject({ 'new@example.org': 'gone', 'al@example.org': 'active' });
    await merge(store, [imported('d2', 'al'), imported('d3', 'x')], { source: 'ldap' });
    expect(await merge(store, [imported('1', 'jo')])).toMatchObject({ changed: 1, leftOut: 0 });
    expect(await one('jo@example.org')).toMatchObject({ id: jo?.id, source: 'google', externalId: '1' });
  });
});

it('what was read through a connection that has ended is not kept', async () => {
  await store.connections.saveGoogle({ ...CONNECTION, generation: 2 });
  const late = merge(store, [imported('1', 'jo')], { connection: { id: CONNECTION.id, generation: 1 } });
  await expect(late).rejects.toMatchObject({ code: 'connection_not_found' });
  const gone = merge(store, [imported('1', 'jo')], { connection: { id: 'other', generation: 1 } });
  await expect(gone).rejects.toMatchObject({ code: 'connection_not_found' });
  expect(await everybody(store)).toEqual([]);
  await merge(store, [imported('1', 'jo')], { connection: { id: CONNECTION.id, generation: 2 } });
  expect(await everybody(store)).toHaveLength(1);
});

it('a failure is told beside the last result, until an import ends well', async () => {
  await merge(store, [imported('1', 'jo')]);
  const error = { code: 'google_permission_lost', details: { account: 'a' }, message: 'm' } as const;
  const audit = auditDraft('users.imported', { result: error.code });
  await store.users.noteFailure({ source: 'google', error, audit });
  expect(await store.users.imports()).toMatchObject([{ result: { added: 1 }, failed: error, wholeAt: T0 }]);
  await merge(store, [imported('1', 'jo')]);
  expect(await store.users.imports()).toMatchObject([{ result: { added: 0 }, failed: null }]);
});

describe('whatever two sources and an admin do', () => {
  const NAMES = Array.from({ length: 12 }, (_, place) => `n${place}`);

  /** Some people under some names, never one name twice. */
  function said(random: () => number): ImportedUser[] {
    const free = [...NAMES].sort(() => random() - 0.5);
    return Array.from({ length: 10 }, (_, id) => id)
      .filter(() => random() < 0.7)
      .map((id) => imported(`x${id}`, free.pop() ?? '', { displayName: `${random()}` }));
  }

  const holderOf = (all: User[], name: string) =>
    all.find(({ userName, state }) => userName === name && state !== 'gone');

  it.each([
    1, 2, 3, 4, 5, 6,
  ])('who is named is there as said, once, and nobody else is (%i)', async (seed) => {
    const random = mulberry(seed);
    for (let step = 0; step < 25; step += 1) {
      const name = `${NAMES[Math.floor(random() * NAMES.length)]}@example.org`;
      const id = `local-${Math.floor(random() * 4)}`;
      if (random() < 0.3) await put(store, keptHere(name, { id, email: name })).catch(() => undefined);
      const source = random() < 0.5 ? 'google' : 'ldap';
      const otherSource = source === 'google' ? 'ldap' : 'google';
      const users = said(random);
      const whole = random() < 0.7;
      const before = await everybody(store);
      const result = await merge(store, users, {
        source,
        whole,
        acceptShrink: random() < 0.5,
        at: T0 + step,
      });
      const after = await everybody(store);
      const live = after.filter(({ state }) => state !== 'gone');
      expect(new Set(live.map(({ userName }) => userKey(userName))).size).toBe(live.length);
      let leftOut = 0;
      for (const user of users) {
        const kept = holderOf(live, user.userName);
        if (kept?.source === source)
          expect(kept).toMatchObject({ externalId: user.externalId, displayName: user.displayName });
        else {
          leftOut += 1;
          expect(holderOf(before, user.userName)?.source).toBe(kept?.source);
          expect(kept?.source).toBe(otherSource);
        }
      }
      expect(result.leftOut).toBe(leftOut);
      if (whole && result.held === null)
        expect(live.filter((user) => user.source === source)).toHaveLength(users.length - leftOut);
      // Nobody of another source is touched.
      const others = (all: User[]) => all.filter((user) => user.source !== source && user.state !== 'gone');
      expect(others(after).filter((user) => user.source === otherSource)).toEqual(
        others(before).filter((user) => user.source === otherSource),
      );
    }
    expect(await store.checkIntegrity()).toEqual([]);
  });
});
