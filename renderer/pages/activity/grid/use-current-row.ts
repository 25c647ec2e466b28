import { useState } from 'react';
import type { Rows } from '../../../queries/rows';
import { placeOf } from './use-visible-rows';

/** The row the arrows move; its id is null while the row is being read. */
interface Current {
  question: string;
  index: number;
  id: string | null;
}

/** The place of the current row, and how to change it. It follows its entry when others come in above. */
export function useCurrentRow<Row>(
  rows: Rows<Row>,
  idOf: (row: Row) => string,
): [number | null, (index: number) => void] {
  const [kept, setKept] = useState<Current | null>(null);
  const set = (index: number) => {
    const row = rows.row(index);
    setKept({ question: rows.question, index, id: row === null ? null : idOf(row) });
  };
  return [kept === null ? null : placeNow(kept, rows, idOf), set];
}

/** Rows of another question have no current one yet. */
function placeNow<Row>(
  { question, index, id }: Current,
  rows: Rows<Row>,
  idOf: (row: Row) => string,
): number | null {
  if (question !== rows.question || index >= rows.count) return null;
  return id === null ? index : placeOf(rows, idOf, { index, id });
}
