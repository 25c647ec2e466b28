import { expect, it } from 'vitest';
import { placeOf } from '../../../../renderer/pages/activity/grid/use-visible-rows';
import { daysOf } from '../../../../renderer/pages/activity/words/timeline';
import { entry, NOW } from './samples';

const DAY = 86_400_000;

it('groups a timeline by day, and what one sync saw at once into one moment', () => {
  const days = daysOf([
    entry({ id: '1' }),
    entry({ id: '2', field: 'user' }),
    entry({ id: '3', at: NOW - 60_000 }),
    entry({ id: '4', at: NOW - DAY }),
  ]);
  expect(days.map(({ moments }) => moments.map(({ entries }) => entries.map(({ id }) => id)))).toEqual([
    [['1', '2'], ['3']],
    [['4']],
  ]);
  expect(days.map(({ start }) => new Date(start).getDate())).toEqual([3, 2]);
});

it('keeps apart what different syncs saw, and what is no change of a value', () => {
  const [day] = daysOf([
    entry({ id: '1' }),
    entry({ id: '2', source: { kind: 'run', runId: 'r2' } }),
    entry({ id: '3', kind: 'reregistered', field: null, source: { kind: 'run', runId: 'r2' } }),
  ]);
  expect(day?.moments).toHaveLength(3);
});

it('finds the row that was at the top again when others came in above it', () => {
  const rows = (ids: string[]) => ({
    row: (index: number) => ids[index] ?? null,
    find: (isIt: (id: string) => boolean) => ids.findIndex(isIt),
  });
  const same = (id: string) => id;
  expect(placeOf(rows(['a', 'b', 'c']), same, { index: 1, id: 'b' })).toBe(1);
  expect(placeOf(rows(['new', 'newer', 'a', 'b']), same, { index: 1, id: 'b' })).toBe(3);
  expect(placeOf(rows(['a']), same, { index: 1, id: 'b' })).toBeNull();
  expect(placeOf({ row: () => 'x' }, same, { index: 7, id: 'b' })).toBe(7);
});
