import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User, UserDraft } from '../../../electron/model/user.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { everybody, imported, keptHere, merge, put, userBench } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let bench: ReturnType<typeof userBench>;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  bench = userBench(store);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const draft = (more: Partial<UserDraft> = {}): UserDraft => ({
  email: 'jo@example.org',
  displayName: 'Jo',
  language: null,
  notes: null,
  ...more,
});
const log = async () => (await store.audit.list({ filter: {}, before: null, limit: 50 })).rows.reverse();

describe('a user by hand', () => {
  it('has the address for a name unless another is chosen, and a name nobody else has', async () => {
    expect(await bench.service.add(draft())).toMatchObject({
      userName: 'jo@example.org',
      source: 'local',
      state: 'active',
      createdAt: T0,
      fetchedAt: null,
    });
    expect(await bench.service.add(draft({ userName: 'jo', email: null }))).toMatchObject({ userName: 'jo' });
    await expect(bench.service.add(draft({ userName: 'JO' }))).rejects.toMatchObject({
      code: 'user_name_taken',
    });
    expect(bench.told.changed).toBe(2);
    expect((await log()).map(({ deed, detail }) => [deed, detail.userName])).toEqual([
      ['users.added', 'jo@example.org'],
      ['users.added', 'jo'],
    ]);
  });

  it('can be changed in all things; the log says which', async () => {
    const { id } = await bench.service.add(draft());
    bench.turn(1000);
    const changed = await bench.service.change(
      id,
      draft({ userName: 'jdoe', displayName: 'Jo Doe', notes: 'n' }),
    );
    expect(changed).toMatchObject({ id, userName: 'jdoe', displayName: 'Jo Doe', changedAt: T0 + 1000 });
    expect((await log()).at(-1)).toMatchObject({
      object: id,
      detail: { fields: 'userName, displayName, notes' },
    });
    await expect(bench.service.change('nobody', draft())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('changed while others change is changed all the same, by what is there then', async () => {
    const { id } = await bench.service.add(draft());
    const [changed] = await Promise.all([
      bench.service.change(id, draft({ notes: 'mine' })),
      ...Array.from({ length: 5 }, (_, place) => put(store, keptHere(`other${place}`))),
    ]);
    expect(changed.notes).toBe('mine');
    expect(await everybody(store)).toHaveLength(6);
  });

  it('of a source keeps what the source has', async () => {
    await merge(store, [imported('1', 'jo')]);
    const [before] = await everybody(store);
    const changed = await bench.service.change(
      before?.id ?? '',
      draft({ userName: 'x', email: null, displayName: 'X', language: 'fr', notes: 'n' }),
    );
    expect(changed).toEqual({ ...before, language: 'fr', notes: 'n', changedAt: T0 });
  });

  it('that was removed can be put back, unless the name was given away', async () => {
    await put(store, keptHere('a', { notes: 'n' }), keptHere('b'));
    const before = await everybody(store);
    const removed = await bench.service.remove(['id-a', 'id-b']);
    expect(removed).toEqual(before);
    expect(await everybody(store)).toEqual([]);
    await bench.service.restore(removed);
    expect(await everybody(store)).toEqual(before);
    await bench.service.remove(['id-a', 'id-b']);
    await bench.service.add(draft({ userName: 'B' }));
    await expect(bench.service.restore(removed)).rejects.toMatchObject({ code: 'user_name_taken' });
    expect((await everybody(store)).map(({ userName }: User) => userName)).toEqual(['B']);
    expect((await log()).map(({ deed }) => deed).slice(1)).toEqual([
      'users.removed',
      'users.restored',
      'users.removed',
      'users.added',
    ]);
  });
});

describe('a list', () => {
  const LIST = `user name,email,name,language,notes
known,,,,same
changed,new@example.org,,fr,
,one@example.org,New One,,
,shared@example.org,Who,,
google@example.org,,Other,,
faulty,bad,X,,`;
  const all = ['added', 'changed', 'same', 'faulty'] as const;

  beforeEach(async () => {
    await put(
      store,
      keptHere('known', { notes: 'same' }),
      keptHere('changed', { email: 'old@example.org', notes: 'stay' }),
      keptHere('kid', { email: 'Shared@example.org' }),
    );
    await merge(store, [imported('1', 'google')]);
  });
  const rowsOf = async (previewId: string, kinds: readonly (typeof all)[number][] = all) =>
    (await bench.service.previewRows({ previewId, kinds, offset: 0, limit: 100 })).rows;

  it('is shown line by line with what each would do, and nothing is kept', async () => {
    const before = await everybody(store);
    const preview = await bench.service.preview(LIST);
    expect(preview).toMatchObject({ added: 1, changed: 1, same: 1, faulty: 3 });
    const rows = await rowsOf(preview.id);
    expect(rows.map(({ line, kind, fault }) => [line, kind, fault])).toEqual([
      [2, 'same', null],
      [3, 'changed', null],
      [4, 'added', null],
      [5, 'faulty', 'name_of_another'],
      [6, 'faulty', 'kept_by_source'],
      [7, 'faulty', 'bad_email'],
    ]);
    expect(rows[1]).toMatchObject({
      user: {
        userName: 'changed',
        email: 'new@example.org',
        displayName: 'changed',
        language: 'fr',
        notes: 'stay',
      },
      before: { email: 'old@example.org', displayName: 'changed', notes: 'stay' },
    });
    const page = await bench.service.previewRows({
      previewId: preview.id,
      kinds: ['faulty'],
      offset: 2,
      limit: 9,
    });
    expect(page).toMatchObject({ rows: [{ line: 7 }], total: 3 });
    expect(await everybody(store)).toEqual(before);
  });

  it('is kept all or not at all; faulty lines are left out only when told so', async () => {
    const before = await everybody(store);
    const { id } = await bench.service.preview(LIST);
    const refused = bench.service.importList(id, false);
    await expect(refused).rejects.toMatchObject({ code: 'user_list_faulty', details: { count: 3 } });
    expect(await everybody(store)).toEqual(before);
    bench.turn(5);
    const result = await bench.service.importList(id, true);
    expect(result).toMatchObject({ source: 'csv', seen: 6, added: 1, changed: 1, leftOut: 3, gone: null });
    expect(await store.users.byUserNames(['one@example.org'])).toMatchObject([
      { source: 'csv', displayName: 'New One', createdAt: T0 + 5, changedAt: T0 + 5 },
    ]);
    expect(await store.users.get('id-changed')).toMatchObject({
      source: 'local',
      language: 'fr',
      notes: 'stay',
    });
    expect((await everybody(store)).find(({ id: one }) => one === 'id-known')?.changedAt).toBe(T0);
    expect((await bench.service.imports()).find(({ source }) => source === 'csv')).toMatchObject({ result });
    expect((await log()).at(-1)).toMatchObject({
      deed: 'users.imported',
      detail: { source: 'csv', added: 1 },
    });
    await expect(bench.service.importList(id, true)).rejects.toMatchObject({ code: 'review_gone' });
  });

  it('is judged anew when users changed: what means the same is kept, what does not is gone', async () => {
    const { id } = await bench.service.preview('user name,name\nnew,New\nknown,Known');
    await put(store, keptHere('somebody else'));
    expect(await bench.service.importList(id, false)).toMatchObject({ added: 1, changed: 1 });
    const late = await bench.service.preview('user name,name\nlater,Later');
    await put(store, keptHere('LATER', { id: 'other', displayName: 'Other' }));
    await expect(bench.service.importList(late.id, false)).rejects.toMatchObject({ code: 'review_gone' });
    expect(await store.users.get('other')).toMatchObject({ displayName: 'Other' });
  });

  it('may give the language and the notes of an imported user', async () => {
    const { id, ...counts } = await bench.service.preview('user name,language\ngoogle@example.org,fr');
    expect(counts).toEqual({ added: 0, changed: 1, same: 0, faulty: 0 });
    await bench.service.importList(id, false);
    expect(await store.users.byUserNames(['google@example.org'])).toMatchObject([
      { source: 'google', language: 'fr' },
    ]);
  });

  it('of somebody who is gone makes a new user', async () => {
    await merge(store, [], { acceptShrink: true });
    const { id, added } = await bench.service.preview('email,name\ngoogle@example.org,Back');
    expect(added).toBe(1);
    await bench.service.importList(id, false);
    expect(await store.users.byUserNames(['google@example.org'])).toMatchObject([{ source: 'csv' }]);
  });

  it('is forgotten when others came after it', async () => {
    const first = await bench.service.preview('user name,name\na,A');
    for (let more = 0; more < 4; more += 1) await bench.service.preview(`user name,name\nb${more},B`);
    await expect(rowsOf(first.id)).rejects.toMatchObject({ code: 'review_gone' });
  });
});
