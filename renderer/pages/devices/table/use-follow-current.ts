import { useEffect, useRef } from 'react';
import { openDevice, usePlace } from '../state/place';
import type { Picking } from './use-row-picking';
import type { WindowSnapshot, WindowSource } from './window-source';

/**
 * Keeps the current row on its device: when the data changes it follows the device to its new row, and a
 * row reached before it was loaded gets its device (and the open pane follows) once the row is there. In the
 * rows of another query, a device that is not near the top is no longer the current one.
 */
export function useFollowCurrent(source: WindowSource, snapshot: WindowSnapshot, picking: Picking): void {
  const former = useRef(snapshot.generation);
  useEffect(() => {
    const { current, openId } = usePlace.getState();
    if (current === null) return;
    if (current.id === null) {
      const id = source.row(current.index)?.id;
      if (id === undefined) return;
      usePlace.setState({ current: { index: current.index, id } });
      if (openId !== null) openDevice(id);
      return;
    }
    if (source.row(current.index)?.id === current.id) return;
    for (const { index, device } of source.loaded()) {
      if (device.id === current.id) return usePlace.setState({ current: { index, id: current.id } });
    }
    if (former.current !== snapshot.generation) usePlace.setState({ current: null });
    former.current = snapshot.generation;
  }, [source, snapshot]);
  useEffect(() => {
    const step = (by: 1 | -1) => {
      const index = (usePlace.getState().current?.index ?? -1) + by;
      if (index >= 0 && index < (snapshot.total ?? snapshot.atLeast)) picking.go(index);
    };
    usePlace.setState({ step });
    return () => usePlace.setState({ step: null });
  }, [picking, snapshot]);
}
