import { useCallback, useEffect, useRef, useState } from 'react';
import { isMusterError, type LdapTest } from '../../../electron/bridge/domain';
import { type LdapInput, useLdapTest } from '../../queries/ldap';

/** One test at a time; leaving the page or changing a value ends it, and what it found no longer counts. */
export function useTrial(onFailure: (error: unknown) => void) {
  const { mutateAsync } = useLdapTest();
  const [result, setResult] = useState<LdapTest | null>(null);
  const [running, setRunning] = useState(false);
  const under = useRef<AbortController | null>(null);
  const forget = useCallback(() => {
    under.current?.abort();
    under.current = null;
    setRunning(false);
    setResult(null);
  }, []);
  useEffect(() => () => under.current?.abort(), []);
  const start = async (input: LdapInput) => {
    forget();
    const controller = new AbortController();
    under.current = controller;
    setRunning(true);
    try {
      const found = await mutateAsync({ input, signal: controller.signal });
      if (under.current === controller) setResult(found);
    } catch (error) {
      if (under.current === controller && !isMusterError(error, 'cancelled')) onFailure(error);
    } finally {
      if (under.current === controller) setRunning(false);
    }
  };
  return { result, running, start, forget };
}
