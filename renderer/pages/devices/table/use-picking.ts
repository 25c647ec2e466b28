import type { Device, DeviceQuery } from '../../../../electron/bridge/domain';
import { fetchIds } from '../../../queries/devices';
import { leavePane, openDevice, usePlace } from '../state/place';
import { addSelected, clearSelection, selectWhole, toggleSelected, useSelection } from '../state/selection';
import { type Picking, useRowPicking } from './use-row-picking';
import type { WindowSource } from './window-source';

/** What clicks and keys do to the current device and the selection. */
export function usePicking(
  source: WindowSource,
  query: DeviceQuery | null,
  reveal: (index: number) => void,
): Picking {
  return useRowPicking<Device, string>({
    row: (index) => source.row(index),
    read: async (signal, first, count) => (query === null ? [] : fetchIds(query, signal, first, count)),
    reveal,
    current: () => usePlace.getState().current?.index ?? null,
    setCurrent: (index) => usePlace.setState({ current: { index, id: source.row(index)?.id ?? null } }),
    isOpen: () => usePlace.getState().openId !== null,
    open: ({ id }) => openDevice(id),
    toggle: ({ id }, index) => toggleSelected(id, index),
    anchor: () => useSelection.getState().anchor,
    setAnchor: (anchor) => useSelection.setState({ anchor }),
    add: addSelected,
    pickAll: (ids) => query !== null && selectWhole(query, ids),
    textOf: ({ serial }) => serial,
    leave: () => {
      if (!leavePane()) clearSelection();
    },
  });
}
