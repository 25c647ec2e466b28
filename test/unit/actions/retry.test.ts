import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ActionService } from '../../../electron/actions/contract.ts';
import type { Review } from '../../../electron/model/action-review.ts';
import { type ActionsBench, give, openActionsBench, reviewOf } from '../../support/actions-bench.ts';

const WIPE = { action: 'wipe_users' as const };

let bench: ActionsBench;
let service: ActionService;
let broken: string[];

beforeEach(async () => {
  bench = await openActionsBench();
  service = bench.service();
  bench.platform.onSend = (_, orders) => ({
    kind: 'answered',
    outcomes: new Map(
      orders.map(({ target }) => {
        const fails = broken.includes(target.facts.providerId);
        const state = fails ? ('failed' as const) : ('acknowledged' as const);
        return [target.id, { state, reason: fails ? ('refused' as const) : null, message: null }];
      }),
    ),
  });
});
afterEach(() => bench.end());

const again = (commandId: string): Promise<Review> =>
  reviewOf(bench, service, WIPE, { kind: 'failed', commandId });

it('what failed is not done twice by being tried again twice', async () => {
  broken = ['d0', 'd1'];
  const first = await give(bench, service, WIPE, ['d0', 'd1', 'd2']);
  await bench.clock.pass(30_000);
  broken = ['d1'];
  const early = await again(first.id);
  expect(early.ready).toBe(2);
  const second = await service.confirm(early.id, early.typed);
  await bench.clock.pass(30_000);

  const third = await again(first.id);
  expect(third).toMatchObject({ ready: 1, refusals: [{ refusal: 'done_since', count: 1 }] });
  broken = [];
  const last = await again(second.id);
  expect(last).toMatchObject({ ready: 1, refused: 0 });
  await service.confirm(last.id, last.typed);
  await bench.clock.pass(30_000);
  expect(await again(first.id)).toMatchObject({ ready: 0, refusals: [{ refusal: 'done_since', count: 2 }] });
  expect(bench.platform.requests.flatMap(({ ids }) => ids)).toEqual(['d0', 'd1', 'd2', 'd0', 'd1', 'd1']);
});
