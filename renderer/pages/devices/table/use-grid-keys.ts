import type { KeyboardEvent } from 'react';

export interface GridKeys {
  count: number;
  /** Rows a page holds. */
  page: number;
  current: number | null;
  move(index: number): void;
  extendTo(index: number): void;
  open(): void;
  toggle(): void;
  copy(): void;
}

/** The keys of the grid: arrows, pages and ends move (with shift they pick), Enter opens, space picks, Ctrl/⌘ C copies. */
export function handleGridKey(event: KeyboardEvent, keys: GridKeys): void {
  if (event.target !== event.currentTarget || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    const isCopy = event.key.toLowerCase() === 'c' && window.getSelection()?.isCollapsed !== false;
    if (isCopy) keys.copy();
    return;
  }
  if (event.key === 'Enter') keys.open();
  else if (event.key === ' ') keys.toggle();
  else {
    const target = targetOf(event, keys);
    if (target === null || keys.count === 0) return;
    const index = Math.min(keys.count - 1, Math.max(0, target));
    if (event.shiftKey) keys.extendTo(index);
    else keys.move(index);
  }
  event.preventDefault();
}

function targetOf(event: KeyboardEvent, { current, page, count }: GridKeys): number | null {
  switch (event.key) {
    case 'ArrowDown':
      return (current ?? -1) + 1;
    case 'ArrowUp':
      return (current ?? 0) - 1;
    case 'PageDown':
      return (current ?? 0) + page;
    case 'PageUp':
      return (current ?? 0) - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
