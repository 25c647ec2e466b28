import { z } from 'zod';
import {
  DEFAULT_REGISTRATION,
  type RegistrationSettings,
  registrationSettingsSchema,
} from '../../model/registration-settings.ts';
import type { SettingsRepository } from '../../store/contract.ts';

const SETTINGS_KEY = 'registration';
const URL_KEY = 'registration.url';

/** Which registration URL is the one of now; `regeneratedAt` in ms UTC. */
const urlSchema = z.object({ version: z.int().min(1), regeneratedAt: z.number().nullable() });
export type RegistrationUrl = z.infer<typeof urlSchema>;
const FIRST_URL: RegistrationUrl = { version: 1, regeneratedAt: null };

/** Where settings and URL are kept; `keptTexts` takes the texts in this order. */
export const KEPT_UNDER: readonly string[] = [SETTINGS_KEY, URL_KEY];

/** The settings as kept. */
export async function readSettings(settings: SettingsRepository): Promise<RegistrationSettings> {
  return settingsOf(await settings.get(SETTINGS_KEY));
}

/** Settings of their text. A field that an earlier version kept otherwise, or not at all, has its default. */
function settingsOf(text: string | null): RegistrationSettings {
  if (text === null) return DEFAULT_REGISTRATION;
  const kept = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const whole = registrationSettingsSchema.safeParse(kept);
  if (whole.success) return whole.data;
  const faulty = new Set(whole.error.issues.map(({ path }) => path[0]));
  const sound = Object.entries(kept).filter(([field]) => !faulty.has(field));
  return registrationSettingsSchema.parse(Object.fromEntries(sound));
}

export async function writeSettings(
  settings: SettingsRepository,
  wanted: RegistrationSettings,
): Promise<void> {
  await settings.set(SETTINGS_KEY, JSON.stringify(wanted));
}

/** The registration URL; the first one where none was ever regenerated. */
export async function readUrl(settings: SettingsRepository): Promise<RegistrationUrl> {
  return urlOf(await settings.get(URL_KEY));
}

function urlOf(text: string | null): RegistrationUrl {
  return text === null ? FIRST_URL : urlSchema.parse(JSON.parse(text));
}

export async function writeUrl(settings: SettingsRepository, url: RegistrationUrl): Promise<void> {
  await settings.set(URL_KEY, JSON.stringify(url));
}

/** Says what the texts under KEPT_UNDER mean. They are the same nearly always: what the last ones meant is kept. */
export function keptTexts(): (texts: readonly (string | null)[]) => {
  settings: RegistrationSettings;
  urlVersion: number;
} {
  const settings = lastKept(settingsOf);
  const url = lastKept(urlOf);
  return ([settingsText = null, urlText = null]) => ({
    settings: settings(settingsText),
    urlVersion: url(urlText).version,
  });
}

function lastKept<Meaning>(parse: (text: string | null) => Meaning): (text: string | null) => Meaning {
  let last: { text: string | null; meaning: Meaning } | null = null;
  return (text) => {
    if (last === null || last.text !== text) last = { text, meaning: parse(text) };
    return last.meaning;
  };
}
