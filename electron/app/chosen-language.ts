import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The locale in which Chromium's own controls (fields for dates and times) speak, from the person's choice: it can be
 * set before the program is ready only, and so before the preferences are opened. Null leaves the system's; so does a
 * file that cannot be read. English without a system's English is the one that writes dates by day, month, year.
 */
export function localeForControls(dataDir: string, system: string): string | null {
  const chosen = chosenLanguage(join(dataDir, 'preferences.json'));
  if (chosen === null || system.toLowerCase().startsWith(chosen)) return null;
  return chosen === 'en' ? 'en-GB' : chosen;
}

function chosenLanguage(file: string): 'en' | 'fr' | null {
  try {
    const choices: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof choices !== 'object' || choices === null || !('language' in choices)) return null;
    return choices.language === 'en' || choices.language === 'fr' ? choices.language : null;
  } catch {
    return null;
  }
}
