import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSavedViews, type SavedViews } from '../../../electron/fleet/saved-views.ts';
import type { ViewContent } from '../../../electron/model/saved-view.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../../support/store-fixtures.ts';

const CONTENT: ViewContent = {
  filter: { status: ['lost_mode'], text: 'north' },
  sort: { column: 'lastSyncAt', direction: 'descending' },
  columns: [{ column: 'serial', width: 120 }],
};
let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let views: SavedViews;
let told: number;
const file = () => `${folder.path}/store.db`;

async function open(): Promise<void> {
  store = await openTestStore(file());
  let next = 0;
  told = 0;
  views = createSavedViews({
    views: store.views,
    newId: () => `view-${++next}`,
    changed: () => {
      told += 1;
    },
  });
}
const save = (name: string, change: Partial<Parameters<SavedViews['save']>[0]> = {}) =>
  views.save({ name, content: CONTENT, pinned: false, replace: false, ...change });
const names = async () => (await views.list()).map(({ name }) => name);

beforeEach(async () => {
  folder = temporaryFolder();
  await open();
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

describe('saved views', () => {
  it('are there after a restart, whole and in their order', async () => {
    await save('Lost', { pinned: true });
    await save('Others', { content: { filter: {}, sort: CONTENT.sort, columns: null } });
    const before = await views.list();
    expect(before[0]).toEqual({ id: 'view-1', name: 'Lost', content: CONTENT, pinned: true, position: 0 });
    expect(told).toBe(2);
    await store.close();
    await open();
    expect(await views.list()).toEqual(before);
  });

  it('have names of their own, whatever the case, unless told to replace', async () => {
    const first = await save('Été', { pinned: true });
    await expect(save('ÉTÉ')).rejects.toMatchObject({ code: 'view_name_taken', details: { name: 'ÉTÉ' } });
    const content = { ...CONTENT, filter: {} };
    await save('ÉTÉ', { content, replace: true });
    expect(await views.list()).toEqual([{ ...first, name: 'ÉTÉ', content, pinned: false }]);
    const other = await save('Other');
    await expect(views.change(other.id, { name: 'été' })).rejects.toMatchObject({ code: 'view_name_taken' });
    await views.change(other.id, { name: 'OTHER' });
    expect(await names()).toEqual(['ÉTÉ', 'OTHER']);
  });

  it('change only what is named', async () => {
    const { id } = await save('One');
    await views.change(id, { pinned: true });
    await views.change(id, { name: 'First' });
    expect(await views.list()).toEqual([{ id, name: 'First', content: CONTENT, pinned: true, position: 0 }]);
    await expect(views.change('gone', { pinned: true })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('come back to their place after a removal, unless their name was given away', async () => {
    await save('One');
    const two = await save('Two');
    await save('Three');
    await views.remove(two.id);
    expect(await names()).toEqual(['One', 'Three']);
    await views.restore(two);
    expect(await names()).toEqual(['One', 'Two', 'Three']);
    await views.remove(two.id);
    await save('two');
    await expect(views.restore(two)).rejects.toMatchObject({ code: 'view_name_taken' });
  });

  it('are ordered anew; those not named follow', async () => {
    for (const name of ['One', 'Two', 'Three']) await save(name);
    await views.reorder(['view-3', 'gone', 'view-1']);
    expect(await names()).toEqual(['Three', 'One', 'Two']);
    await Promise.all([save('Four'), save('Five')]);
    expect(await names()).toEqual(['Three', 'One', 'Two', 'Four', 'Five']);
  });

  it('stay when the connection goes', async () => {
    await store.connections.saveGoogle(CONNECTION);
    await syncAll(store, 'r1', [[{ deviceId: 'a' }]]);
    await save('Mine');
    await store.connections.remove(CONNECTION.id);
    expect(await names()).toEqual(['Mine']);
  });

  it('that cannot be understood do not hide the others', async () => {
    await save('Good');
    await store.close();
    const db = new Database(file());
    db.prepare("INSERT INTO views VALUES ('x', 'X', 'x', '{\"filter\":7}', 0, 9)").run();
    db.close();
    await open();
    expect(await names()).toEqual(['Good']);
  });
});

describe('the overview', () => {
  const DAY = 86_400_000;
  const record = (index: number, rest: object) => ({
    deviceId: `d${index}`,
    serialNumber: `S${index}`,
    ...rest,
  });
  const synced = (days: number) => ({ lastSync: new Date(T0 - days * DAY).toISOString() });

  it('tells an empty workspace by zeros', async () => {
    expect(await store.devices.overview(T0)).toMatchObject({
      total: 0,
      statuses: [],
      lastSync: { day: 0, week: 0, month: 0, older: 0, never: 0 },
      osVersions: [],
      autoUpdateEnds: [],
      autoUpdateEnded: 0,
    });
  });

  it('agrees with the counts of the filters it leads to, and leaves the vanished out', async () => {
    await store.connections.saveGoogle(CONNECTION);
    const active = { status: 'ACTIVE' };
    const all = [
      record(1, { ...active, ...synced(0.5), osVersion: '144.0.1.2', autoUpdateThrough: '2027-02-10' }),
      record(2, { ...active, ...synced(1.5), osVersion: '99.0.1', autoUpdateThrough: '2027-03-10' }),
      record(3, { ...active, ...synced(8), osVersion: '144.9', autoUpdateThrough: '2026-06-10' }),
      record(4, { status: 'DISABLED', ...synced(31), osVersion: '144' }),
      record(5, { status: 'DEPROVISIONED' }),
      record(6, { ...active, ...synced(0), osVersion: '1440.1' }),
    ];
    await syncAll(store, 'r1', [all]);
    await syncAll(store, 'r2', [all.slice(0, 5)], T0 + 1);
    const overview = await store.devices.overview(T0);
    expect(overview).toMatchObject({
      at: T0,
      total: 5,
      platforms: [{ platform: 'chromeos', count: 5 }],
      statuses: [
        { status: 'active', count: 3 },
        { status: 'lost_mode', count: 1 },
        { status: 'retired', count: 1 },
      ],
      lastSync: { day: 1, week: 1, month: 1, older: 1, never: 1 },
      osVersions: [
        { platform: 'chromeos', major: '144', count: 3 },
        { platform: 'chromeos', major: '99', count: 1 },
        { platform: 'chromeos', major: null, count: 1 },
      ],
      autoUpdateEnds: [
        { year: 2026, quarter: 2, count: 1 },
        { year: 2027, quarter: 1, count: 2 },
        { year: null, quarter: null, count: 2 },
      ],
      autoUpdateEnded: 1,
    });
    expect(await store.devices.count({ osVersion: ['144'] })).toBe(3);
  });
});
