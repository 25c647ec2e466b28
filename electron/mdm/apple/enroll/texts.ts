import en from '../../../../resources/locales/en/portal.json' with { type: 'json' };
import fr from '../../../../resources/locales/fr/portal.json' with { type: 'json' };

export type ProfileLanguage = 'en' | 'fr';
export type ProfileTexts = typeof en.apple.profile;

/** What people read of the profile on their device. */
export const PROFILE_TEXTS: Readonly<Record<ProfileLanguage, ProfileTexts>> = {
  en: en.apple.profile,
  fr: fr.apple.profile,
};

/** Puts values into a text’s `{{places}}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place);
}
