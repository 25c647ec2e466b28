import { create } from 'zustand';
import type { DeviceQuery } from '../../../../electron/bridge/domain';

/**
 * The picked devices, by id. The set is changed in place and `version` rises, so that picking the
 * hundred-thousandth device costs what the first did; only visible rows listen.
 */
interface Selection {
  ids: Set<string>;
  version: number;
  /** Where a range begins: the row picked last without shift. */
  anchor: number | null;
  /** Set while the selection is exactly the result of a query, picked in one go. */
  whole: DeviceQuery | null;
}

export const useSelection = create<Selection>(() => ({
  ids: new Set(),
  version: 0,
  anchor: null,
  whole: null,
}));

function changed(change: Partial<Selection>): void {
  useSelection.setState((state) => ({ ...change, version: state.version + 1 }));
}

/** True while the device is picked; a row's subscription. */
export function useIsSelected(id: string): boolean {
  return useSelection(({ ids, version }) => version >= 0 && ids.has(id));
}

/** Picks or drops one device; later ranges begin at its row. */
export function toggleSelected(id: string, index: number): void {
  const { ids } = useSelection.getState();
  if (!ids.delete(id)) ids.add(id);
  changed({ anchor: index, whole: null });
}

/** Adds devices to the selection. */
export function addSelected(added: Iterable<string>): void {
  const { ids } = useSelection.getState();
  for (const id of added) ids.add(id);
  changed({ whole: null });
}

/** Replaces the selection by the whole result of a query. */
export function selectWhole(query: DeviceQuery, all: readonly string[]): void {
  changed({ ids: new Set(all), whole: query, anchor: null });
}

/** Drops the selection. */
export function clearSelection(): void {
  changed({ ids: new Set(), anchor: null, whole: null });
}
