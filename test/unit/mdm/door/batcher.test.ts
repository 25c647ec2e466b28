import { describe, expect, it } from 'vitest';
import { createBatcher } from '../../../../electron/mdm/apple/door/batcher.ts';
import { MusterError } from '../../../../electron/model/errors.ts';

function bench(size: number, most = 100) {
  const groups: number[][] = [];
  const open: { end(): void; fail(error: unknown): void }[] = [];
  const give = createBatcher<number, number>({
    size,
    most,
    run: (items) => {
      groups.push(items);
      return new Promise((resolve, reject) => {
        open.push({ end: () => resolve(items.map((item) => item * 10)), fail: reject });
      });
    },
  });
  const next = async (act: (run: { end(): void; fail(error: unknown): void }) => void): Promise<void> => {
    const run = open.shift();
    if (run === undefined) throw new Error('nothing runs');
    act(run);
    await new Promise((turn) => setImmediate(turn));
  };
  return { give, groups, next };
}

describe('reports that come at once', () => {
  it('are grouped while one group is under way, in order, and never more than a group holds', async () => {
    const { give, groups, next } = bench(3);
    const answers = Promise.all([1, 2, 3, 4, 5, 6].map(give));
    for (let time = 0; time < 3; time += 1) await next((run) => run.end());
    expect(await answers).toEqual([10, 20, 30, 40, 50, 60]);
    expect(groups).toEqual([[1], [2, 3, 4], [5, 6]]);
  });

  it('fail together when the store is busy, and the next ones go on', async () => {
    const { give, groups, next } = bench(3);
    const answers = Promise.allSettled([1, 2, 3].map(give));
    await next((run) => run.end());
    await next((run) => run.fail(new MusterError('store_busy')));
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    const later = give(4);
    await next((run) => run.end());
    expect(await later).toBe(40);
    expect(groups).toEqual([[1], [2, 3], [4]]);
  });

  it('are tried one by one when one of them is at fault', async () => {
    const { give, groups, next } = bench(3);
    const answers = Promise.allSettled([1, 2, 3].map(give));
    await next((run) => run.end());
    await next((run) => run.fail(new Error('at fault')));
    await next((run) => run.fail(new Error('at fault')));
    await next((run) => run.end());
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([[1], [2, 3], [2], [3]]);
  });

  it('are refused as busy when too many wait', async () => {
    const { give, next } = bench(2, 2);
    const taken = [give(1), give(2), give(3)];
    await expect(give(4)).rejects.toMatchObject({ code: 'store_busy' });
    await next((run) => run.end());
    await next((run) => run.end());
    expect(await Promise.all(taken)).toEqual([10, 20, 30]);
  });
});
