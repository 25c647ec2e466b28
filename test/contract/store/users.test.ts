import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User, UserFilter, UserQuery } from '../../../electron/model/user.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import {
  CONNECTION,
  commitPages,
  EVERYTHING,
  newRun,
  openTestStore,
  syncAll,
  T0,
  temporaryFolder,
} from '../../support/store-fixtures.ts';
import { BY_NAME, everybody, imported, keptHere, merge, put } from '../../support/user-fixtures.ts';

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

async function names(filter: UserFilter = {}, sort: UserQuery['sort'] = BY_NAME): Promise<string[]> {
  const { rows, total } = await store.users.window({ filter, sort, offset: 0, limit: 500 });
  expect(total).toBe(rows.length);
  return rows.map(({ userName }) => userName);
}
const devicesOf = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await everybody(store)).map(({ userName, devices }) => [userName, devices]));
const audit = { filter: {}, before: null, limit: 100 } as const;

describe('users', () => {
  it('are there after a restart, whole, with the log of what was done', async () => {
    const row = keptHere('jo', {
      email: 'Jo@Example.org',
      groups: ['Staff', 'IT; "x"'],
      language: 'fr',
      notes: 'line\nline',
      orgUnitPath: '/A',
    });
    await put(store, row);
    await store.close();
    store = await openTestStore(`${folder.path}/store.db`);
    expect(await store.users.get(row.id)).toEqual({ ...row, devices: 0, fetchedAt: null });
    expect((await store.audit.list(audit)).rows.map(({ deed }) => deed)).toEqual(['users.added']);
    expect(await store.users.get('nobody')).toBeNull();
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it('have names of their own whatever the case and the spelling of accents, all or none', async () => {
    await put(store, keptHere('Zoé'));
    const again = put(store, keptHere('new'), keptHere('ZOE\u0301'));
    await expect(again).rejects.toMatchObject({ code: 'user_name_taken', details: { name: 'ZOE\u0301' } });
    const twice = put(store, keptHere('x', { id: '1' }), keptHere('X', { id: '2' }));
    await expect(twice).rejects.toMatchObject({ code: 'user_name_taken' });
    expect(await names()).toEqual(['Zoé']);
    expect((await store.audit.list(audit)).rows).toHaveLength(1);
    expect(await store.users.byUserNames(['zoé', 'nobody'])).toMatchObject([{ id: 'id-Zoé' }]);
  });

  it('may share an address, and change names among themselves', async () => {
    await put(
      store,
      keptHere('mum', { email: 'f@example.org' }),
      keptHere('kid', { email: 'F@example.org' }),
    );
    await put(store, keptHere('kid', { id: 'id-mum' }), keptHere('mum', { id: 'id-kid' }));
    expect((await store.users.byUserNames(['mum', 'kid'])).map(({ id, userName }) => [id, userName])).toEqual(
      expect.arrayContaining([
        ['id-mum', 'kid'],
        ['id-kid', 'mum'],
      ]),
    );
    await put(store, keptHere('a', { email: 'f@example.org' }));
    expect((await store.users.byEmails(['F@EXAMPLE.ORG'])).map(({ id }) => id)).toEqual(['id-a']);
  });

  it('are kept only as long as nobody changed users since they were looked at', async () => {
    const version = await store.users.version();
    await put(store, keptHere('a'));
    const late = store.users.put({ users: [keptHere('b')], audit: auditDraft('users.added'), version });
    await expect(late).rejects.toMatchObject({ code: 'review_gone' });
    expect(await names()).toEqual(['a']);
  });

  it('that are removed are answered, and named in the log', async () => {
    await put(store, keptHere('a'), keptHere('b'), keptHere('c'));
    const draft = auditDraft('users.removed');
    const removed = await store.users.remove({ ids: ['id-a', 'id-c', 'nobody'], audit: draft });
    expect(removed.map(({ userName }) => userName)).toEqual(['a', 'c']);
    expect(await names()).toEqual(['b']);
    const [row] = (await store.audit.list(audit)).rows;
    expect(row).toMatchObject({ deed: 'users.removed', detail: { count: 2, names: 'a, c' } });
    expect(await store.users.remove({ ids: ['nobody'], audit: draft })).toEqual([]);
    expect((await store.audit.list(audit)).rows).toHaveLength(2);
  });
});

describe('lists of users', () => {
  beforeEach(async () => {
    await put(
      store,
      keptHere('b', { displayName: 'Émile', email: 'z@example.org', orgUnitPath: '/B' }),
      keptHere('C', { displayName: 'eve', groups: ['Staff [*]'], changedAt: T0 + 2 }),
      keptHere('a', { displayName: 'Zoé', source: 'csv', email: 'Y@example.org', orgUnitPath: '/a' }),
    );
    await merge(store, [imported('1', 'guy', { suspended: true }), imported('2', 'leo')]);
    await merge(store, [imported('1', 'guy', { suspended: true })], { acceptShrink: true });
  });

  it('leave out who is gone, unless they are asked for', async () => {
    expect(await names()).toEqual(['a', 'b', 'C', 'guy@example.org']);
    expect(await names({ states: [] })).toEqual(['a', 'b', 'C', 'guy@example.org']);
    expect(await names({ states: ['gone'] })).toEqual(['leo@example.org']);
    const gone = (await everybody(store)).find(({ state }) => state === 'gone')?.id ?? '';
    expect(await names({ ids: [gone, 'id-a'] })).toEqual(['a', 'leo@example.org']);
    expect(await names({ ids: [] })).toEqual([]);
    expect(await names({ sources: ['csv', 'google'], states: ['active'] })).toEqual(['a']);
  });

  it('are ordered without regard to case and accents, what has no value last', async () => {
    const by = (column: UserQuery['sort']['column'], direction: UserQuery['sort']['direction']) =>
      names({ sources: ['local', 'csv'] }, { column, direction });
    expect(await by('displayName', 'ascending')).toEqual(['b', 'C', 'a']);
    expect(await by('displayName', 'descending')).toEqual(['a', 'C', 'b']);
    expect(await by('email', 'ascending')).toEqual(['a', 'b', 'C']);
    expect(await by('email', 'descending')).toEqual(['b', 'a', 'C']);
    expect(await by('orgUnitPath', 'ascending')).toEqual(['a', 'b', 'C']);
    expect(await by('changedAt', 'descending')).toEqual(['C', 'b', 'a']);
  });

  it('find every word anywhere, folded, and take signs as they are', async () => {
    expect(await names({ text: 'EMILE z@' })).toEqual(['b']);
    expect(await names({ text: 'staff [*]' })).toEqual(['C']);
    expect(await names({ text: 'émile eve' })).toEqual([]);
  });

  it('are read in stretches that agree, also after a change', async () => {
    const at = (offset: number) =>
      store.users.window({ filter: {}, sort: BY_NAME, offset, limit: 2 }).then(({ rows }) => rows);
    expect((await at(2)).map(({ userName }) => userName)).toEqual(['C', 'guy@example.org']);
    await put(store, keptHere('aa'));
    expect((await at(2)).map(({ userName }) => userName)).toEqual(['b', 'C']);
    const streamed: User[] = [];
    for await (const batch of store.users.stream({ query: { filter: {}, sort: BY_NAME } }))
      streamed.push(...batch);
    expect(streamed.map(({ userName }) => userName)).toEqual(await names());
  });
});

describe('the devices of users', () => {
  const record = (id: string, annotatedUser: string) => ({ deviceId: id, serialNumber: id, annotatedUser });

  it('are those that name them by address or user name, whatever the case, and only those still there', async () => {
    await store.connections.saveGoogle(CONNECTION);
    await put(
      store,
      keptHere('jo', { email: 'Jo@Example.org' }),
      keptHere('same@example.org', { email: 'SAME@example.org' }),
      keptHere('none'),
    );
    const all = [
      record('1', 'JO'),
      record('2', 'jo@example.ORG'),
      record('3', 'same@EXAMPLE.org'),
      record('4', 'jo@example.org.evil'),
    ];
    await store.runs.start({
      run: newRun('r0'),
      partitions: EVERYTHING,
      generation: 1,
    });
    await commitPages(store, 'r0', [all, []]);
    // Still in its first fill: counted all the same.
    expect(await devicesOf()).toEqual({ jo: 2, 'same@example.org': 1, none: 0 });
    await store.runs.publish({
      runId: 'r0',
      gone: 'all_missing',
      state: 'complete',
      expectedAfter: null,
      endedAt: T0 + 1,
      generation: 1,
    });
    await store.finishIndexes();
    expect(await devicesOf()).toEqual({ jo: 2, 'same@example.org': 1, none: 0 });
    const most = { column: 'devices', direction: 'descending' } as const;
    expect(await names({}, most)).toEqual(['jo', 'same@example.org', 'none']);
    await syncAll(store, 'r1', [all.slice(2)], T0 + 10);
    expect(await names({}, most)).toEqual(['same@example.org', 'jo', 'none']);
    expect(await names({}, { ...most, direction: 'ascending' })).toEqual(['jo', 'none', 'same@example.org']);
  });
});
