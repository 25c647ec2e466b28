import type { Db } from '../database/connect.ts';
import { DEVICE_ROW_COLUMNS } from '../devices.ts';

/**
 * Sets the columns of one published row that differ, given in the order of DEVICE_ROW_COLUMNS: SQLite writes every index of a
 * column that is set, changed or not. Part of a transaction.
 */
export function rowAmender(db: Db): (seq: number, values: readonly unknown[]) => void {
  const read = db.prepare<[number], unknown[]>(
    `SELECT ${DEVICE_ROW_COLUMNS.join(', ')} FROM devices WHERE seq = ?`,
  );
  read.raw();
  const prepared = new Map<string, (values: unknown[]) => void>();
  const updater = (columns: string) => {
    const known = prepared.get(columns);
    if (known !== undefined) return known;
    const statement = db.prepare<unknown[]>(`UPDATE devices SET ${columns} WHERE seq = ?`);
    const update = (values: unknown[]) => {
      statement.run(...values);
    };
    prepared.set(columns, update);
    return update;
  };
  return (seq, values) => {
    const now = read.get(seq) ?? [];
    const places = DEVICE_ROW_COLUMNS.flatMap((_, place) => (values[place] === now[place] ? [] : [place]));
    if (places.length === 0) return;
    const columns = places.map((place) => `${DEVICE_ROW_COLUMNS[place]} = ?`).join(', ');
    updater(columns)([...places.map((place) => values[place]), seq]);
  };
}
