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

/** The settings as kept. A field that an earlier version kept otherwise, or not at all, has its default. */
export async function readSettings(settings: SettingsRepository): Promise<RegistrationSettings> {
  const text = await settings.get(SETTINGS_KEY);
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
  const text = await settings.get(URL_KEY);
  return text === null ? FIRST_URL : urlSchema.parse(JSON.parse(text));
}

export async function writeUrl(settings: SettingsRepository, url: RegistrationUrl): Promise<void> {
  await settings.set(URL_KEY, JSON.stringify(url));
}
