import { describe, expect, it } from 'vitest';
import type { PreflightResult } from '../../../../electron/bridge/domain';
import {
  detailsText,
  isOutdated,
  standingOf,
} from '../../../../renderer/pages/registration/preflight/details';
import { wayOf } from '../../../../renderer/pages/registration/preflight/mend';
import en from '../../../../resources/locales/en/registration.json';
import { overviewWith } from './samples';

const format = {
  number: (value: number) => `<${value}>`,
  date: (at: number) => new Date(at).toISOString().slice(5, 10),
};

describe('what a check found', () => {
  it('has days and counts as they are written here, and ports as they are', () => {
    expect(
      detailsText({ until: '2026-11-21', days: 1200, peoplePort: 8443, port: 587, reason: null }, format),
    ).toEqual({ until: '11-21', days: '<1200>', peoplePort: '8443', port: '587', reason: '' });
  });

  it('stands as its gravest verdict', () => {
    const verdicts = (...all: PreflightResult['verdict'][]) => all.map((verdict) => ({ verdict }));
    expect(standingOf(verdicts('good', 'good'))).toEqual({ verdict: 'good', count: 2 });
    expect(standingOf(verdicts('good', 'unknown'))).toEqual({ verdict: 'unknown', count: 1 });
    expect(standingOf(verdicts('attention', 'unknown', 'attention'))).toEqual({
      verdict: 'attention',
      count: 2,
    });
    expect(standingOf(verdicts('attention', 'bad'))).toEqual({ verdict: 'bad', count: 1 });
  });
});

describe('the way to mend it', () => {
  it('is a button for all that Muster itself can do, and a text alone for the rest', () => {
    const without = Object.keys(en.preflight.mend).filter((mend) => wayOf({ mend }) === null);
    expect(without).toEqual(['clockSet', 'reachFirewall']);
    const ways = new Set(Object.keys(en.preflight.mend).map((mend) => wayOf({ mend })));
    for (const way of ways) if (way !== null) expect(Object.keys(en.preflight.go)).toContain(way);
    expect(wayOf({ mend: null })).toBeNull();
  });
});

describe('a report', () => {
  const result = (change: Partial<PreflightResult>): PreflightResult => ({
    check: 'listener',
    verdict: 'good',
    found: 'listenerOn',
    mend: null,
    details: { host: '10.20.0.12', peoplePort: 8443, devicesPort: 8444 },
    ...change,
  });
  const where = { host: '10.20.0.12', publicName: 'register.example.org' };
  const results = [
    result({}),
    result({
      check: 'name',
      found: 'nameHere',
      details: { name: 'register.example.org', addresses: '10.20.0.12' },
    }),
  ];
  const on = { kind: 'on', since: 0 } as const;

  it('holds while nothing has changed', () => {
    expect(isOutdated(results, overviewWith(where, on))).toBe(false);
    expect(isOutdated([result({ found: 'listenerOff', details: {} })], overviewWith(where))).toBe(false);
  });

  it('no longer holds once it was switched, moved, or named otherwise', () => {
    expect(isOutdated(results, overviewWith(where))).toBe(true);
    expect(isOutdated([result({ found: 'listenerOff', details: {} })], overviewWith(where, on))).toBe(true);
    expect(isOutdated(results, overviewWith({ ...where, host: '0.0.0.0' }, on))).toBe(true);
    expect(isOutdated(results, overviewWith({ ...where, publicName: 'other.example.org' }, on))).toBe(true);
  });
});
