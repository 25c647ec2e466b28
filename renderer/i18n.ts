import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type ErrorDetails, type Preferences, toMusterError } from '../electron/bridge/domain';
import { createFormat } from './format';
import { en } from './locales/en';

export type Language = 'en' | 'fr';

/** The language to speak: the person's choice, else the system's when we speak it, else English. */
export function languageOf(choice: Preferences['language'], systemLanguage: string): Language {
  if (choice !== 'system') return choice;
  return systemLanguage.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Starts the texts with English at hand; French is fetched when first spoken. */
export async function startTexts(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(en),
    defaultNS: 'common',
    resources: { en },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language);
  return i18next;
}

/** Changes the language of the running window; `<html lang>` follows. */
export async function speak(language: Language): Promise<void> {
  if (language === 'fr' && !i18next.hasResourceBundle('fr', 'common')) {
    const { fr } = await import('./locales/fr');
    for (const [namespace, texts] of Object.entries(fr)) i18next.addResourceBundle('fr', namespace, texts);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language the window speaks now. */
export function languageNow(): Language {
  return i18next.language === 'fr' ? 'fr' : 'en';
}

/** What went wrong and the way out, in the window's language. */
export function errorText(error: unknown): string {
  const { code, details } = toMusterError(error);
  return i18next.t(code, { ns: 'errors', ...readable(details) });
}

/** Times are told as times of day, counts with their separators; a port is no count. */
function readable(details: ErrorDetails): Record<string, string> {
  const format = createFormat(i18next.language, i18next.t);
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (typeof value !== 'number' || name === 'port') return [name, String(value ?? '')];
      return [name, name === 'until' ? format.time(value) : format.number(value)];
    }),
  );
}
