/** The element id of the grid. */
export const GRID_ID = 'device-grid';

/** Gives the focus back to the table, once its page is no longer covered. */
export function focusGrid(): void {
  requestAnimationFrame(() => document.getElementById(GRID_ID)?.focus());
}
