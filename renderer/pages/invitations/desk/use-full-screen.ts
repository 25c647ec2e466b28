import { type RefObject, useEffect, useRef } from 'react';

/** Covers the whole screen where the system lets it; where it does not, the window has to do. `onLeft`: it was left by Esc. */
export function useFullScreen(frame: RefObject<HTMLElement | null>, onLeft: () => void): void {
  const latest = useRef(onLeft);
  latest.current = onLeft;
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const changed = () => {
      if (document.fullscreenElement === null) latest.current();
    };
    document.addEventListener('fullscreenchange', changed);
    element.requestFullscreen().catch(() => undefined);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
    };
  }, [frame]);
}
