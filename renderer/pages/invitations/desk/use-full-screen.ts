import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * Covers the whole screen where the system lets it; where it does not, the window has to do. `onLeft`: it was left by
 * Esc. What had the focus before gets it back.
 */
export function useFullScreen(frame: RefObject<HTMLElement | null>, onLeft: () => void): void {
  const [opener] = useState(() => document.activeElement);
  const latest = useRef(onLeft);
  latest.current = onLeft;
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let isFull = false;
    const changed = () => {
      if (isFull && document.fullscreenElement === null) latest.current();
    };
    document.addEventListener('fullscreenchange', changed);
    element.requestFullscreen().then(
      () => {
        isFull = true;
      },
      () => undefined,
    );
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      // Until it is left, nothing else can take the focus.
      const left = document.fullscreenElement === null ? Promise.resolve() : document.exitFullscreen();
      left.then(
        () => giveFocus(opener),
        () => undefined,
      );
    };
  }, [frame, opener]);
}

function giveFocus(element: Element | null): void {
  if (element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true });
}
