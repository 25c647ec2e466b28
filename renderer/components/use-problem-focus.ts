import { type RefObject, useCallback, useEffect, useState } from 'react';

/** Around a password Mantine marks the frame for readers of screens, and its input for looks alone. */
const PROBLEM = 'input[data-invalid=true], [aria-invalid=true]:not(:has(input))';

/**
 * Moves the focus to the first field of a form with a problem: when the returned function is called, and when
 * `failure`, what the last attempt failed with, becomes another. It waits until the problem is drawn.
 */
export function useProblemFocus(
  form: RefObject<HTMLFormElement | null>,
  failure: unknown = null,
): () => void {
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another failure is a reason to look as well
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(PROBLEM)?.focus();
  }, [form, asked, failure]);
  return useCallback(() => setAsked((count) => count + 1), []);
}
