import { isMusterError, MusterError } from '../../../model/errors.ts';

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Groups what comes while one group is under way into the next one, in order: one commit to the disk serves them all. `most` bounds
 * what waits: beyond it `store_busy` is thrown. A group that fails for another reason than the store’s own state is tried one by
 * one, so that the item at fault fails alone.
 */
export function createBatcher<Item, Result>({
  run,
  size,
  most,
}: {
  run(items: Item[]): Promise<Result[]>;
  size: number;
  most: number;
}): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let running = false;

  const work = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await settle(run, waiting.splice(0, size));
    running = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= most) {
        reject(new MusterError('store_busy'));
        return;
      }
      waiting.push({ item, resolve, reject });
      if (!running) void work();
    });
}

async function settle<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  group: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await run(group.map(({ item }) => item));
    for (const [at, { resolve, reject }] of group.entries()) {
      const result = results[at];
      if (result === undefined) reject(new MusterError('internal', { reason: 'an answer is missing' }));
      else resolve(result);
    }
  } catch (error) {
    if (group.length === 1 || isMusterError(error, 'store_busy') || isMusterError(error, 'disk_full')) {
      for (const { reject } of group) reject(error);
    } else for (const one of group) await settle(run, [one]);
  }
}
