import i18next, { type TFunction } from 'i18next';
import { createFormat, type Format } from '../../../../renderer/format';
import enApple from '../../../../resources/locales/en/apple.json';
import enCommon from '../../../../resources/locales/en/common.json';
import enDevices from '../../../../resources/locales/en/devices.json';
import enOverview from '../../../../resources/locales/en/overview.json';
import enProfiles from '../../../../resources/locales/en/profiles.json';
import frApple from '../../../../resources/locales/fr/apple.json';
import frCommon from '../../../../resources/locales/fr/common.json';
import frDevices from '../../../../resources/locales/fr/devices.json';
import frOverview from '../../../../resources/locales/fr/overview.json';
import frProfiles from '../../../../resources/locales/fr/profiles.json';

/** The real texts and formats of a language. */
export async function speaking(language: 'en' | 'fr'): Promise<{ t: TFunction; format: Format }> {
  const speech = i18next.createInstance();
  await speech.init({
    lng: language,
    defaultNS: 'devices',
    resources: {
      en: {
        devices: enDevices,
        common: enCommon,
        overview: enOverview,
        apple: enApple,
        profiles: enProfiles,
      },
      fr: {
        devices: frDevices,
        common: frCommon,
        overview: frOverview,
        apple: frApple,
        profiles: frProfiles,
      },
    },
    interpolation: { escapeValue: false },
  });
  return { t: speech.t, format: createFormat(language, speech.t) };
}
