import { isDue } from '../../model/check-times.ts';

/** What waits in the file for whoever has the right to send. */
export interface Work {
  held: string[];
  queued: number;
  /** When an outcome is to be asked for next (ms UTC). */
  nextCheckAt: number | null;
}

/** A check that is due this soon is waited for. */
const SOON_MS = 15_000;

export function isWorkToDo({ held, queued, nextCheckAt }: Work, now: number): boolean {
  if (held.length > 0 || queued > 0) return true;
  return nextCheckAt !== null && (isDue(nextCheckAt, now) || nextCheckAt <= now + SOON_MS);
}
