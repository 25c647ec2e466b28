import type { FuzzFigures } from './run.ts';

/** What a program that serves may grow by, once its caches are full: garbage collected, in bytes. */
const HEAP_GROWTH = 12_000_000;
/** Of all it holds, once it has held most: what it was given back is not given back to the system at once. */
const HELD_GROWTH = 96_000_000;

/** True when anything happened that must not. */
export function isBad(figures: FuzzFigures): boolean {
  const { crashes, serverErrors, secretsFound, troubles, said, weights, requests, wanted } = figures;
  const [first] = weights;
  const last = weights.at(-1);
  if (first === undefined || last === undefined) return true;
  const isFlat = last.heapUsed - first.heapUsed < HEAP_GROWTH && last.rss - first.rss < HELD_GROWTH;
  const count = crashes + serverErrors + secretsFound.length + troubles.length;
  return count > 0 || said !== '' || requests < wanted || !isFlat;
}
