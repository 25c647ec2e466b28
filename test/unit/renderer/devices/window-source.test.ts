import { describe, expect, it } from 'vitest';
import { type DeviceWindow, MusterError } from '../../../../electron/bridge/domain';
import { type LoadWindow, WindowSource } from '../../../../renderer/pages/devices/table/window-source';
import { device, query } from './samples';

interface Asked {
  text: string;
  offset: number;
  signal: AbortSignal;
  answer: (window?: Partial<DeviceWindow>) => Promise<void>;
  fail: (error: unknown) => Promise<void>;
}

/** A fleet behind a bridge whose answers the test gives when it wants. */
function fleet(total = 1000) {
  const asked: Asked[] = [];
  const load: LoadWindow = (input, signal) =>
    new Promise((resolve, reject) => {
      const count = Math.max(0, Math.min(input.limit, total - input.offset));
      const rows = Array.from({ length: count }, (_, at) => device(input.offset + at));
      asked.push({
        text: input.filter.text ?? '',
        offset: input.offset,
        signal,
        answer: async (window) => {
          resolve({ rows, total, atLeast: total, ...window });
          await settled();
        },
        fail: async (error) => {
          reject(error);
          await settled();
        },
      });
    });
  return { source: new WindowSource(load), asked };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const offsets = (asked: readonly Asked[]) => asked.map(({ offset }) => offset);

async function opened(total?: number) {
  const { source, asked } = fleet(total);
  source.setQuery(query());
  await asked[0]?.answer();
  asked.length = 0;
  return { source, asked };
}

describe('the rows around what is on screen', () => {
  it('asks for the page on screen, then ahead in the direction of scrolling', async () => {
    const { source, asked } = await opened();
    source.want(320, 350, 1);
    expect(offsets(asked)).toEqual([300, 400]);
    await asked[0]?.answer();
    expect(source.covers(320, 350)).toBe(true);
    expect(offsets(asked)).toEqual([300, 400, 500]);
  });

  it('reads ahead upwards when scrolling up, and never beyond the ends', async () => {
    const { source, asked } = await opened();
    source.want(150, 180, -1);
    expect(offsets(asked)).toEqual([100]);
    source.want(950, 999, 1);
    expect(offsets(asked)).toEqual([100, 900]);
  });

  it('covers a range only when each of its rows is there', async () => {
    const { source, asked } = await opened(150);
    expect(source.covers(0, 99)).toBe(true);
    expect(source.covers(90, 110)).toBe(false);
    source.want(90, 120, 1);
    await asked[0]?.answer();
    expect(source.covers(90, 149)).toBe(true);
    expect(source.covers(90, 150)).toBe(false);
    expect(source.row(120)?.id).toBe('id-120');
  });

  it('lets the oldest request arrive while the scrollbar is dragged on and on', async () => {
    const { source, asked } = await opened(100_000);
    for (const first of [10_000, 20_000, 30_000, 40_000]) source.want(first, first + 30, 1);
    const alive = asked.filter(({ signal }) => !signal.aborted);
    expect(alive.length).toBe(2);
    expect(alive[0]?.offset).toBe(10_000);
    expect(alive[1]?.offset).toBe(40_000);
    await alive[0]?.answer();
    expect(source.newest).toEqual({ first: 10_000, last: 10_099 });
  });

  it('forgets the pages used least recently, never those on screen', async () => {
    const { source, asked } = await opened(100_000);
    for (let page = 1; page <= 120; page += 1) {
      source.want(page * 100, page * 100 + 30, 1);
      for (const one of asked.filter(({ offset }) => offset === page * 100)) await one.answer();
    }
    expect(source.row(0)).toBeNull();
    expect(source.row(12_010)?.id).toBe('id-12010');
    expect([...source.loaded()].length).toBeLessThanOrEqual(8_000);
  });
});

describe('a change of query', () => {
  it('cancels what is under way and keeps the former rows until the first new ones', async () => {
    const { source, asked } = await opened();
    source.setQuery(query('a'));
    source.setQuery(query('ac'));
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(source.row(0)?.id).toBe('id-0');
    expect(source.snapshot()).toMatchObject({ asking: true, generation: 1, total: 1000 });
    await asked[1]?.answer({ rows: [device(7)], total: 1, atLeast: 1 });
    expect(source.row(0)?.id).toBe('id-7');
    expect(source.snapshot()).toMatchObject({ asking: false, generation: 2, total: 1 });
    expect(source.snapshot().query?.filter.text).toBe('ac');
  });

  it('drops an answer that arrives after its query was replaced', async () => {
    const { source, asked } = await opened();
    source.setQuery(query('a'));
    source.setQuery(query('ac'));
    await asked[0]?.answer({ rows: [device(1)], total: 1, atLeast: 1 });
    expect(source.snapshot()).toMatchObject({ asking: true, total: 1000 });
  });

  it('says “at least” until the total is counted, and takes it then', async () => {
    const { source, asked } = await opened();
    source.setQuery(query('a'));
    await asked[0]?.answer({ total: null, atLeast: 501 });
    expect(source.snapshot()).toMatchObject({ total: null, atLeast: 501, uncounted: true });
    source.setTotal(812);
    expect(source.snapshot()).toMatchObject({ total: 812, atLeast: 812 });
  });
});

describe('a change of the data', () => {
  it('reads the rows on screen again and keeps the old ones meanwhile', async () => {
    const { source, asked } = await opened();
    source.want(0, 30, 1);
    await asked[0]?.answer();
    asked.length = 0;
    source.refresh();
    expect(source.row(5)?.id).toBe('id-5');
    expect(offsets(asked)[0]).toBe(0);
    await asked[0]?.answer({ rows: Array.from({ length: 100 }, (_, at) => device(at + 1)) });
    expect(source.row(5)?.id).toBe('id-6');
    expect(source.snapshot().generation).toBe(1);
  });

  it('shows what was under way when the data changed, and asks for it again', async () => {
    const { source, asked } = await opened();
    source.refresh();
    for (let change = 0; change < 3; change += 1) {
      const page = asked.findLast(({ offset }) => offset === 0);
      source.refresh();
      await page?.answer({ total: 1000 + change, atLeast: 1000 + change });
      expect(source.snapshot().total).toBe(1000 + change);
    }
    expect(asked.filter(({ offset }) => offset === 0).length).toBe(4);
  });

  it('tells an error, keeps the rows, and tries again when asked', async () => {
    const { source, asked } = await opened();
    source.refresh();
    await asked[0]?.fail(new MusterError('store_busy'));
    expect(source.snapshot().error?.code).toBe('store_busy');
    expect(source.row(3)?.id).toBe('id-3');
    const before = asked.length;
    source.refresh();
    expect(asked.length).toBeGreaterThan(before);
    await asked.findLast(({ offset }) => offset === 0)?.answer();
    expect(source.snapshot().error).toBeNull();
  });
});
