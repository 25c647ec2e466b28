import { create } from 'zustand';

/**
 * The picked rows of a table. The map is changed in place and `version` rises, so that picking the ten-thousandth
 * costs what the first did.
 */
interface Picked<Row> {
  rows: Map<string, Row>;
  version: number;
  /** Where a range begins: the row picked last without shift. */
  anchor: number | null;
}

/** Makes the memory of a table’s picked rows, and all that changes it. */
export function createPicked<Row extends { id: string }>() {
  const usePicked = create<Picked<Row>>(() => ({ rows: new Map(), version: 0, anchor: null }));
  const changed = (change: Partial<Picked<Row>>): void =>
    usePicked.setState((state) => ({ ...change, version: state.version + 1 }));
  return {
    usePicked,
    /** True while the row is picked; a row’s subscription. */
    useIsPicked: (id: string): boolean => usePicked(({ rows, version }) => version >= 0 && rows.has(id)),
    /** How many are picked. */
    usePickedCount: (): number => usePicked(({ rows, version }) => (version >= 0 ? rows.size : 0)),
    /** Picks or drops one row; later ranges begin at its place. */
    togglePicked(row: Row, index: number): void {
      const { rows } = usePicked.getState();
      if (!rows.delete(row.id)) rows.set(row.id, row);
      changed({ anchor: index });
    },
    /** Adds rows to the picked ones. */
    addPicked(added: readonly Row[]): void {
      const { rows } = usePicked.getState();
      for (const row of added) rows.set(row.id, row);
      changed({});
    },
    /** Drops these rows, or all. */
    clearPicked(ids?: readonly string[]): void {
      const left = new Map(ids === undefined ? [] : usePicked.getState().rows);
      for (const id of ids ?? []) left.delete(id);
      changed({ rows: left, anchor: null });
    },
    /** Puts rows as they are now in the place of those that were picked before. */
    refreshPicked(seen: readonly Row[]): void {
      const { rows } = usePicked.getState();
      const newer = seen.filter((row) => rows.has(row.id) && rows.get(row.id) !== row);
      for (const row of newer) rows.set(row.id, row);
      if (newer.length > 0) changed({});
    },
  };
}
