import { createInstance, type i18n } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ImportResult,
  USER_COLUMNS,
  USER_LIST_FAULTS,
  USER_SOURCES,
  USER_STATES,
} from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import { en } from '../../../../renderer/locales/en';
import { fr } from '../../../../renderer/locales/fr';
import { needsLook, resultWords } from '../../../../renderer/pages/users/imports/result-words';
import { changeOf, listColumns } from '../../../../renderer/pages/users/list/columns';
import { deedText } from '../../../../renderer/pages/users/list/deed-text';
import { nameOf, userCell } from '../../../../renderer/pages/users/table/cell-text';
import { AT, sampleLine, sampleUser } from './samples';

const LANGUAGES = ['en', 'fr'] as const;
const texts: Record<'en' | 'fr', i18n> = { en: createInstance(), fr: createInstance() };
beforeAll(async () => {
  for (const lng of LANGUAGES) {
    await texts[lng].init({
      lng,
      defaultNS: 'users',
      resources: { en, fr },
      interpolation: { escapeValue: false },
    });
  }
});
const kit = (language: 'en' | 'fr') => ({
  t: texts[language].t,
  format: createFormat(language, texts[language].t),
  now: AT + 3_600_000,
});

const result = (otherwise: Partial<ImportResult> = {}): ImportResult => ({
  source: 'google',
  at: AT,
  seen: 2250,
  added: 0,
  changed: 0,
  gone: 0,
  joined: 0,
  leftOut: 0,
  held: null,
  ...otherwise,
});
const told = (language: 'en' | 'fr', otherwise: Partial<ImportResult>) =>
  resultWords(result(otherwise), kit(language).t, kit(language).format);

describe('what an import did', () => {
  it('is told by what changed', () => {
    expect(told('en', { added: 2250, joined: 1 })).toBe('2\u202f250 added · 1 joined with a user kept here');
    expect(told('fr', { changed: 3, gone: 1 })).toBe('3 modifiés · 1 disparu');
    expect(told('en', {})).toBe('2\u202f250 users read, nothing changed');
  });

  it('says who was left out and why', () => {
    expect(told('en', { added: 1, leftOut: 2 })).toBe('1 added · 2 left out: their user names are taken');
    expect(told('en', { source: 'csv', added: 1, leftOut: 1 })).toBe('1 added · 1 faulty line left out');
    expect(told('en', { gone: null, skipped: 1 })).toContain('1 entry without a user name');
  });

  it('asks for a look when many are missing or names clash, but not for lines left out on purpose', () => {
    expect(needsLook(result())).toBe(false);
    expect(needsLook(result({ held: 200, gone: null }))).toBe(true);
    expect(needsLook(result({ leftOut: 1 }))).toBe(true);
    expect(needsLook(result({ source: 'csv', leftOut: 1 }))).toBe(false);
  });
});

describe('a list before it is kept', () => {
  const deed = (language: 'en' | 'fr', added: number, changed: number) =>
    deedText({ id: 'p', added, changed, same: 0, faulty: 0 }, kit(language).t, kit(language).format);

  it('has a button that says what it does', () => {
    expect(deed('en', 1, 0)).toBe('Add 1 user');
    expect(deed('en', 0, 1200)).toBe('Change 1\u202f200 users');
    expect(deed('en', 40, 3)).toBe('Add 40, change 3');
    expect(deed('fr', 40, 3)).toBe('En ajouter 40, en modifier 3');
  });

  it('shows a value before and after only where a line changes it', () => {
    const line = sampleLine();
    expect(changeOf(line, 'displayName')).toEqual({ before: 'Ada Lovelace', after: 'Ada King' });
    expect(changeOf(line, 'notes')).toEqual({ before: 'countess', after: null });
    expect(changeOf(line, 'email')).toBeNull();
    expect(changeOf(sampleLine({ kind: 'added', before: null }), 'displayName')).toBeNull();
  });

  it('shows the reason first on faulty lines', () => {
    expect(listColumns('faulty').map(({ key }) => key)).toContain('fault');
    expect(listColumns('added').map(({ key }) => key)).not.toContain('fault');
    expect(listColumns(null).map(({ key }) => key)).toContain('kind');
  });
});

describe('a row', () => {
  it('leaves empty what is not there', () => {
    const bare = sampleUser({ email: null, devices: 0, displayName: '' });
    expect(userCell(bare, 'email', kit('en')).text).toBe('');
    expect(userCell(bare, 'devices', kit('en')).text).toBe('');
    expect(userCell(bare, 'orgUnitPath', kit('en')).text).toBe('');
    expect(nameOf(bare)).toBe('ada@example.org');
  });

  it('tells ages, and the moment on hover', () => {
    const { text, title } = userCell(sampleUser(), 'changedAt', kit('fr'));
    expect(text).toBe('1\u00a0h');
    expect(title).toContain('2026');
  });
});

it.each(LANGUAGES)('has a word for everything (%s)', (language) => {
  const { exists } = texts[language];
  const keys = [
    ...USER_SOURCES.flatMap((one) => [`source.${one}`, `filter.source.${one}`, `pane.keptBy.${one}`]),
    ...USER_SOURCES.map((one) => `import.title.${one}`),
    ...USER_STATES.flatMap((one) => [`state.${one}`, `filter.state.${one}`]),
    ...USER_COLUMNS.map((one) => `column.${one}`),
    ...USER_LIST_FAULTS.map((one) => `list.fault.${one}`),
  ];
  expect(keys.filter((key) => !exists(`users:${key}`, { fallbackLng: [] }))).toEqual([]);
});
