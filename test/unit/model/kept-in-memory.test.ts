import { describe, expect, it } from 'vitest';
import { createLately } from '../../../electron/model/lately.ts';
import { createRecent } from '../../../electron/model/recent.ts';

describe('an answer of lately', () => {
  const bench = () => {
    let now = 1000;
    const read: (() => Promise<number>)[] = [];
    let readings = 0;
    const lately = createLately({ now: () => now }, 250, () => {
      readings += 1;
      return read.shift()?.() ?? Promise.resolve(readings);
    });
    return {
      lately,
      read,
      turn: (ms: number) => {
        now += ms;
      },
    };
  };

  it('is read once for all who ask within the moment, from the begin of its reading', async () => {
    const { lately, turn } = bench();
    expect(await Promise.all([lately.get(), lately.get()])).toEqual([1, 1]);
    turn(249);
    expect(await lately.get()).toBe(1);
    turn(1);
    expect(await lately.get()).toBe(2);
  });

  it('is read anew when the clock was set back', async () => {
    const { lately, turn } = bench();
    await lately.get();
    turn(-250);
    expect(await lately.get()).toBe(2);
  });

  it('is forgotten, also while it is being read', async () => {
    const { lately, read } = bench();
    const slow = Promise.withResolvers<number>();
    read.push(() => slow.promise);
    const before = lately.get();
    lately.forget();
    expect(await lately.get()).toBe(2);
    slow.resolve(77);
    expect([await before, await lately.get()]).toEqual([77, 2]);
  });

  it('that failed is not kept, and does not undo the one after it', async () => {
    const { lately, read } = bench();
    read.push(() => Promise.reject(new Error('busy')));
    await expect(lately.get()).rejects.toThrow('busy');
    expect(await lately.get()).toBe(2);
  });
});

describe('what was made recently', () => {
  it('is made once while it is among the last that were asked for', () => {
    const made: string[] = [];
    const recent = createRecent<string>(2);
    const ask = (key: string) =>
      recent(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
