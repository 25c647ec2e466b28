import { create } from 'zustand';

/** Where the admin is in the table, and which device is open beside it. */
interface Place {
  /** The row the arrows move; its id follows when the data changes. */
  current: { index: number; id: string | null } | null;
  openId: string | null;
  /** The open device takes the whole page. */
  full: boolean;
  /** How far the table is scrolled, in px, for coming back to the page. */
  scrollTop: number;
  /** Moves the current row down (1) or up (-1); set by the table while it is on screen. */
  step: ((by: 1 | -1) => void) | null;
}

const NOWHERE = { current: null, openId: null, full: false, scrollTop: 0 };

export const usePlace = create<Place>(() => ({ ...NOWHERE, step: null }));

/** Opens a device beside the table, or another one in the pane that is already open. */
export function openDevice(id: string): void {
  usePlace.setState({ openId: id });
}

/** Closes the pane. */
export function closeDevice(): void {
  usePlace.setState({ openId: null, full: false });
}

/** One step back from the open device: from the whole page to beside the table, then closed. False: none is open. */
export function leavePane(): boolean {
  const { openId, full } = usePlace.getState();
  if (full) usePlace.setState({ full: false });
  else closeDevice();
  return openId !== null;
}

/** Forgets where the admin was: another workspace is open. */
export function resetPlace(): void {
  usePlace.setState(NOWHERE);
}
