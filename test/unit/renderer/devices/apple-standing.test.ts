import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import {
  APPLE_STATES,
  type AppleDetail,
  ORDER_REASONS,
  ORDER_STATES,
  type PushStanding,
  pushStandingSchema,
  type QueuedOrder,
} from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import { en } from '../../../../renderer/locales/en';
import { fr } from '../../../../renderer/locales/fr';
import {
  bundlesOf,
  hasPin,
  standingText,
  whyText,
} from '../../../../renderer/pages/devices/pane/apple/orders';
import { standingsOf } from '../../../../renderer/pages/devices/pane/apple/standing';

const NOW = Date.UTC(2026, 10, 20, 12);
const DAY = 86_400_000;

const detail = (more: Partial<AppleDetail> = {}, push: PushStanding = 'ready'): AppleDetail => ({
  ...{ deviceId: 'd', udid: 'U', state: 'active', user: null, enrolledAt: NOW, endedAt: null },
  ...{ lastSeenAt: NOW, inactive: false, identityUntil: NOW + 400 * DAY, renewalAskedAt: null },
  ...{ hasUnlockToken: true, hasBootstrapToken: false, installs: [], orders: [] },
  channels: [
    { user: null, lastSeenAt: NOW, tokenAt: NOW, pushedAt: null, pushTrouble: null, push, waiting: 0 },
  ],
  ...more,
});
const told = (one: AppleDetail) =>
  standingsOf(one, NOW).map(({ key, steps }) => `${key} ${steps.join(' ')}`.trim());

const order = (more: Partial<QueuedOrder> = {}): QueuedOrder => ({
  ...{ uuid: 'u', deviceId: 'd', user: null, requestType: 'DeviceLock', purpose: 'action', bundle: 'u' },
  order: { type: 'DeviceLock', message: '', phone: '', pin: true },
  ...{ state: 'queued', queuedAt: NOW - 3600_000, sentAt: null, tries: 0, notNowAt: null },
  ...{ endedAt: null, reason: null, errors: null },
  ...more,
});

describe('how a device stands', () => {
  it('is told only when something is the matter, with the next step', () => {
    expect(told(detail())).toEqual([]);
    expect(told(detail({ state: 'pending' }))).toEqual(['pending']);
    expect(told(detail({ state: 'wiped' }, 'expired'))).toEqual(['wiped invite']);
    expect(told(detail({ state: 'reset' }))).toEqual(['reset invite']);
    expect(told(detail({ inactive: true }, 'no_certificate'))).toEqual([
      'no_certificate push',
      'inactive wake',
    ]);
  });

  it('warns before an identity ends, and says when it has', () => {
    expect(told(detail({ identityUntil: NOW + 31 * DAY }))).toEqual([]);
    expect(told(detail({ identityUntil: NOW + 29 * DAY }))).toEqual(['identityEnds wake']);
    expect(told(detail({ identityUntil: NOW }))).toEqual(['identityEnded invite']);
  });

  it('has words for all of it, in both languages', async () => {
    for (const lng of ['en', 'fr'] as const) {
      const { t } = await speech(lng);
      const states = APPLE_STATES.map((state) => detail({ state }));
      const pushes = pushStandingSchema.options.map((push) => detail({}, push));
      const others = [
        detail({ inactive: true }),
        detail({ identityUntil: NOW }),
        detail({ identityUntil: NOW + DAY }),
      ];
      for (const { key } of [...states, ...pushes, ...others].flatMap((one) => standingsOf(one, NOW))) {
        expect(t(`devices:apple.standing.${key}.title`)).not.toContain('standing');
        expect(t(`devices:apple.standing.${key}.text`, { trouble: 'x' })).not.toContain('standing');
      }
      for (const push of pushStandingSchema.options)
        expect(t(`devices:apple.push.${push}`)).not.toContain('push.');
      for (const state of ORDER_STATES) {
        expect(standingText(order({ state }), t, createFormat(lng, t), NOW)).not.toMatch(/orderSince|\{\{/);
      }
      for (const reason of ORDER_REASONS) {
        expect(whyText(order({ reason }), t)[0]).not.toContain('reason');
      }
    }
  });
});

describe('orders of a device', () => {
  it('say since when they stand as they do, how often they went out, and why they ended', async () => {
    const { t } = await speech('en');
    const format = createFormat('en', t);
    const put = order({ state: 'not_now', sentAt: NOW - 120_000, notNowAt: NOW - 60_000, tries: 3 });
    expect(standingText(put, t, format, NOW)).toBe('put off by the device 1 min ago · sent 3 times');
    const failed = order({
      ...{ state: 'failed', endedAt: NOW, reason: 'format_error' },
      errors: [{ ErrorCode: 12021, ErrorDomain: 'MCMDMErrorDomain', LocalizedDescription: 'Nicht gültig' }],
    });
    expect(whyText(failed, t)).toEqual([
      'The device could not make sense of it',
      'Apple’s own words: Nicht gültig',
    ]);
  });

  it('offer a PIN only where the Mac may have it', () => {
    expect(hasPin(order())).toBe(false);
    expect(hasPin(order({ state: 'sent', sentAt: NOW }))).toBe(true);
    expect(hasPin(order({ state: 'failed', sentAt: NOW }))).toBe(false);
    expect(
      hasPin(order({ state: 'acknowledged', sentAt: NOW, order: { type: 'EraseDevice', pin: false } })),
    ).toBe(false);
  });

  it('stand together when they were made together, and are in the same state', () => {
    const inventory = ['1', '2', '3'].map((uuid) =>
      order({ uuid, bundle: 'b', state: uuid === '3' ? 'sent' : 'queued' }),
    );
    const shown = bundlesOf([order({ uuid: 'x', bundle: 'x' }), ...inventory]);
    expect(shown.map(({ orders }) => orders.map(({ uuid }) => uuid).join(' '))).toEqual(['x', '1 2', '3']);
  });
});

async function speech(lng: 'en' | 'fr') {
  const texts = createInstance();
  await texts.init({ lng, resources: { en, fr }, interpolation: { escapeValue: false } });
  return { t: texts.t };
}
