import { useEffect } from 'react';

/** The id of the page, which takes the focus when nothing closer is left. */
export const PAGE_ID = 'page';

/** Dialogs and menus give the focus back by themselves within this time, in ms. */
const OTHERS_FIRST_MS = 40;

/**
 * Keeps the keyboard where its work was. When the focused control goes away or is switched off, the closest part
 * of the window that is left takes the focus, not one of its controls: the next key must press nothing by chance.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: readonly HTMLElement[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = (event: Event) => {
      path = event.composedPath().filter((part) => part instanceof HTMLElement);
    };
    const forget = (event: Event) => {
      // A click beside every control takes the focus away on purpose; one on a control is told by focusin.
      const { activeElement, body } = document;
      const stays =
        activeElement !== body && event.target instanceof Node && activeElement?.contains(event.target);
      if (!stays) path = [];
    };
    const look = () => {
      timer = undefined;
      const [last] = path;
      if (last === undefined || document.activeElement !== document.body || isUsable(last)) return;
      takeFocus(closestLeft(path));
    };
    const changes = new MutationObserver(() => {
      if (document.activeElement === document.body) timer ??= setTimeout(look, OTHERS_FIRST_MS);
    });
    changes.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled', 'inert'],
    });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    return () => {
      clearTimeout(timer);
      changes.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
    };
  }, []);
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.closest('[inert]') === null;
}

function closestLeft(path: readonly HTMLElement[]): HTMLElement | null {
  const page = document.getElementById(PAGE_ID);
  const left = path.slice(1).find((part) => isUsable(part));
  return left === undefined || left.contains(page) ? page : left;
}

/** Gives the focus to something that does not take it by itself, for this once. */
function takeFocus(element: HTMLElement | null): void {
  if (element === null) return;
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.dataset.keptFocus = '';
    const leave = () => {
      element.removeAttribute('tabindex');
      delete element.dataset.keptFocus;
    };
    element.addEventListener('blur', leave, { once: true });
  }
  element.focus({ preventScroll: true });
}
