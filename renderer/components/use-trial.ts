import { useCallback, useEffect, useRef, useState } from 'react';
import { isMusterError } from '../../electron/bridge/domain';

/** One test at a time; leaving the page or changing a value ends it, and what it found no longer counts. */
export function useTrial<Input, Result>(
  test: (input: Input, signal: AbortSignal) => Promise<Result>,
  onFailure: (error: unknown) => void,
) {
  const [result, setResult] = useState<Result | null>(null);
  const [running, setRunning] = useState(false);
  const under = useRef<AbortController | null>(null);
  const forget = useCallback(() => {
    under.current?.abort();
    under.current = null;
    setRunning(false);
    setResult(null);
  }, []);
  useEffect(() => () => under.current?.abort(), []);
  const start = async (input: Input) => {
    forget();
    const controller = new AbortController();
    under.current = controller;
    setRunning(true);
    try {
      const found = await test(input, controller.signal);
      if (under.current === controller) setResult(found);
    } catch (error) {
      if (under.current === controller && !isMusterError(error, 'cancelled')) onFailure(error);
    } finally {
      if (under.current === controller) setRunning(false);
    }
  };
  return { result, running, start, forget };
}
