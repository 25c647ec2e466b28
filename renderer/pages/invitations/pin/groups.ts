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

/** A PIN digit by digit, for being read aloud. */
export function spokenPin(pin: string): string {
  return [...pin].join(' ');
}
