import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let runs = 0;
beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  await store.connections.saveGoogle(CONNECTION);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const sync = (serials: string[]) => {
  runs += 1;
  const records = serials.map((serialNumber, index) => ({
    deviceId: `d-${serialNumber}-${index}`,
    serialNumber,
  }));
  return syncAll(store, `run-${runs}`, [records], T0 + runs * 1000);
};
const found = async (text: string) => {
  const sort = { column: 'serial', direction: 'ascending' } as const;
  const ids = await store.devices.ids({ query: { filter: { text }, sort }, offset: 0, limit: 10_000 });
  const { rows } = await store.devices.window({ filter: { text }, sort, offset: 0, limit: 500 });
  expect(rows.map(({ id }) => id)).toEqual(ids.slice(0, 500));
  return rows.map(({ serial }) => serial);
};
const numbered = (from: number, to: number, start = 'SN-') =>
  Array.from({ length: to - from }, (_, index) => `${start}${String(from + index).padStart(5, '0')}`);

it('keeps newcomers in the order of their serials, however they come', async () => {
  await sync(numbered(0, 300).filter((_, index) => index % 3 === 0));
  await store.finishIndexes();
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), async (places) => {
      const serials = numbered(0, 401).filter((_, index) => index % 3 === 0 || places.includes(index));
      await sync(serials);
      expect(await found('sn-')).toEqual(serials);
    }),
    { numRuns: 8 },
  );
  expect(await store.checkIntegrity()).toEqual([]);
});

it('finds room again when more come to one place than fit', async () => {
  await sync(['SN-A', 'SN-Z']);
  await store.finishIndexes();
  let crowd: string[] = [];
  for (let wave = 0; wave < 12; wave += 1) {
    crowd = [...numbered(0, 150, `SN-M${String.fromCharCode(90 - wave)}`), ...crowd];
    await sync(['SN-A', ...crowd, 'SN-Z']);
    expect((await found('sn-')).slice(0, 400)).toEqual(['SN-A', ...crowd, 'SN-Z'].slice(0, 400));
  }
  await store.finishIndexes();
  expect(await store.devices.count({ text: 'sn-m' })).toBe(crowd.length);
  expect(await store.checkIntegrity()).toEqual([]);
});
