import {
  DEFAULT_REGISTRATION,
  type RegistrationSettings,
  registrationSettingsSchema,
} from '../../../electron/bridge/domain';

/** The numbers among the settings of registration, by their path. */
export const NUMBER_FIELDS = [
  'pinDigits',
  'pinHours',
  'pinTries.free',
  'pinTries.most',
  'invitationDays',
  'ticketMinutes',
  'deviceLimit',
  'reminders.everyHours',
  'reminders.most',
  'passwordLength',
  'temporaryPasswordHours',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** What is offered when a user’s devices are limited for the first time. */
export const USUAL_DEVICE_LIMIT = 5;

/** The number at a path; null where there is no limit. */
export function numberAt(settings: RegistrationSettings, field: NumberField): number | null {
  switch (field) {
    case 'pinTries.free':
      return settings.pinTries.free;
    case 'pinTries.most':
      return settings.pinTries.most;
    case 'reminders.everyHours':
      return settings.reminders.everyHours;
    case 'reminders.most':
      return settings.reminders.most;
    default:
      return settings[field];
  }
}

/** The change that puts a number at a path and leaves its neighbours as they are. */
export function changeAt(
  settings: RegistrationSettings,
  field: NumberField,
  value: number,
): Partial<RegistrationSettings> {
  switch (field) {
    case 'pinTries.free':
      return { pinTries: { ...settings.pinTries, free: value } };
    case 'pinTries.most':
      return { pinTries: { ...settings.pinTries, most: value } };
    case 'reminders.everyHours':
      return { reminders: { ...settings.reminders, everyHours: value } };
    case 'reminders.most':
      return { reminders: { ...settings.reminders, most: value } };
    default:
      return { [field]: value };
  }
}

const { shape } = registrationSettingsSchema;
const tries = shape.pinTries.unwrap().shape;
const reminders = shape.reminders.unwrap().shape;
const NUMBERS = {
  pinDigits: shape.pinDigits.unwrap(),
  pinHours: shape.pinHours.unwrap(),
  'pinTries.free': tries.free,
  'pinTries.most': tries.most,
  invitationDays: shape.invitationDays.unwrap(),
  ticketMinutes: shape.ticketMinutes.unwrap(),
  deviceLimit: shape.deviceLimit.unwrap().unwrap(),
  'reminders.everyHours': reminders.everyHours,
  'reminders.most': reminders.most,
  passwordLength: shape.passwordLength.unwrap(),
  temporaryPasswordHours: shape.temporaryPasswordHours.unwrap(),
} as const satisfies Record<NumberField, unknown>;

/** The smallest and the largest value a number takes. */
export function boundsAt(field: NumberField): { min: number; max: number } {
  const { minValue, maxValue } = NUMBERS[field];
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
}

/** The value a person typed; null when it is no whole number within the bounds. */
export function numberTyped(field: NumberField, text: string): number | null {
  const digits = text.replaceAll(/\s/g, '');
  if (!/^\d{1,6}$/.test(digits)) return null;
  const { min, max } = boundsAt(field);
  const value = Number(digits);
  return value >= min && value <= max ? value : null;
}

/** What is wrong with a number beside its neighbours: pauses that began after the PIN is no more would not protect it. */
export function isUnderFree(settings: RegistrationSettings, change: Partial<RegistrationSettings>): boolean {
  const { free, most } = { ...settings, ...change }.pinTries;
  return most < free;
}

/** True when nothing but the terms of use differs from the usual settings. */
export function isUsualRegistration({ terms: _terms, ...settings }: RegistrationSettings): boolean {
  const { terms: _usual, ...usual } = DEFAULT_REGISTRATION;
  return JSON.stringify(settings) === JSON.stringify(usual);
}
