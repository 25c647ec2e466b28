/** Filled by its own parts. */
export function InvitationsPage() {
  return null;
}
