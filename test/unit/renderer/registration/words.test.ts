import { createInstance, type i18n } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ListenerState } from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import { en } from '../../../../renderer/locales/en';
import { fr } from '../../../../renderer/locales/fr';
import { stateTone, stateWords } from '../../../../renderer/pages/registration/state';

const NOW = new Date(2026, 10, 21, 16, 42).getTime();
const texts: Record<'en' | 'fr', i18n> = { en: createInstance(), fr: createInstance() };
beforeAll(async () => {
  for (const lng of ['en', 'fr'] as const) {
    await texts[lng].init({ lng, resources: { en, fr }, interpolation: { escapeValue: false } });
  }
});

const told = (language: 'en' | 'fr', state: ListenerState) => {
  const { t } = texts[language];
  return stateWords(state, t, createFormat(language, t), NOW);
};

describe('the state of the listener', () => {
  it('is told in words, with the day when it has been on for longer', () => {
    const since = new Date(2026, 10, 21, 9, 5).getTime();
    expect(told('en', { kind: 'on', since })).toBe('On since 09:05');
    expect(told('fr', { kind: 'on', since })).toBe('Activé depuis 09:05');
    expect(told('en', { kind: 'on', since: since - 86_400_000 })).toBe('On since 20 Nov 2026, 09:05:00');
    expect(told('en', { kind: 'off' })).toBe('Off');
    expect(told('en', { kind: 'elsewhere' })).toBe('On in another program');
  });

  it('is never told by colour alone', () => {
    const error = { code: 'port_in_use', details: {}, message: '' } as const;
    const states: ListenerState[] = [
      { kind: 'off' },
      { kind: 'starting' },
      { kind: 'on', since: NOW },
      { kind: 'failed', error, nextAt: NOW },
    ];
    expect(states.map(stateTone)).toEqual(['off', 'busy', 'good', 'bad']);
    expect(new Set(states.map((state) => told('fr', state))).size).toBe(states.length);
  });
});

describe('a check that failed', () => {
  it('has the words of its error', () => {
    const { t } = texts.en;
    const found = t('registration:preflight.found.listenerFailed', { code: 'port_in_use', port: '8443' });
    expect(found).toContain('Port 8443 is taken by another program.');
  });
});
