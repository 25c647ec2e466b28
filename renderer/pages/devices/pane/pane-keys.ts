import type { KeyboardEvent } from 'react';

interface PaneKeys {
  /** The controls in the pane that need these keys themselves, as a selector. */
  own: string;
  /** Goes to the row above or below. */
  step: (by: 1 | -1) => void;
  close: () => void;
}

/** Esc closes a pane; ↑ and ↓ go to the row above or below, unless a control in the pane needs them. */
export function handlePaneKey(event: KeyboardEvent, { own, step, close }: PaneKeys): void {
  if (event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest(own) !== null) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    close();
    return;
  }
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
  if (by === null) return;
  event.preventDefault();
  step(by);
}
