import { type RefObject, useEffect, useRef } from 'react';

/** Gives the focus to what it is attached to when that appears, so that it is read out and Tab goes on from it. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null);
  useEffect(() => target.current?.focus({ preventScroll: true }), []);
  return target;
}
