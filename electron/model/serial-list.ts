import { csvRecords, delimiterOf, withoutGuard } from './csv-text.ts';
import { columnOf } from './list-headings.ts';

/** A device as an admin wrote it, to be found by exactly this. */
export interface Named {
  by: 'serial' | 'providerId';
  value: string;
}

/**
 * The devices a text names, in its order, repetitions and all: serials one a line or parted by commas, semicolons or
 * tabs, or one column of a table whose first line is a heading (serial number, or device id). Nothing of a serial is
 * changed but space around it and quotes. Throws `list_unreadable`.
 */
export function* namedDevices(text: string): Generator<Named> {
  let column: { place: number; by: Named['by'] } | null = null;
  let first = true;
  for (const { cells } of csvRecords(text, delimiterOf(text))) {
    if (first) {
      first = false;
      column = headingIn(cells);
      if (column !== null) continue;
    }
    const named =
      column === null ? cells.flatMap((cell) => cell.split(/[,;\t]/)) : [cells[column.place] ?? ''];
    for (const cell of named) {
      const value = withoutGuard(cell).trim();
      if (value !== '') yield { by: column?.by ?? 'serial', value };
    }
  }
}

/** Where the heading has the device; an id is surer than a serial, which several devices may have. */
function headingIn(cells: readonly string[]): { place: number; by: Named['by'] } | null {
  const columns = cells.map(columnOf);
  for (const by of ['providerId', 'serial'] as const) {
    const place = columns.indexOf(by);
    if (place !== -1) return { place, by };
  }
  return null;
}
