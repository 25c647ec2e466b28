import { describe, expect, it } from 'vitest';
import { fittingActions } from '../../../../renderer/pages/actions/fitting';
import { isActionable, MOST_IDS, selectionOf } from '../../../../renderer/pages/actions/selected';

const ids = (count: number) => new Set(Array.from({ length: count }, (_, at) => `d${at}`));
const whole = { filter: { model: ['Acer Spin 511'] } };

describe('what is picked', () => {
  it('goes out as the very devices that were picked, also when they were picked by a filter', () => {
    expect(selectionOf({ ids: ids(2), whole })).toEqual({ kind: 'ids', ids: ['d0', 'd1'] });
  });

  it('goes out as the filter when the devices are too many to name', () => {
    expect(selectionOf({ ids: ids(MOST_IDS + 1), whole })).toEqual({ kind: 'filter', filter: whole.filter });
  });

  it('cannot go out when it is nothing, or too many by hand', () => {
    for (const picked of [
      { ids: ids(0), whole },
      { ids: ids(MOST_IDS + 1), whole: null },
    ]) {
      expect(selectionOf(picked)).toBeNull();
      expect(isActionable(picked)).toBe(false);
    }
  });
});

describe('what one device is offered', () => {
  const offered = (status: string, vanishedAt: number | null = null) =>
    fittingActions({ platform: 'chromeos', status, vanishedAt });

  it('follows its state', () => {
    expect(offered('active').actions).toContain('lost_mode_on');
    expect(offered('active').actions).not.toContain('lost_mode_off');
    expect(offered('active').barred).toBeNull();
    expect(offered('lost_mode')).toEqual({
      actions: ['lost_mode_off', 'move_unit', 'annotate', 'deprovision'],
      barred: 'in_lost_mode',
    });
  });

  it('is nothing where Google takes nothing, with the reason', () => {
    expect(offered('retired')).toEqual({ actions: [], barred: 'not_managed' });
    expect(offered('provider:SHIPPED')).toEqual({ actions: [], barred: 'not_managed' });
    expect(offered('active', 1)).toEqual({ actions: [], barred: 'vanished' });
  });
});
