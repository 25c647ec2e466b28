/** Filled by its own parts. */
export function RegistrationPage() {
  return null;
}
