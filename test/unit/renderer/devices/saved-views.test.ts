import { describe, expect, it } from 'vitest';
import type { SavedView, ViewContent } from '../../../../electron/bridge/domain';
import { rangeOf, withFreshPresets } from '../../../../renderer/pages/devices/filters/presets';
import { contentOf, viewShowing } from '../../../../renderer/pages/devices/views/content';

const NOW = new Date(2026, 10, 20, 9).getTime();
const DAY = 86_400_000;
const SORT = { column: 'serial', direction: 'ascending' } as const;
const view = (id: string, content: Partial<ViewContent>): SavedView => ({
  id,
  name: id,
  content: { filter: {}, sort: SORT, columns: null, ...content },
  pinned: true,
  position: 0,
});
const shown = (content: Partial<ViewContent>) => ({ filter: {}, sort: SORT, columns: null, ...content });

describe('the view in use', () => {
  it('is the one that shows the same rows, however its filter is written', () => {
    const views = [
      view('lost', { filter: { status: ['lost_mode', 'active'] } }),
      view('unseen', { filter: { lastSync: rangeOf('over30', NOW - 9 * DAY) } }),
      view('unseen or never', { filter: { lastSync: { ...rangeOf('over30', NOW), never: true } } }),
    ];
    const find = (content: Partial<ViewContent>) => viewShowing(views, shown(content), null)?.id;
    expect(find({ filter: { status: ['active', 'lost_mode'], model: [] } })).toBe('lost');
    expect(find({ filter: { lastSync: rangeOf('over30', NOW) } })).toBe('unseen');
    expect(find({ filter: { lastSync: { ...rangeOf('over30', NOW), never: true } } })).toBe(
      'unseen or never',
    );
    expect(find({ filter: { lastSync: rangeOf('over90', NOW) } })).toBeUndefined();
    expect(find({ filter: {} })).toBeUndefined();
  });

  it('is none once order, columns or dates differ; widths do not count', () => {
    const dated = { lastSync: { from: 1, to: 2, never: false } };
    const views = [view('one', { filter: dated, columns: [{ column: 'serial', width: 90 }] })];
    const find = (content: Partial<ViewContent>) =>
      viewShowing(
        views,
        shown({ filter: dated, columns: [{ column: 'serial', width: null }], ...content }),
        null,
      );
    expect(find({})?.id).toBe('one');
    expect(find({ sort: { column: 'serial', direction: 'descending' } })).toBeNull();
    expect(find({ columns: [{ column: 'user', width: null }] })).toBeNull();
    expect(find({ filter: { lastSync: { from: 1, to: 3, never: false } } })).toBeNull();
  });

  it('is the one opened last among alike ones', () => {
    const views = [view('a', {}), view('b', {})];
    expect(viewShowing(views, shown({}), 'b')?.id).toBe('b');
    expect(viewShowing(views, shown({}), 'gone')?.id).toBe('a');
  });

  it('holds the searched text', () => {
    const content = contentOf({ filter: { status: ['active'] }, sort: SORT, columns: null }, '  5cd ');
    expect(content.filter).toEqual({ status: ['active'], text: '5cd' });
  });
});

describe('the ages', () => {
  it('touch without overlapping, and move on with the days', () => {
    const [day, week, month] = (['last1', 'days1to7', 'days7to30'] as const).map((age) => rangeOf(age, NOW));
    expect(week?.to).toBe((day?.from ?? 0) - 1);
    expect(month?.to).toBe((week?.from ?? 0) - 1);
    const later = withFreshPresets({ lastSync: rangeOf('days1to7', NOW) }, NOW + DAY).lastSync;
    expect(later).toEqual(rangeOf('days1to7', NOW + DAY));
  });
});
