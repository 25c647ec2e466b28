import { createInstance, type TFunction } from 'i18next';
import actionsEn from '../../resources/locales/en/actions.json' with { type: 'json' };
import cliEn from '../../resources/locales/en/cli.json' with { type: 'json' };
import errorsEn from '../../resources/locales/en/errors.json' with { type: 'json' };
import mainEn from '../../resources/locales/en/main.json' with { type: 'json' };
import registrationEn from '../../resources/locales/en/registration.json' with { type: 'json' };
import usersEn from '../../resources/locales/en/users.json' with { type: 'json' };
import actionsFr from '../../resources/locales/fr/actions.json' with { type: 'json' };
import cliFr from '../../resources/locales/fr/cli.json' with { type: 'json' };
import errorsFr from '../../resources/locales/fr/errors.json' with { type: 'json' };
import mainFr from '../../resources/locales/fr/main.json' with { type: 'json' };
import registrationFr from '../../resources/locales/fr/registration.json' with { type: 'json' };
import usersFr from '../../resources/locales/fr/users.json' with { type: 'json' };
import { toMusterError } from '../model/errors.ts';
import type { Preferences } from '../model/preferences.ts';

export type Language = 'en' | 'fr';
export type Translate = TFunction;

export interface Words {
  language: Language;
  t: Translate;
  /** The text of an error, with its way out. */
  errorText(error: unknown): string;
}

/** The texts the main process and the command line speak with. */
export function createWords(language: Language): Words {
  const i18n = createInstance({
    lng: language,
    fallbackLng: 'en',
    ns: ['main', 'cli', 'actions', 'errors', 'registration', 'users'],
    defaultNS: 'main',
    interpolation: { escapeValue: false },
    resources: {
      en: {
        main: mainEn,
        cli: cliEn,
        actions: actionsEn,
        errors: errorsEn,
        registration: registrationEn,
        users: usersEn,
      },
      fr: {
        main: mainFr,
        cli: cliFr,
        actions: actionsFr,
        errors: errorsFr,
        registration: registrationFr,
        users: usersFr,
      },
    },
  });
  void i18n.init();
  const t = i18n.t;
  return {
    language,
    t,
    errorText: (error) => {
      const { code, details } = toMusterError(error);
      return t(`errors:${code}`, { ...details });
    },
  };
}

/** The language to speak: the chosen one, else the system's where we have it (BCP 47 tag or POSIX locale), else English. */
export function languageOf(chosen: Preferences['language'], system: string | undefined): Language {
  if (chosen !== 'system') return chosen;
  return system?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
