import type { Target } from '../../../../electron/bridge/domain';
import { fetchTargets } from '../../../queries/commands';
import { navigate } from '../../../stores/route';
import { useRowPicking } from '../../devices/table/use-row-picking';
import type { GridModel } from '../grid/use-grid';
import { addPicked, clearPicked, togglePicked, useTargetPlace } from '../state';
import { targetName } from '../words';
import { firstWhole } from './use-held-place';
import type { Targets } from './use-targets';

/** The element id of the grid. */
export const TARGET_GRID_ID = 'target-grid';

/** Gives the focus back to the targets, once their page is no longer covered. */
export function focusTargets(): void {
  requestAnimationFrame(() => document.getElementById(TARGET_GRID_ID)?.focus());
}

/** What clicks and keys do to the current target, what is open and what is picked. */
export function useTargetPicking(targets: Targets, reveal: (index: number) => void) {
  const setCurrent = (index: number) =>
    useTargetPlace.setState({ current: { index, id: targets.row(index)?.id ?? null } });
  const picking = useRowPicking<Target, Target>({
    row: (index) => targets.row(index),
    read: (signal, first, count) => fetchTargets(targets.filter, signal, first, count),
    reveal,
    current: () => useTargetPlace.getState().current?.index ?? null,
    setCurrent,
    isOpen: () => useTargetPlace.getState().openId !== null,
    open: ({ id }) => useTargetPlace.setState({ openId: id }),
    toggle: togglePicked,
    anchor: () => useTargetPlace.getState().anchor,
    setAnchor: (anchor) => useTargetPlace.setState({ anchor }),
    add: addPicked,
    pickAll: (all) => {
      clearPicked();
      addPicked(all);
    },
    textOf: targetName,
    leave,
    hearsPane: true,
  });
  const begin = (model: GridModel) => setCurrent(Math.min(model.count - 1, firstWhole(model)));
  return { ...picking, begin };
}

/** One step back: from the open device, from what is picked, from the command. */
function leave(): void {
  const { openId, picked } = useTargetPlace.getState();
  if (openId !== null) useTargetPlace.setState({ openId: null });
  else if (picked.size > 0) clearPicked();
  else navigate('commands');
}
