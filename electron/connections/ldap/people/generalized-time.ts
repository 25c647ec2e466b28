/** The digits of a moment (ms UTC) in generalized time (RFC 4517 section 3.3.13), to the second: `20261121072400`. */
export function digitsOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace(/\D/g, '');
}
