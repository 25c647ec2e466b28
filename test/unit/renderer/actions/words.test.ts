import { createInstance, type i18n } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, type ActionSpec, DEPROVISION_REASONS } from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import { en } from '../../../../renderer/locales/en';
import { fr } from '../../../../renderer/locales/fr';
import { deedText, doesText, spanText } from '../../../../renderer/pages/actions/words';

const texts: Record<'en' | 'fr', i18n> = { en: createInstance(), fr: createInstance() };
beforeAll(async () => {
  for (const lng of ['en', 'fr'] as const) {
    await texts[lng].init({ lng, resources: { en, fr }, interpolation: { escapeValue: false } });
  }
});
const kit = (language: 'en' | 'fr') =>
  [texts[language].t, createFormat(language, texts[language].t)] as const;

describe('the button', () => {
  it('says exactly what happens to how many', () => {
    expect(deedText('restart', 12, ...kit('en'))).toBe('Restart 12 devices');
    expect(deedText('wipe_device', 1, ...kit('en'))).toBe('Wipe 1 device');
    expect(deedText('deprovision', 2412, ...kit('fr'))).toBe('Retirer 2\u202f412 appareils de la gestion');
  });

  it.each(ACTIONS)('has words for %s in both languages', (action) => {
    for (const language of ['en', 'fr'] as const) {
      expect(deedText(action, 3, ...kit(language))).toMatch(/3/);
    }
  });
});

const SPECS: ActionSpec[] = [
  { action: 'restart', delaySeconds: 0 },
  { action: 'restart', delaySeconds: 120 },
  { action: 'lost_mode_on' },
  { action: 'lost_mode_off' },
  { action: 'wipe_users' },
  { action: 'wipe_device' },
  ...DEPROVISION_REASONS.map((reason) => ({ action: 'deprovision' as const, reason })),
  { action: 'move_unit', orgUnitId: 'u', orgUnitPath: '/Schools/North' },
  { action: 'annotate', changes: null },
];

it.each(SPECS)('says what $action does, with its parameters, and leaves no key on screen', (spec) => {
  for (const language of ['en', 'fr'] as const) {
    const text = doesText(spec, ...kit(language));
    expect(text).not.toMatch(/\{\{|actions:|does\./);
    expect(text.length).toBeGreaterThan(40);
  }
  const english = doesText(spec, ...kit('en'));
  if (spec.action === 'move_unit') expect(english).toContain('/Schools/North');
  if (spec.action === 'restart' && spec.delaySeconds === 120) expect(english).toContain('2 minutes');
});

it('writes how long Google keeps a command in the largest unit that says it', () => {
  const day = 86_400_000;
  expect(spanText(600_000, ...kit('en'))).toBe('10 minutes');
  expect(spanText(180 * day, ...kit('en'))).toBe('180 days');
  expect(spanText(5 * 365 * day, ...kit('fr'))).toBe('5 ans');
  expect(spanText(30_000, ...kit('en'))).toBe('30 s');
});
