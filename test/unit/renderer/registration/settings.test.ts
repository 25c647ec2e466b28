import { describe, expect, it } from 'vitest';
import { DEFAULT_REGISTRATION, registrationSettingsSchema } from '../../../../electron/bridge/domain';
import {
  boundsAt,
  changeAt,
  isUnderFree,
  isUsualRegistration,
  NUMBER_FIELDS,
  numberAt,
  numberTyped,
} from '../../../../renderer/pages/settings/registration-fields';

describe('the numbers among the settings of registration', () => {
  it('take every value within their bounds, and none beyond', () => {
    for (const field of NUMBER_FIELDS) {
      const { min, max } = boundsAt(field);
      for (const value of [min, max]) {
        expect(numberTyped(field, String(value)), field).toBe(value);
        const change = changeAt(DEFAULT_REGISTRATION, field, value);
        expect(numberAt({ ...DEFAULT_REGISTRATION, ...change }, field), field).toBe(value);
        expect(registrationSettingsSchema.safeParse({ ...DEFAULT_REGISTRATION, ...change }).success).toBe(
          true,
        );
      }
      expect(numberTyped(field, String(min - 1)), field).toBeNull();
      expect(numberTyped(field, String(max + 1)), field).toBeNull();
    }
  });

  it('are read as people write them', () => {
    expect(numberTyped('deviceLimit', ' 1\u202f000 ')).toBe(1000);
    for (const text of ['', 'eight', '8.5', '-8', '8 h']) expect(numberTyped('pinDigits', text)).toBeNull();
  });

  it('leave their neighbours as they are', () => {
    expect(changeAt(DEFAULT_REGISTRATION, 'reminders.most', 3)).toEqual({
      reminders: { on: true, everyHours: 24, most: 3 },
    });
    expect(changeAt(DEFAULT_REGISTRATION, 'pinHours', 48)).toEqual({ pinHours: 48 });
  });

  it('let no PIN end before its pauses begin', () => {
    const few = changeAt(DEFAULT_REGISTRATION, 'pinTries.most', 5);
    expect(isUnderFree(DEFAULT_REGISTRATION, few)).toBe(false);
    const more = { ...DEFAULT_REGISTRATION, pinTries: { free: 8, most: 20 } };
    expect(isUnderFree(more, changeAt(more, 'pinTries.most', 7))).toBe(true);
  });
});

it('settings are the usual ones whatever the terms of use say', () => {
  const terms = { en: 'Be kind.', fr: 'Soyez aimables.' };
  expect(isUsualRegistration({ ...DEFAULT_REGISTRATION, terms })).toBe(true);
  expect(isUsualRegistration({ ...DEFAULT_REGISTRATION, pinApart: true })).toBe(false);
});
