import { useEffect, useRef } from 'react';

/** What the page behind a table does with its keys. */
interface PageKeys {
  selectAll(): unknown;
  /** One step back. */
  leave(): void;
}

/** What has its own use for these keys. */
export const COVERS = '[role=dialog], [role=menu], [role=listbox]';

/** Ctrl/⌘ A and Esc work wherever the focus is, except while typing or in one of the `elsewhere` elements. */
export function usePageKeys(keys: PageKeys, elsewhere: string): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isIn(event.target, elsewhere)) return;
      if (event.key === 'Escape') latest.current.leave();
      if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      void latest.current.selectAll();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [elsewhere]);
}

function isIn(target: EventTarget | null, elsewhere: string): boolean {
  if (!(target instanceof Element)) return false;
  const typing = target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
  return typing || target.closest(elsewhere) !== null;
}
