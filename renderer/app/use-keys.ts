import { useEffect } from 'react';
import { useActionReview } from '../stores/action-review';
import { openDialog, useDialog } from '../stores/dialog';

/** The id of the search box in the top bar. */
export const SEARCH_BOX_ID = 'search-box';

/** The keys that work on every page: Ctrl/⌘ K, / and ?. Esc belongs to whatever is open. */
export function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || useActionReview.getState().work !== null) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openDialog({ kind: 'palette' });
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || useDialog.getState().dialog !== null) return;
      if (event.key === '/') focusSearch(event);
      if (event.key === '?') openDialog({ kind: 'keys' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function focusSearch(event: KeyboardEvent): void {
  const box = document.getElementById(SEARCH_BOX_ID);
  if (!(box instanceof HTMLInputElement)) return;
  event.preventDefault();
  box.focus();
  box.select();
}

/** True while keys make text. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
