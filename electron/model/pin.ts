/**
 * One-time PINs. `active` → `used` (spent at the moment something was issued for it), `replaced` (a newer one was
 * made), `cancelled` (too many wrong tries, or by an admin). Past its time an active one is worth nothing.
 */
export const PIN_STATES = ['active', 'used', 'replaced', 'cancelled'] as const;
export type PinState = (typeof PIN_STATES)[number];

/**
 * How a PIN is tried: by who holds the invitation’s link, or by who knows a user name. Wrong tries are counted apart,
 * so that strangers who know a name can spend their own tries only.
 */
export const PIN_WAYS = ['link', 'name'] as const;
export type PinWay = (typeof PIN_WAYS)[number];

const PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** How long the next try waits after `wrong` wrong ones, in ms: nothing at first, then a minute, doubled up to an hour. */
export function pauseAfter(wrong: number, free: number): number {
  if (wrong < free) return 0;
  return Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (wrong - free));
}

/**
 * A PIN in groups that are read at a glance: of four from the left on; what is left at the end is shared out so that no
 * digit stands alone. “48201937” → “4820 1937”, “482019” → “482 019”.
 */
export function pinGroups(pin: string): string[] {
  if (pin.length <= 4) return [pin];
  const groups = Math.ceil(pin.length / 4);
  const size = Math.ceil(pin.length / groups);
  return Array.from({ length: groups }, (_, place) => pin.slice(place * size, (place + 1) * size));
}
