import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERROR_CODES } from '../../electron/model/error-codes.ts';

const FOLDER = new URL('../../resources/locales/', import.meta.url);
const LANGUAGES = ['en', 'fr'] as const;
type Language = (typeof LANGUAGES)[number];

const treeSchema = z.record(z.string(), z.unknown());

/** Every text of a file by its dotted key. */
function texts(language: Language, file: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') found.set(path, node);
    else for (const [key, child] of Object.entries(treeSchema.parse(node))) walk(child, `${path}.${key}`);
  };
  const content: unknown = JSON.parse(readFileSync(new URL(`${language}/${file}`, FOLDER), 'utf8'));
  for (const [key, child] of Object.entries(treeSchema.parse(content))) walk(child, key);
  return found;
}

/** A key without its plural form: languages have different ones. */
function stem(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort();
}

/** Placeholders by stem, over all plural forms. */
function placeholdersByStem(all: Map<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, text] of all) {
    const name = stem(key);
    found.set(name, [...new Set([...(found.get(name) ?? []), ...placeholders(text)])].sort());
  }
  return found;
}

function filesOf(language: Language): string[] {
  return readdirSync(new URL(`${language}/`, FOLDER)).sort();
}

it('has the same files in both languages', () => {
  expect(filesOf('fr')).toEqual(filesOf('en'));
});

describe.each(filesOf('en'))('%s', (file) => {
  it('has every text in both languages, with the same placeholders', () => {
    const sorted = (language: Language) =>
      Object.fromEntries([...placeholdersByStem(texts(language, file))].sort());
    expect(sorted('fr')).toEqual(sorted('en'));
  });

  it.each(LANGUAGES)('has no empty text and every plural form of %s', (language) => {
    const all = texts(language, file);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, text] of all) {
      expect(text.trim(), key).not.toBe('');
      if (!/_other$/.test(key)) continue;
      for (const form of forms) expect(all.has(`${stem(key)}_${form}`), `${stem(key)}_${form}`).toBe(true);
    }
  });

  it('writes French with its own apostrophes and spaces', () => {
    for (const [key, text] of texts('fr', file)) {
      expect(text, key).not.toMatch(/\p{L}'\p{L}/u);
      expect(text, key).not.toMatch(/(?<![\u00a0\u202f])(»|[:;?!](?=\s|$))|«(?![\u00a0\u202f])/u);
    }
  });
});

it.each(LANGUAGES)('has a text for every error code, and no other, in %s', (language) => {
  expect([...texts(language, 'errors.json').keys()].sort()).toEqual([...ERROR_CODES].sort());
});
