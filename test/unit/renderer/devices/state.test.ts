import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SORT, devicesViewSchema } from '../../../../electron/bridge/domain';
import { countText } from '../../../../renderer/pages/devices/count-text';
import { closeDevice, leavePane, openDevice, usePlace } from '../../../../renderer/pages/devices/state/place';
import {
  addSelected,
  clearSelection,
  selectWhole,
  toggleSelected,
  useSelection,
} from '../../../../renderer/pages/devices/state/selection';
import {
  clearFilters,
  forgetView,
  queryOf,
  setFilter,
  showView,
  useView,
} from '../../../../renderer/pages/devices/state/view';
import { query } from './samples';
import { speaking } from './texts';

const picked = () => [...useSelection.getState().ids].sort();

describe('the selection', () => {
  beforeEach(clearSelection);

  it('grows and shrinks by id', () => {
    toggleSelected('a', 0);
    addSelected(['b', 'c']);
    toggleSelected('a', 0);
    expect(picked()).toEqual(['b', 'c']);
  });

  it('knows when it is the whole of a query, until it is changed', () => {
    selectWhole(query('acer'), ['a', 'b']);
    expect(useSelection.getState().whole).toEqual(query('acer'));
    toggleSelected('b', 1);
    expect(useSelection.getState().whole).toBeNull();
    expect(picked()).toEqual(['a']);
  });

  it('tells listeners of every change, though the set is the same', () => {
    const before = useSelection.getState().version;
    toggleSelected('a', 0);
    toggleSelected('b', 1);
    expect(useSelection.getState().version).toBe(before + 2);
  });
});

describe('the view', () => {
  beforeEach(forgetView);

  it('sets, replaces and removes single filters', () => {
    setFilter('model', ['A']);
    setFilter('status', ['active']);
    setFilter('model', undefined);
    expect(useView.getState().filter).toEqual({ status: ['active'] });
    clearFilters();
    expect(useView.getState().filter).toEqual({});
  });

  it('asks for the searched text beside the filters, never remembering it', () => {
    showView('w', devicesViewSchema.parse({ filter: { model: ['A'], text: 'old', ids: ['x'] } }), 0);
    expect(useView.getState().filter).toEqual({ model: ['A'] });
    expect(queryOf(useView.getState(), '  acer ').filter).toEqual({ model: ['A'], text: 'acer' });
    expect(queryOf(useView.getState(), '   ')).toEqual({ filter: { model: ['A'] }, sort: DEFAULT_SORT });
  });
});

describe('the open device', () => {
  it('is left step by step: from the page to beside the table, then closed', () => {
    openDevice('a');
    usePlace.setState({ full: true });
    expect(leavePane()).toBe(true);
    expect(usePlace.getState()).toMatchObject({ openId: 'a', full: false });
    expect(leavePane()).toBe(true);
    expect(usePlace.getState().openId).toBeNull();
    expect(leavePane()).toBe(false);
    closeDevice();
  });
});

describe('the count beside the title', () => {
  const rows = { generation: 1, uncounted: false, asking: false, error: null };

  it('is exact, or says that it is not', async () => {
    const { t, format } = await speaking('en');
    const told = (total: number | null, filtered: boolean) =>
      countText(
        { ...rows, query: query(filtered ? 'a' : undefined), total, atLeast: 501 },
        6152,
        t,
        format,
      )?.replace(/\s/g, ' ');
    expect(told(6152, false)).toBe('6 152');
    expect(told(1284, true)).toBe('1 284 of 6 152');
    expect(told(null, true)).toBe('more than 501 of 6 152');
  });
});
