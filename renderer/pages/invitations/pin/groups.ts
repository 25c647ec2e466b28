/** A PIN digit by digit, for being read aloud. */
export function spokenPin(pin: string): string {
  return [...pin].join(' ');
}
