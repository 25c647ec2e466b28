import { type RefObject, useEffect, useRef } from 'react';

/** The button that goes on: it takes the focus when its part of a dialog appears. */
export function useFocused(): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return button;
}
