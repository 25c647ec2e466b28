import { type ActionLimits, actionLimitsSchema } from '../../../electron/bridge/domain';

export type LimitName = keyof ActionLimits;

/** The limits in the order they are shown. */
export const LIMIT_NAMES = [
  'undoSeconds',
  'typeNumberOver',
  'targetsPerCommand',
  'gravePerDay',
  'writesPerMinute',
] as const satisfies readonly LimitName[];

/** What the limits are until an admin changes them. */
export const USUAL_LIMITS: ActionLimits = actionLimitsSchema.parse({});

/** The smallest and the largest value a limit takes. */
export function boundsOf(name: LimitName): { min: number; max: number } {
  const { minValue, maxValue } = actionLimitsSchema.shape[name].unwrap();
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
}

/** The value a person typed; null when it is no whole number within the bounds. */
export function limitTyped(name: LimitName, text: string): number | null {
  const digits = text.replaceAll(/\s/g, '');
  if (!/^\d{1,9}$/.test(digits)) return null;
  const value = Number(digits);
  return actionLimitsSchema.shape[name].safeParse(value).success ? value : null;
}

/** True when no limit differs from the usual ones. */
export function isUsual(limits: ActionLimits): boolean {
  return LIMIT_NAMES.every((name) => limits[name] === USUAL_LIMITS[name]);
}
