import { useEffect } from 'react';
import type { Rows } from '../../../queries/rows';
import type { GridModel } from './use-grid';

/** Asks for the rows that come into view. */
export function useWanted({ want }: Pick<Rows<unknown>, 'want'>, { virtualizer }: GridModel): void {
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => want(first, last), [want, first, last]);
}
