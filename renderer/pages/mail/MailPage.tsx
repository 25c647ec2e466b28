/** Filled by its own parts. */
export function MailPage() {
  return null;
}
