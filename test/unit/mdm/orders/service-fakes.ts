import type { AppleService } from '../../../../electron/mdm/apple/contract.ts';
import { type AppleDeps, createAppleService } from '../../../../electron/mdm/apple/service.ts';
import type { NewOrder } from '../../../../electron/store/contract/apple.ts';
import {
  countingRandom,
  createFakeApple,
  deviceRow,
  glassVault,
  T0,
} from '../../../support/apple/order-fakes.ts';
import { createManualClock } from '../../../support/manual-clock.ts';

function unused(): never {
  throw new Error('not asked for here');
}

/** The service over a queue in memory; `told` is everything it said to others, in order. */
export function openService(change: Partial<AppleDeps> = {}) {
  const apple = createFakeApple();
  const clock = createManualClock(T0);
  const told: string[] = [];
  const profiles: AppleService['profiles'] = {
    list: unused,
    get: unused,
    pick: unused,
    add: unused,
    build: unused,
    remove: unused,
    assign: unused,
    places: unused,
    retry: unused,
    content: unused,
    reconcile: async (ids) => void told.push(`profiles ${ids?.join()}`),
  };
  const service = createAppleService({
    apple,
    users: { get: async () => null },
    audit: {
      append: async (draft) => {
        told.push(`${draft.deed} ${draft.object} ${JSON.stringify(draft.detail)}`);
        return { ...draft, seq: 1, previous: '', hash: '' };
      },
    },
    vault: glassVault,
    door: { caps: unused, caCertificates: unused, operate: unused, checkIn: unused, report: unused },
    enrollment: { ready: unused, profile: unused, progress: unused, profileFor: unused },
    profiles,
    push: async () => ({ topic: 'com.apple.mgmt.ours', standing: 'ready' }),
    wakePush: () => void told.push('wake'),
    clock,
    random: countingRandom(),
    draft: (deed, object, detail, result = 'done') => ({
      ...{ at: clock.now(), actor: 'ada', account: null, origin: 'window', host: 'here' },
      ...{ deed, object, detail, result },
    }),
    changed: () => void told.push('changed'),
    log: (message) => void told.push(`log ${message}`),
    ...change,
  });
  const made = (): NewOrder[] => [...apple.queue.values()].map((kept) => kept.made);
  const put = (count: number, row: Parameters<typeof deviceRow>[0] = {}): void => {
    for (let at = 1; at <= count; at++) {
      const deviceId = `d${at}`;
      apple.devices.set(deviceId, deviceRow({ inventoryAskedAt: T0, ...row, deviceId }));
    }
  };
  return { service, apple, clock, told, made, put };
}
