import i18next, { type TFunction } from 'i18next';
import type { HistoryEntry } from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import { createWordKit, type WordKit } from '../../../../renderer/pages/activity/words/kit';
import enActions from '../../../../resources/locales/en/actions.json';
import enActivity from '../../../../resources/locales/en/activity.json';
import enCommands from '../../../../resources/locales/en/commands.json';
import enCommon from '../../../../resources/locales/en/common.json';
import enDevices from '../../../../resources/locales/en/devices.json';
import enSettings from '../../../../resources/locales/en/settings.json';
import frActions from '../../../../resources/locales/fr/actions.json';
import frActivity from '../../../../resources/locales/fr/activity.json';
import frCommands from '../../../../resources/locales/fr/commands.json';
import frCommon from '../../../../resources/locales/fr/common.json';
import frDevices from '../../../../resources/locales/fr/devices.json';
import frSettings from '../../../../resources/locales/fr/settings.json';

const EN = {
  activity: enActivity,
  actions: enActions,
  commands: enCommands,
  common: enCommon,
  devices: enDevices,
  settings: enSettings,
};
const FR = {
  activity: frActivity,
  actions: frActions,
  commands: frCommands,
  common: frCommon,
  devices: frDevices,
  settings: frSettings,
};

/** A Tuesday, 3 November 2026, 16:42 local time. */
export const NOW = new Date(2026, 10, 3, 16, 42).getTime();

/** The real words of a language, as of NOW. */
export async function speaking(language: 'en' | 'fr'): Promise<WordKit> {
  const speech = i18next.createInstance();
  await speech.init({
    lng: language,
    defaultNS: 'activity',
    resources: { en: EN, fr: FR },
    interpolation: { escapeValue: false },
  });
  const t: TFunction = speech.t;
  return createWordKit(t, createFormat(language, t), language, NOW);
}

/** A change of the OS version that a sync saw. */
export function entry(change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 'e1',
    at: NOW,
    kind: 'changed',
    deviceId: 'd1',
    serial: '5CD2308503',
    model: 'Acer Spin 511',
    field: 'osVersion',
    before: '141.0.7390.122',
    after: '142.0.7444.91',
    source: { kind: 'run', runId: 'r1' },
    command: null,
    ...change,
  };
}
