import { expect, it } from 'vitest';
import {
  auditFilterOf,
  compareOf,
  fleetAtOf,
  historyFilterOf,
  sortText,
  textList,
  timeText,
  withParams,
  wordList,
} from '../../../../renderer/pages/activity/state/params';
import { tabOf } from '../../../../renderer/pages/activity/state/place';
import { formatRoute, parseRoute } from '../../../../renderer/stores/route';

const throughAddress = (params: Record<string, string>) =>
  parseRoute(formatRoute({ page: 'activity', params })).params;

it('keeps the filters of the timeline in the address', () => {
  const params = withParams(
    { tab: 'history' },
    {
      text: 'Élodie & co',
      kinds: wordList(['vanished', 'changed']),
      fields: wordList(['user']),
      from: timeText(1000),
      to: timeText(0),
      device: 'd1',
      run: 'r1',
    },
  );
  expect(historyFilterOf(throughAddress({ ...params }))).toEqual({
    text: 'Élodie & co',
    kinds: ['changed', 'vanished'],
    fields: ['user'],
    from: 1000,
    to: 0,
    deviceId: 'd1',
    runId: 'r1',
  });
});

it('leaves no trace of a filter that was removed', () => {
  const params = withParams({ tab: 'log', text: 'ana', deeds: '["x"]' }, { text: '', deeds: undefined });
  expect(params).toEqual({ tab: 'log' });
});

it('asks for everything when an address says something it does not know', () => {
  const filter = historyFilterOf({ kinds: 'eaten', fields: '', from: 'noon' });
  expect(JSON.stringify(filter)).toBe('{}');
  expect(JSON.stringify(auditFilterOf({ deeds: '["' }))).toBe('{}');
  expect(JSON.stringify(compareOf({ kinds: 'registered' }).filter)).toBe('{}');
  expect(tabOf({ tab: 'nowhere' })).toBeNull();
  expect(tabOf({ tab: 'compare' })).toBe('compare');
});

it('keeps the fleet of a date in the address, values with commas and quotes included', () => {
  const models = ['Acer, "Spin"', 'HP'];
  const params = withParams(
    {},
    {
      at: timeText(1_793_700_000_000),
      model: textList(models),
      os: textList(['142']),
      status: textList(['provider:A,B']),
      unit: 'u1',
      below: 'no',
      sort: sortText({ column: 'user', direction: 'descending' }),
      columns: wordList(['serial', 'notes']),
    },
  );
  const { at, filter, sort, columns } = fleetAtOf(throughAddress({ ...params }));
  expect(at).toBe(1_793_700_000_000);
  expect(filter).toEqual({
    text: undefined,
    model: models,
    osVersion: ['142'],
    status: ['provider:A,B'],
    orgUnit: { id: 'u1', withChildren: false },
  });
  expect(sort).toEqual({ column: 'user', direction: 'descending' });
  expect(columns).toEqual(['serial', 'notes']);
});

it('begins with the serial first and shows nothing the past does not keep', () => {
  const { sort, columns, at } = fleetAtOf({ sort: '-lastSyncAt', columns: 'lastSyncAt,fetchedAt' });
  expect(sort).toEqual({ column: 'serial', direction: 'ascending' });
  expect(columns[0]).toBe('serial');
  expect(columns).not.toContain('lastSyncAt');
  expect(at).toBeUndefined();
});
