import { describe, expect, it } from 'vitest';
import { createAppleActions } from '../../../../electron/mdm/apple/orders/orders.ts';
import { type ActionSpecInput, APPLE_ACTIONS, actionSpecSchema } from '../../../../electron/model/action.ts';
import type { Refusal, TargetFacts } from '../../../../electron/model/command.ts';
import { openOrders } from '../../../support/apple/order-fakes.ts';

const { judge, keptMs, batchSize } = createAppleActions(openOrders().deps);

const IPHONE = { platform: 'ios', supervised: true, osVersion: '26.1' } as const;
const OWN_IPHONE = { ...IPHONE, supervised: false } as const;
const MAC = { platform: 'macos', supervised: false, osVersion: '15.2' } as const;

function judged(spec: ActionSpecInput, facts: Partial<TargetFacts>): Refusal | null {
  const annotations = { assetId: null, user: null, location: null, notes: null };
  const all = { providerStatus: 'ENROLLED', orgUnitId: null, annotations, vanishedAt: null };
  return judge(actionSpecSchema.parse(spec), { ...all, ...IPHONE, ...facts }, null);
}

describe('who can be told what', () => {
  it.each<[ActionSpecInput, Partial<TargetFacts>, Refusal | null]>([
    [{ action: 'apple_refresh' }, OWN_IPHONE, null],
    [{ action: 'apple_lock' }, OWN_IPHONE, null],
    [{ action: 'apple_erase' }, MAC, null],
    [{ action: 'apple_restart' }, IPHONE, null],
    [{ action: 'apple_restart' }, MAC, null],
    [{ action: 'apple_restart' }, OWN_IPHONE, 'not_supervised'],
    [{ action: 'apple_shut_down' }, OWN_IPHONE, 'not_supervised'],
    [{ action: 'apple_shut_down' }, { ...IPHONE, supervised: null }, null],
    [{ action: 'apple_rename', name: 'a' }, OWN_IPHONE, 'not_supervised'],
    [{ action: 'apple_rename', name: 'a' }, MAC, null],
    [{ action: 'apple_lost_on', message: 'Lost' }, IPHONE, null],
    [{ action: 'apple_lost_on', phone: '1' }, { ...IPHONE, platform: 'ipados' }, null],
    [{ action: 'apple_lost_on', message: ' ' }, IPHONE, 'incomplete'],
    [{ action: 'apple_lost_on', message: 'Lost' }, OWN_IPHONE, 'not_supervised'],
    [{ action: 'apple_lost_on', message: 'Lost' }, MAC, 'unsupported'],
    [{ action: 'apple_lost_off' }, MAC, 'unsupported'],
    [{ action: 'apple_clear_passcode' }, MAC, 'unsupported'],
    [{ action: 'apple_clear_passcode' }, OWN_IPHONE, null],
    [{ action: 'apple_lock' }, { ...MAC, osVersion: '11.4.1' }, 'os_too_old'],
    [{ action: 'apple_lock' }, { ...MAC, osVersion: '11.5' }, null],
    [{ action: 'apple_lock' }, { ...MAC, osVersion: null }, null],
    [{ action: 'apple_remove_profile', identifier: 'org.example.enrollment' }, MAC, 'unsupported'],
    [{ action: 'apple_remove_profile', identifier: 'org.example.wifi' }, MAC, null],
    [{ action: 'apple_retire' }, { providerStatus: 'RETIRED' }, 'not_managed'],
    [{ action: 'apple_refresh' }, { providerStatus: 'RESET' }, 'not_managed'],
    [{ action: 'apple_refresh' }, { providerStatus: null }, 'not_managed'],
    [{ action: 'apple_refresh' }, { vanishedAt: 1 }, 'vanished'],
    [{ action: 'apple_refresh' }, { platform: 'chromeos' }, 'other_platform'],
    [{ action: 'wipe_device' }, IPHONE, 'unsupported'],
  ])('%j on %j: %s', (spec, facts, refusal) => {
    expect(judged(spec, facts)).toBe(refusal);
  });

  it('has sizes and times for its own actions alone', () => {
    for (const action of APPLE_ACTIONS) expect([batchSize(action), keptMs(action)]).not.toContain(null);
    expect([batchSize('restart'), keptMs('restart')]).toEqual([null, null]);
  });
});
