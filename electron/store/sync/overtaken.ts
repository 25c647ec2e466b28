/** Readings of one device reach the store within minutes of each other; a greater lead is a clock set back. */
const MOST_LEAD_MS = 600_000;

/** True when a reading made at `fetchedAt` is older than the one at hand, and would put old values back. */
export function isOvertaken(fetchedAt: number, atHand: { fetchedAt: number }): boolean {
  return atHand.fetchedAt > fetchedAt && atHand.fetchedAt - fetchedAt <= MOST_LEAD_MS;
}
