import { describe, expect, it } from 'vitest';
import { type AppleCounts, MusterError, serializeError } from '../../../../electron/bridge/domain';
import { pushLife } from '../../../../renderer/pages/apple/push/life';
import {
  type AppleStanding,
  devicesBehind,
  pushTone,
  standingOf,
  stateFigures,
} from '../../../../renderer/pages/apple/standing';
import en from '../../../../resources/locales/en/apple.json';

const refused = serializeError(new MusterError('push_certificate_refused', { reason: 'BadCertificate' }));
const away = serializeError(new MusterError('push_unreachable', { host: 'h', reason: 'r' }));

const standing = (push: Partial<AppleStanding['push']>, listening = true) =>
  standingOf({ push: { state: 'ready', trouble: null, ...push }, listening });

describe('how Apple’s devices stand', () => {
  it('is told in one word, what stops most first', () => {
    expect(standing({})).toEqual({ key: 'good', tone: 'good' });
    expect(standing({ state: 'ending' })).toEqual({ key: 'ending', tone: 'warn' });
    expect(standing({ trouble: away })).toEqual({ key: 'trouble', tone: 'warn' });
    expect(standing({ state: 'requested' })).toEqual({ key: 'without', tone: 'warn' });
    expect(standing({}, false)).toEqual({ key: 'off', tone: 'off' });
    expect(standing({ trouble: refused }, false)).toEqual({ key: 'refused', tone: 'bad' });
    expect(standing({ state: 'expired', trouble: refused })).toEqual({ key: 'expired', tone: 'bad' });
    const words = Object.keys(en.standing);
    for (const change of [{}, { state: 'ending' }, { trouble: away }, { state: 'none' }] as const) {
      expect(words).toContain(standing(change).key);
    }
  });

  it('colours pushes by whether they go', () => {
    expect(pushTone({ state: 'none', trouble: null })).toBe('off');
    expect(pushTone({ state: 'ready', trouble: null })).toBe('good');
    expect(pushTone({ state: 'ready', trouble: away })).toBe('warn');
    expect(pushTone({ state: 'ready', trouble: refused })).toBe('bad');
  });
});

describe('the figures', () => {
  const counts: AppleCounts = {
    pending: 2,
    active: 0,
    retired: 0,
    wiped: 1,
    reset: 0,
    inactive: 0,
    identityEnding: 0,
    otherTopic: 0,
    waiting: 0,
    notNow: 0,
  };

  it('show registered devices always, other states where there are some', () => {
    expect(stateFigures(counts).map(({ state, count }) => [state, count])).toEqual([
      ['active', 0],
      ['pending', 2],
      ['wiped', 1],
    ]);
  });

  it('lead to Apple’s devices alone; one in Lost Mode is among the registered ones', () => {
    const platform = ['ios', 'ipados', 'macos'];
    expect(devicesBehind('active', 0)).toEqual({ platform, status: ['active', 'lost_mode'] });
    expect(devicesBehind('retired', 0)).toEqual({ platform, status: ['retired'] });
    expect(devicesBehind('inactive', 0)).toMatchObject({ lastSync: { preset: 'over30', never: true } });
  });
});

describe('the life of a push certificate', () => {
  const DAY = 86_400_000;
  const lifeAt = (days: number) => pushLife({ notAfter: 400 * DAY }, (400 - days) * DAY);

  it('is worth a warning from thirty days on, and over at its end', () => {
    expect(lifeAt(31)).toEqual({ kind: 'valid', days: 31 });
    expect(lifeAt(29.5)).toEqual({ kind: 'ends', days: 29 });
    expect(lifeAt(0).kind).toBe('over');
    expect(lifeAt(-1).kind).toBe('over');
  });
});
