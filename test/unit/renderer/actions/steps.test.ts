import { describe, expect, it } from 'vitest';
import { ACTIONS, type ActionName, familyOf } from '../../../../electron/bridge/domain';
import {
  firstStep,
  pickedCount,
  stepAfterParameters,
  stepAfterPicking,
} from '../../../../renderer/pages/actions/steps';

const picked = { kind: 'ids', ids: ['a', 'b'] } as const;
const selection = { kind: 'ids' as const, ids: [...picked.ids] };
const begin = (action: ActionName) => firstStep({ kind: 'action', action, selection, count: 2 });

describe('the first step', () => {
  it('is the review where nothing has to be said, so that a stolen device is two clicks away from lost mode', () => {
    const straight = ACTIONS.filter((action) => begin(action).name === 'review');
    const google = straight.filter((action) => familyOf(action) === 'google');
    expect(google).toEqual(['restart', 'lost_mode_on', 'lost_mode_off', 'wipe_users', 'wipe_device']);
    expect(straight).toContain('apple_erase');
  });

  it('asks for what an action cannot do without', () => {
    for (const action of ['deprovision', 'move_unit', 'annotate'] as const) {
      expect(begin(action)).toMatchObject({ name: 'parameters', action, selection, back: null });
    }
  });

  it('lets a restart be delayed, and a wipe change nothing', () => {
    const restart = begin('restart');
    expect(restart).toMatchObject({
      spec: { action: 'restart', delaySeconds: 0 },
      back: { name: 'parameters' },
    });
    expect(begin('wipe_device')).toMatchObject({ back: null });
  });

  it('is the review of another try, whose targets cannot be changed', () => {
    const spec = { action: 'deprovision', reason: 'retiring_device' } as const;
    const failed = { kind: 'failed' as const, commandId: 'c1', targets: [3, 4, 5] };
    expect(firstStep({ kind: 'review', spec, selection: failed })).toEqual({
      name: 'review',
      spec,
      selection: failed,
      back: null,
    });
  });
});

describe('going back from the review', () => {
  it('finds the parameters as they were set, and the list before them', () => {
    const list = { name: 'serials', action: 'deprovision', text: 'ABC', file: null } as const;
    const serials = { kind: 'serials' as const, text: 'ABC' };
    const parameters = stepAfterPicking('deprovision', serials, list);
    if (parameters.name !== 'parameters') throw new Error('a deprovisioning needs its reason');
    const spec = { action: 'deprovision', reason: 'upgrade_transfer' } as const;
    const review = stepAfterParameters(parameters, spec);
    expect(review).toMatchObject({ name: 'review', spec, selection: serials });
    expect(review.name === 'review' && review.back).toMatchObject({ name: 'parameters', spec, back: list });
  });

  it('finds the list when the action has no parameters', () => {
    const list = { name: 'serials', action: 'wipe_users', text: 'ABC', file: null } as const;
    expect(stepAfterPicking('wipe_users', { kind: 'serials', text: 'ABC' }, list)).toMatchObject({
      back: list,
    });
  });
});

it('knows how many were picked only where they were named one by one', () => {
  expect(pickedCount(selection)).toBe(2);
  expect(pickedCount({ kind: 'failed', commandId: 'c', targets: [1] })).toBe(1);
  expect(pickedCount({ kind: 'failed', commandId: 'c' })).toBeNull();
  expect(pickedCount({ kind: 'filter', filter: {} })).toBeNull();
});
