/** The number a person typed, with or without spaces between its groups; null when it is none. */
export function typedNumber(text: string): number | null {
  const digits = text.replaceAll(/\s/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
