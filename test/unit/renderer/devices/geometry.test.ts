import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  listHeight,
  offsetOfScroll,
  offsetShowing,
  offsetToPaint,
  rowsAt,
  scrollOfOffset,
  spacerHeight,
  TALLEST_PX,
} from '../../../../renderer/pages/devices/table/geometry';

const FLEET = { count: 1000, rowHeight: 28, viewport: 560 };
const HUGE = { count: 5_000_000, rowHeight: 28, viewport: 560 };

describe('the place of rows', () => {
  it('a million rows need no scaling, five million fit into what Chromium lays out', () => {
    expect(spacerHeight({ ...FLEET, count: 1_000_000 })).toBe(28_000_000);
    expect(spacerHeight(HUGE)).toBe(TALLEST_PX);
  });

  it('the end of the scrollbar shows the last row, however many there are', () => {
    for (const geometry of [FLEET, HUGE]) {
      const end = spacerHeight(geometry) - geometry.viewport;
      const rows = rowsAt(geometry, offsetOfScroll(geometry, end));
      expect(rows?.last).toBe(geometry.count - 1);
    }
  });

  it('scroll and offset are each other’s inverse', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, part) => {
          const geometry = { ...FLEET, count };
          const offset = part * Math.max(0, listHeight(geometry) - geometry.viewport);
          expect(offsetOfScroll(geometry, scrollOfOffset(geometry, offset))).toBeCloseTo(offset, 3);
        },
      ),
    );
  });

  it('moves only as far as it takes to show a row', () => {
    expect(offsetShowing(FLEET, 280, 12)).toBe(280);
    expect(offsetShowing(FLEET, 280, 3)).toBe(84);
    expect(offsetShowing(FLEET, 280, 40)).toBe(41 * 28 - 560);
  });
});

describe('what to paint while rows are on their way', () => {
  const having = (first: number, last: number) => ({
    covers: (from: number, to: number) => from >= first && to <= last,
    newest: { first, last },
  });

  it('paints the wanted place when its rows are there', () => {
    expect(offsetToPaint(FLEET, 1400, 0, having(0, 99))).toBe(1400);
  });

  it('keeps what was shown when nothing nearer has arrived', () => {
    expect(offsetToPaint(FLEET, 20_000, 280, having(0, 99))).toBe(99 * 28 + 28 - 560);
    expect(offsetToPaint(FLEET, 20_000, 280, { covers: (_, to) => to < 40, newest: null })).toBe(280);
  });

  it('has nothing to paint before the first rows', () => {
    expect(offsetToPaint(FLEET, 0, null, { covers: () => false, newest: null })).toBeNull();
    expect(rowsAt({ ...FLEET, count: 0 }, 0)).toBeNull();
  });
});
