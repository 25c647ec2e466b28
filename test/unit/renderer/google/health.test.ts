import { describe, expect, test } from 'vitest';
import { CONNECTION_STATUSES, GOOGLE_SCOPES } from '../../../../electron/bridge/domain';
import { healthOf, measure, nextRun, scopeName } from '../../../../renderer/pages/google/health';
import { sampleOverview, sampleRun } from './samples';

describe('what is wrong with the connection', () => {
  test('nothing, while it is active with all it asked for', () => {
    const grantedScopes = GOOGLE_SCOPES.map((scope) => ({ scope, granted: true }));
    expect(healthOf(sampleOverview({ grantedScopes }))).toBeNull();
  });

  test('nothing is said about the last run while another is on', () => {
    const lastRun = sampleRun({ state: 'failed', reason: 'unavailable' });
    expect(healthOf(sampleOverview({ status: 'syncing', lastRun }))).toBeNull();
  });

  test.each(['reconnect_needed', 'permission_lost', 'api_disabled', 'offline'] as const)('%s', (status) => {
    expect(healthOf(sampleOverview({ status }))).toEqual({ kind: status });
  });

  test('a held run is asked about by its id', () => {
    const lastRun = sampleRun({ id: 'held', state: 'incomplete', reason: 'shrunk', seen: 1200 });
    expect(healthOf(sampleOverview({ status: 'needs_answer', lastRun }))).toMatchObject({
      kind: 'needs_answer',
      run: { id: 'held' },
    });
  });

  test('a cancelled run is not called incomplete', () => {
    const lastRun = sampleRun({ state: 'cancelled' });
    expect(healthOf(sampleOverview({ status: 'incomplete', lastRun }))?.kind).toBe('cancelled');
  });

  test('a permission that was unticked is named even when the sync is well', () => {
    const [devices, users] = GOOGLE_SCOPES;
    const grantedScopes = [
      { scope: devices, granted: true },
      { scope: users, granted: false },
    ];
    expect(healthOf(sampleOverview({ grantedScopes }))).toEqual({ kind: 'scope', scope: users });
  });
});

describe('the next sync', () => {
  const now = Date.UTC(2026, 10, 21, 10, 4, 0);

  test('is told as a time when one is set', () => {
    expect(nextRun(sampleOverview({ nextRunAt: now + 60_000 }), now)).toEqual({ at: now + 60_000 });
  });

  test('waits for the first run by hand', () => {
    expect(nextRun(sampleOverview({ status: 'ready', nextRunAt: null }), now)).toEqual({ key: 'next.first' });
  });

  test('is due at any moment when its time has passed', () => {
    expect(nextRun(sampleOverview({ nextRunAt: now - 1 }), now)).toEqual({ key: 'next.soon' });
  });

  test.each(
    CONNECTION_STATUSES.filter((status) => !['active', 'ready', 'incomplete', 'failed'].includes(status)),
  )('says why it has no time while the status is %s', (status) => {
    expect(nextRun(sampleOverview({ status, nextRunAt: now + 60_000 }), now)).toHaveProperty('key');
  });
});

test('every scope we ask for has a name of its own', () => {
  const names = GOOGLE_SCOPES.map(scopeName);
  expect(new Set(names).size).toBe(GOOGLE_SCOPES.length);
  expect(names).not.toContain('other');
});

describe('how many devices there should be', () => {
  test('is Google’s count, when the cache is a part of it', () => {
    expect(measure(sampleOverview({ devices: 900, expected: 2500 }))).toBe(2500);
  });

  test('is not told while the count itself is in doubt', () => {
    expect(measure(sampleOverview({ status: 'needs_answer', devices: 2500, expected: 2600 }))).toBeNull();
    expect(measure(sampleOverview({ devices: 2500, expected: 477 }))).toBeNull();
  });
});
