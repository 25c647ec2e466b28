import { expect, it } from 'vitest';
import { pairOf, steppedPair } from '../../../../renderer/pages/activity/compare/pair';
import { sampleRun } from '../google/samples';

const run = (id: string) => sampleRun({ id, state: 'complete' });
const RUNS = [run('d'), run('c'), run('b'), run('a')];
const NONE = { from: undefined, to: undefined };

const pair = (chosen: { from?: string; to?: string }, runs = RUNS, hasOlder = false) => {
  const found = pairOf(runs, { ...NONE, ...chosen }, hasOlder);
  return found?.kind === 'chosen' ? `${found.from.id}→${found.to.id}` : (found?.kind ?? null);
};

it('compares the last two complete syncs until others are chosen', () => {
  expect(pair({})).toBe('c→d');
  expect(pair({ from: 'a', to: 'c' })).toBe('a→c');
});

it('compares a sync with the one before it when only it is named', () => {
  expect(pair({ to: 'c' })).toBe('b→c');
  expect(pair({ from: 'a' })).toBe('a→d');
  expect(pair({ from: 'd' })).toBe('c→d');
});

it('puts two in the wrong order right, and never compares a sync with itself', () => {
  expect(pair({ from: 'd', to: 'a' })).toBe('a→d');
  expect(pair({ from: 'c', to: 'c' })).toBe('b→c');
});

it('says why there is nothing to compare', () => {
  expect(pair({}, [])).toBe('none');
  expect(pair({}, [run('a')])).toBe('one');
  expect(pair({ to: 'a' })).toBe('first');
  expect(pair({ from: 'x', to: 'c' })).toBe('gone');
});

it('reads older syncs before it says so', () => {
  expect(pair({}, [], true)).toBeNull();
  expect(pair({}, [run('a')], true)).toBeNull();
  expect(pair({ to: 'x' }, RUNS, true)).toBeNull();
});

it('steps through the syncs up to either end', () => {
  const at = (from: number, to: number) => ({ from: RUNS[from] ?? run('?'), to: RUNS[to] ?? run('?') });
  expect(steppedPair(RUNS, at(1, 0), 1)).toEqual({ from: 'b', to: 'c' });
  expect(steppedPair(RUNS, at(2, 1), -1)).toEqual({ from: 'c', to: 'd' });
  expect(steppedPair(RUNS, at(1, 0), -1)).toBeNull();
  expect(steppedPair(RUNS, at(3, 2), 1)).toBeNull();
});
