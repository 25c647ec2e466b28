import { createInstance, type i18n } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SyncProgress } from '../../../electron/bridge/domain';
import { progressText } from '../../../renderer/app/top/SyncWork';
import { createFormat } from '../../../renderer/format';
import { languageOf } from '../../../renderer/i18n';
import { en } from '../../../renderer/locales/en';
import { fr } from '../../../renderer/locales/fr';

const NOW = new Date(2026, 10, 21, 16, 42).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const texts: Record<'en' | 'fr', i18n> = { en: createInstance(), fr: createInstance() };
beforeAll(async () => {
  for (const lng of ['en', 'fr'] as const) {
    await texts[lng].init({ lng, resources: { en, fr }, interpolation: { escapeValue: false } });
  }
});

const formatIn = (language: 'en' | 'fr') => createFormat(language, texts[language].t);

describe('formats', () => {
  it('groups thousands with a narrow no-break space in both languages', () => {
    expect(formatIn('en').number(6152)).toBe('6\u202f152');
    expect(formatIn('fr').number(1234567)).toBe('1\u202f234\u202f567');
  });

  it.each([
    [-20_000, 'just now', 'à l’instant'],
    [-2 * MINUTE, '2 min ago', 'il y a 2\u00a0min'],
    [-5 * HOUR, '5 h ago', 'il y a 5\u00a0h'],
    [-25 * HOUR, 'yesterday', 'hier'],
    [-41 * HOUR, '2 days ago', 'il y a 2\u00a0jours'],
    [-38 * DAY, '38 days ago', 'il y a 38\u00a0jours'],
    [-400 * DAY, '13 months ago', 'il y a 13\u00a0mois'],
    [-800 * DAY, '2 years ago', 'il y a 2\u00a0ans'],
    [56 * MINUTE, 'in 56 min', 'dans 56\u00a0min'],
  ])('tells a moment %d ms from now', (distance, english, french) => {
    expect(formatIn('en').relative(NOW + distance, NOW)).toBe(english);
    expect(formatIn('fr').relative(NOW + distance, NOW)).toBe(french);
  });

  it('leaves out “ago” in tables', () => {
    expect(formatIn('en').age(NOW - 38 * DAY, NOW)).toBe('38 d');
    expect(formatIn('fr').age(NOW - 38 * DAY, NOW)).toBe('38\u00a0j');
  });

  it('writes durations, dates and sizes', () => {
    expect(formatIn('en').duration(12_400)).toBe('12 s');
    expect(formatIn('en').duration(125_000)).toBe('2 min 5 s');
    expect(formatIn('fr').duration(3_720_000)).toBe('1\u00a0h 2\u00a0min');
    expect(formatIn('en').date(NOW)).toBe('21 Nov 2026');
    expect(formatIn('fr').date(NOW)).toBe('21 nov. 2026');
    expect(formatIn('en').time(NOW)).toBe('16:42');
    expect(formatIn('en').bytes(1536)).toBe('1.5 kB');
    expect(formatIn('fr').bytes(1536)).toMatch(/^1,5.ko$/);
  });
});

describe('the language', () => {
  it('is the chosen one, else the system’s when we speak it, else English', () => {
    expect(languageOf('fr', 'en-GB')).toBe('fr');
    expect(languageOf('system', 'fr-CA')).toBe('fr');
    expect(languageOf('system', 'de-DE')).toBe('en');
  });
});

describe('the running sync', () => {
  const progress: SyncProgress = {
    runId: 'r',
    connectionId: 'c',
    phase: 'listing',
    seen: 3940,
    expected: 6152,
    pages: 13,
    startedAt: NOW,
    leftMs: 12_000,
    waiting: null,
  };
  const told = (change: Partial<SyncProgress>) =>
    progressText({ ...progress, ...change }, texts.en.t, formatIn('en'));

  it('says how far it is and how long it still takes', () => {
    expect(told({})).toBe('3\u202f940 of 6\u202f152 · 12 s left');
    expect(told({ leftMs: null })).toBe('3\u202f940 of 6\u202f152');
    expect(told({ expected: null, leftMs: null })).toBe('3\u202f940 listed');
  });

  it('says what it waits for before anything else', () => {
    expect(told({ waiting: { until: NOW, reason: 'rate_limited' } })).toBe('Google asks to wait until 16:42');
  });
});
