import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localeForControls } from '../../../electron/app/chosen-language.ts';

describe('the locale of date fields', () => {
  let folder: string;
  const choose = (text: string) => writeFileSync(path.join(folder, 'preferences.json'), text);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'muster-locale-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is French when French was chosen on another system', () => {
    choose('{"language":"fr"}');
    expect(localeForControls(folder, 'en-US')).toBe('fr');
  });

  it('stays the system’s own where that speaks the language chosen', () => {
    choose('{"language":"fr"}');
    expect(localeForControls(folder, 'fr-CA')).toBeNull();
    choose('{"language":"en"}');
    expect(localeForControls(folder, 'en-US')).toBeNull();
    expect(localeForControls(folder, 'fr-FR')).toBe('en-GB');
  });

  it('stays the system’s without a choice, and when the choice cannot be read', () => {
    expect(localeForControls(folder, 'de')).toBeNull();
    choose('{"language":"system"}');
    expect(localeForControls(folder, 'de')).toBeNull();
    choose('null');
    expect(localeForControls(folder, 'de')).toBeNull();
  });
});
