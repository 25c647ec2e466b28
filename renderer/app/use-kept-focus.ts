import { useEffect } from 'react';

/** The id of the page, which takes the focus when nothing closer is left. */
export const PAGE_ID = 'page';

/** Dialogs and menus give the focus back by themselves within this time, in ms. */
const OTHERS_FIRST_MS = 40;

/** From the focused element up to the root. */
type Path = readonly HTMLElement[];

/**
 * Keeps the keyboard where its work was. When the focused control goes away or is switched off, the focus goes back
 * to where a closed dialog or menu was opened, else to the closest part of the window that is left, not to one of
 * its controls: the next key must press nothing by chance. One that is switched off for a blink only has it again.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const openedFrom = new WeakMap<HTMLElement, Path>();
    let path: Path = [];
    let switchedOff: HTMLElement | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = (event: Event) => {
      const next = event.composedPath().filter((part) => part instanceof HTMLElement);
      const overlay = overlayOf(next);
      if (overlay !== undefined && !openedFrom.has(overlay)) openedFrom.set(overlay, path);
      path = next;
    };
    const look = () => {
      timer = undefined;
      const [last] = path;
      const wasSwitchedOff = last !== undefined && last === switchedOff;
      switchedOff = undefined;
      if (last === undefined || document.activeElement !== document.body) return;
      if (isUsable(last)) {
        if (wasSwitchedOff) last.focus({ preventScroll: true });
        return;
      }
      const before = beforeOverlays(path, openedFrom);
      const opener = before === path ? undefined : before[0];
      if (opener !== undefined && isUsable(opener)) giveFocus(opener);
      else takeFocus(closestLeft(before));
    };
    const changes = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      if (path[0]?.matches(':disabled') === true) switchedOff = path[0];
      timer ??= setTimeout(look, OTHERS_FIRST_MS);
    });
    const forget = (event: Event) => {
      if (!isOnFocused(event.target)) path = [];
    };
    changes.observe(document.body, WATCHED);
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

/** What can take the focus from the control that has it. */
const WATCHED = {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ['disabled', 'inert'],
} satisfies MutationObserverInit;

/** A click beside every control takes the focus away on purpose; one on another control is told by focusin. */
function isOnFocused(target: EventTarget | null): boolean {
  const { activeElement, body } = document;
  return activeElement !== body && target instanceof Node && activeElement?.contains(target) === true;
}

function overlayOf(path: Path): HTMLElement | undefined {
  return path.find((part) => part.matches('[role=dialog], [role=menu]'));
}

/** Where the keyboard was before the dialogs and menus around this path opened that are closed by now. */
function beforeOverlays(path: Path, openedFrom: WeakMap<HTMLElement, Path>): Path {
  const overlay = overlayOf(path);
  if (overlay === undefined || overlay.isConnected) return path;
  return beforeOverlays(openedFrom.get(overlay) ?? [], openedFrom);
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.closest('[inert]') === null;
}

function closestLeft(path: Path): HTMLElement | null {
  const page = document.getElementById(PAGE_ID);
  const left = path.slice(1).find((part) => isUsable(part));
  return left === undefined || left.contains(page) ? page : left;
}

/** What was open before the dialog may itself have been given the focus for once only. */
function giveFocus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (document.activeElement !== element) takeFocus(element);
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
