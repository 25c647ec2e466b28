import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ActionsBench, fates, give, openActionsBench } from '../../support/actions-bench.ts';
import { all } from '../../support/fake-platform.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let bench: ActionsBench;
beforeEach(async () => {
  bench = await openActionsBench();
});
afterEach(() => bench.end());

it.each([
  ['sent', null],
  ['unknown', 'answer_lost'],
] as const)('what was %s while the clock ran ahead is asked for, and not without a pause', async (state, reason) => {
  const { clock, platform, store } = bench;
  let asked = 0;
  const counted = () => {
    asked++;
    return null;
  };
  Object.assign(platform, { onFollow: counted, onReconcile: counted });
  platform.onSend = (_, orders) => all(orders, { state, reason, message: null });
  clock.jump(400 * DAY);
  const { id } = await give(bench, bench.service(), { action: 'restart' }, ['d0']);
  await clock.pass(17_000);
  clock.jump(-400 * DAY);
  await clock.pass(3 * DAY);
  expect(asked).toBeGreaterThan(10);
  expect(asked).toBeLessThan(1000);
  const done = { state: 'acknowledged' as const, reason: null, message: null };
  Object.assign(platform, { onFollow: () => done, onReconcile: () => done });
  await clock.pass(2 * 60 * MINUTE);
  expect(await fates(store, id)).toEqual({ d0: ['acknowledged', null] });
});
