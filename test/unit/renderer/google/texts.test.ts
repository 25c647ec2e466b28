import { describe, expect, test } from 'vitest';
import en from '../../../../resources/locales/en/google.json';
import fr from '../../../../resources/locales/fr/google.json';

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const english = flat(en);
const french = flat(fr);
const singular = (key: string) => key.replace(/_(one|many|other)$/, '');

describe('the texts of the Google pages', () => {
  test('are the same set in both languages', () => {
    expect([...new Set([...french.keys()].map(singular))].sort()).toEqual(
      [...new Set([...english.keys()].map(singular))].sort(),
    );
  });

  test('name the same values in both languages', () => {
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const [key, text] of english) {
      expect(values(french.get(key) ?? ''), key).toEqual(values(text));
    }
  });

  test('have no plain space before French punctuation, and typographic apostrophes', () => {
    for (const [key, text] of french) expect(text, key).not.toMatch(/ [:;?!»]|« |'/);
    for (const [key, text] of english) expect(text, key).not.toMatch(/'/);
  });

  test('are there for every key the pages name', () => {
    const known = new Set([...english.keys()].map(singular));
    expect(namedKeys().length).toBeGreaterThan(100);
    for (const { file, key } of namedKeys()) expect(known, `${file} names ${key}`).toContain(key);
  });
});

const sources = import.meta.glob<string>(['../../../../renderer/pages/{google,connections}/**/*.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Keys written out in the code; those put together from parts are proven where they are made. */
function namedKeys(): { file: string; key: string }[] {
  return Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(/'((?:\w+\.)+\w+)'/g)]
      .map(([, key = '']) => key)
      .filter((key) => (key.split('.')[0] ?? '') in en)
      .map((key) => ({ file, key })),
  );
}
