import { describe, expect, it } from 'vitest';
import {
  type AppleOrder,
  appleOrderSchema,
  ORDER_PURPOSES,
  ORDER_REASONS,
  ORDER_STATES,
} from '../../../../electron/bridge/domain';
import { canCancel, endWords, orderWords } from '../../../../renderer/pages/apple/orders/words';
import en from '../../../../resources/locales/en/apple.json';
import { speaking } from '../devices/texts';

const { t } = await speaking('en');
const nobody = () => null;
const profile = { profileId: 'p1', version: 1, identifier: 'app.muster.profile.p1' };
const words = (order: AppleOrder, name: (id: string) => string | null = nobody) =>
  orderWords({ order }, t, name);

describe('an order in words', () => {
  it('has words for every order, purpose, state and reason', () => {
    const types = appleOrderSchema.options.map(({ shape }) => shape.type.value);
    expect(Object.keys(en.order).sort()).toEqual([...types].sort());
    expect(Object.keys(en.orders.purpose).sort()).toEqual([...ORDER_PURPOSES].sort());
    expect(Object.keys(en.orders.state).sort()).toEqual([...ORDER_STATES].sort());
    expect(Object.keys(en.orders.reason).sort()).toEqual([...ORDER_REASONS].sort());
  });

  it('names a profile as the library does, else by what devices know it by', () => {
    expect(words({ type: 'InstallProfile', profile }, () => 'Wi-Fi')).toContain('“Wi-Fi”');
    expect(words({ type: 'InstallProfile', profile })).toContain('app.muster.profile.p1');
    expect(words({ type: 'Rename', name: 'Desk 4' })).toContain('“Desk 4”');
  });

  it('says in Apple’s own words why it failed, else in ours', () => {
    const errors = [
      { ErrorCode: 4001, ErrorDomain: 'MCInstallationErrorDomain', LocalizedDescription: 'No.' },
    ];
    expect(endWords({ errors, reason: 'no_answer' }, t)).toBe('No.');
    expect(endWords({ errors: null, reason: 'no_answer' }, t)).toBe(en.orders.reason.no_answer);
    expect(endWords({ errors: null, reason: null }, t)).toBeNull();
  });

  it('can be taken back while the device does not have it', () => {
    expect(ORDER_STATES.filter((state) => canCancel({ state }))).toEqual(['queued', 'not_now']);
  });
});
