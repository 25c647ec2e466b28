import { expect, it } from 'vitest';
import { needsOf as judge, type Standing } from '../../../../renderer/pages/overview/attention';
import { sampleOverview, sampleRun } from '../google/samples';

const needsOf = (
  overview: Standing['overview'],
  vault: Standing['vault'],
  running: boolean,
  commands: Standing['commands'] = null,
) => judge({ overview, vault, running, commands, registration: null, apple: null });

const READY = { kind: 'ready', protection: 'keychain' } as const;

it('asks for nothing while all is well, while a run is on, or without a connection', () => {
  expect(needsOf(sampleOverview(), READY, false)).toEqual([]);
  expect(
    needsOf(sampleOverview({ status: 'failed', lastRun: sampleRun({ state: 'failed' }) }), READY, true),
  ).toEqual([]);
  expect(needsOf(null, null, false)).toEqual([]);
});

it('names what waits, with the step that leads on', () => {
  const held = sampleOverview({
    status: 'needs_answer',
    lastRun: sampleRun({ state: 'incomplete', reason: 'shrunk', seen: 12 }),
  });
  expect(needsOf(held, READY, false)).toEqual([{ key: 'needs_answer', tone: 'warn', action: 'run' }]);
  const failed = sampleOverview({
    status: 'failed',
    lastRun: sampleRun({ state: 'failed', reason: 'unavailable' }),
  });
  expect(needsOf(failed, READY, false)).toEqual([{ key: 'failed', tone: 'bad', action: 'sync' }]);
  const shut = sampleOverview({ status: 'reconnect_needed' });
  expect(needsOf(shut, { kind: 'locked' }, false).map(({ action }) => action)).toEqual(['google', 'vault']);
});

it('tells an incomplete run by its counts only where they differ', () => {
  const run = (seen: number) =>
    needsOf(
      sampleOverview({
        status: 'incomplete',
        expected: 6152,
        lastRun: sampleRun({ state: 'incomplete', seen }),
      }),
      READY,
      false,
    )[0]?.key;
  expect(run(5310)).toBe('incomplete');
  expect(run(6152)).toBe('uncounted');
});

it('puts unknown outcomes before all else and failed commands last, each with its number', () => {
  const shut = sampleOverview({ status: 'reconnect_needed' });
  const needs = needsOf(shut, { kind: 'locked' }, false, { commands: 3, unknown: 2, failed: 14 });
  expect(needs.map(({ key, count }) => [key, count])).toEqual([
    ['unknown', 2],
    ['reconnect_needed', undefined],
    ['locked', undefined],
    ['commands', 14],
  ]);
  expect(needs.at(0)?.action).toBe('commands');
});

it('tells of commands while a sync is on and without a connection, and of nothing that nobody must do', () => {
  const keys = (commands: Standing['commands']) => needsOf(null, null, true, commands).map(({ key }) => key);
  expect(keys({ commands: 1, unknown: 1, failed: 0 })).toEqual(['unknown']);
  expect(keys({ commands: 1, unknown: 0, failed: 1 })).toEqual(['commands']);
  expect(keys({ commands: 0, unknown: 0, failed: 0 })).toEqual([]);
});
