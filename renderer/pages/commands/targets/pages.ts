import { TARGETS_PER_PAGE } from '../../../queries/commands';

/** The rows on screen, first and last, of `count`. */
export interface RowRange {
  first: number;
  last: number;
  count: number;
}

const pageOf = (index: number) => Math.floor(index / TARGETS_PER_PAGE);

/**
 * The pages to have at hand for what is on screen: theirs, and the next one in both directions. The same array as
 * before when nothing else is needed.
 */
export function pagesToKeep(before: readonly number[], { first, last, count }: RowRange): readonly number[] {
  const from = Math.max(0, pageOf(first) - 1);
  const to = Math.max(from, Math.min(pageOf(last) + 1, pageOf(count - 1)));
  const pages = Array.from({ length: to - from + 1 }, (_, place) => from + place);
  return pages.join() === before.join() ? before : pages;
}
