import { expect, it } from 'vitest';
import { needsOf } from '../../../../renderer/pages/overview/attention';
import { sampleOverview, sampleRun } from '../google/samples';

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
