import { create } from 'zustand';

/** The people called to the desk, in their order; who stands there is at `index`. */
export interface DeskQueue {
  ids: readonly string[];
  index: number;
}

export const useDesk = create<{ queue: DeskQueue | null }>(() => ({ queue: null }));

/** Opens the desk over the whole window. Nothing happens when nobody is called. */
export function openDesk(ids: readonly string[], first?: string): void {
  if (ids.length === 0) return;
  useDesk.setState({ queue: { ids, index: Math.max(0, first === undefined ? 0 : ids.indexOf(first)) } });
}

/** Calls the next (1) or the one before (-1); stays at either end. */
export function callNext(by: 1 | -1): void {
  useDesk.setState(({ queue }) => {
    if (queue === null) return {};
    const index = Math.min(queue.ids.length - 1, Math.max(0, queue.index + by));
    return index === queue.index ? {} : { queue: { ...queue, index } };
  });
}

export function closeDesk(): void {
  useDesk.setState({ queue: null });
}
