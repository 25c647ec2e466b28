import { describe, expect, it } from 'vitest';
import { connectionStatus, type StatusFacts } from '../../../electron/model/connection-status.ts';

const calm: StatusFacts = {
  trouble: null,
  running: false,
  lastRun: { state: 'complete', reason: null },
  reachable: true,
};

describe('the one status of a connection', () => {
  it.each<[string, Partial<StatusFacts>, string]>([
    ['active after a complete run', {}, 'active'],
    ['ready before the first', { lastRun: null }, 'ready'],
    ['syncing while a run is on', { running: true }, 'syncing'],
    [
      'syncing while a cut-off run waits to be resumed',
      { lastRun: { state: 'interrupted', reason: null } },
      'syncing',
    ],
    ['offline rather than failed when Google cannot be reached', { reachable: false }, 'offline'],
    [
      'offline when the last run failed for that',
      { lastRun: { state: 'failed', reason: 'offline' } },
      'offline',
    ],
    ['failed when the last run failed', { lastRun: { state: 'failed', reason: 'bad_answer' } }, 'failed'],
    [
      'incomplete after a list that ended early',
      { lastRun: { state: 'incomplete', reason: 'list_ended_early' } },
      'incomplete',
    ],
    [
      'waiting for an answer after a shrunken list',
      { lastRun: { state: 'incomplete', reason: 'shrunk' } },
      'needs_answer',
    ],
    [
      'waiting for an answer after an empty list',
      { lastRun: { state: 'incomplete', reason: 'empty_list' } },
      'needs_answer',
    ],
    [
      'reconnect needed above all else',
      { trouble: 'reconnect_needed', running: true, reachable: false },
      'reconnect_needed',
    ],
  ])('%s', (_name, facts, status) => {
    expect(connectionStatus({ ...calm, ...facts })).toBe(status);
  });
});
