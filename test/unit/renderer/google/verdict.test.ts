import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';
import { RUN_REASONS, RUN_STATES } from '../../../../electron/bridge/domain';
import { durationOf, expectedOf, verdictText, verdictTone } from '../../../../renderer/pages/google/verdict';
import en from '../../../../resources/locales/en/google.json';
import fr from '../../../../resources/locales/fr/google.json';
import { sampleRun } from './samples';

/** The verdict as it stands in the table; fails when a text is missing. */
async function wordsIn(language: 'en' | 'fr') {
  const texts = createInstance();
  await texts.init({
    lng: language,
    ns: ['google'],
    defaultNS: 'google',
    resources: { en: { google: en }, fr: { google: fr } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      throw new Error(`No ${language} text for ${key}`);
    },
  });
  return (change: Parameters<typeof sampleRun>[0]) => {
    const { key, reasonKey } = verdictText(sampleRun(change));
    return texts.t(key, { reason: reasonKey === null ? '' : texts.t(reasonKey) });
  };
}

describe('the verdict of a run', () => {
  test('says in words how the run ended', async () => {
    const words = await wordsIn('en');
    expect(words({ state: 'complete' })).toBe('Complete');
    expect(words({ state: 'complete', resumed: true })).toBe('Complete, resumed after a restart');
    expect(words({ state: 'incomplete', reason: 'list_ended_early' })).toBe(
      'Incomplete: Google ended the list early; nothing was replaced',
    );
    expect(words({ state: 'cancelled' })).toBe('Cancelled: nothing was replaced');
    expect(words({ state: 'failed', reason: 'offline' })).toBe('Failed: Google could not be reached');
  });

  test('tells a held run that was not accepted from one that was cancelled', async () => {
    const words = await wordsIn('en');
    expect(words({ state: 'cancelled', reason: 'shrunk' })).toContain('kept by your word');
  });

  test.each(['en', 'fr'] as const)('has %s words for every state with every reason', async (language) => {
    const words = await wordsIn(language);
    for (const state of RUN_STATES) {
      for (const reason of [null, ...RUN_REASONS]) {
        for (const resumed of [false, true]) {
          expect(words({ state, reason, resumed })).not.toMatch(/\{\{|^\s*$/);
        }
      }
    }
  });

  test.each([
    ['complete', 'good'],
    ['incomplete', 'warn'],
    ['failed', 'bad'],
    ['running', 'busy'],
  ] as const)('draws %s as %s', (state, tone) => {
    expect(verdictTone({ state })).toBe(tone);
  });
});

test('the count after the listing is the better expectation; without any there is none', () => {
  expect(expectedOf({ expectedBefore: 10, expectedAfter: 12 })).toBe(12);
  expect(expectedOf({ expectedBefore: 10, expectedAfter: null })).toBe(10);
  expect(expectedOf({ expectedBefore: null, expectedAfter: null })).toBeNull();
});

test('a run that goes on has no duration; a clock set back makes none negative', () => {
  expect(durationOf({ startedAt: 5, endedAt: null })).toBeNull();
  expect(durationOf({ startedAt: 5, endedAt: 2 })).toBe(0);
});
