import { type DragEvent, useState } from 'react';
import { DEVICE_COLUMNS, type DeviceColumn } from '../../../../electron/bridge/domain';

const KIND = 'application/x-muster-column';

/** Dragging a column's head onto another one puts it there. */
export function useHeaderDrag(
  column: DeviceColumn,
  place: number,
  onMove: (column: DeviceColumn, place: number) => void,
) {
  const [over, setOver] = useState(false);
  const carries = (event: DragEvent) => event.dataTransfer.types.includes(KIND);
  return {
    source: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(KIND, column);
        event.dataTransfer.effectAllowed = 'move';
      },
    },
    target: {
      'data-drop': over || undefined,
      onDragOver: (event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        const name = event.dataTransfer.getData(KIND);
        const moved = DEVICE_COLUMNS.find((one) => one === name);
        if (moved !== undefined && moved !== column) onMove(moved, place);
      },
    },
  };
}
