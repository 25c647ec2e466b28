import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MethodInput } from '../../electron/bridge/contract';
import { type GoogleOverview, isMusterError } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { promptForVault } from '../components/prompt-for-vault';

/** What connecting needs: a sign-in in the browser, or a service account's key. */
export type ConnectInput =
  | { way: 'signIn'; input: MethodInput<'google.signIn'> }
  | { way: 'key'; input: MethodInput<'google.connectServiceAccount'> };

/** Where an attempt to connect stands. */
type ConnectState =
  | { kind: 'idle' }
  | { kind: 'waiting'; attempt: ConnectInput; since: number }
  | { kind: 'failed'; attempt: ConnectInput; error: unknown }
  | { kind: 'connected'; overview: GoogleOverview };

/** One attempt at a time: starting again, cancelling and leaving the page end the one before. */
export interface Connect {
  state: ConnectState;
  start: (attempt: ConnectInput) => void;
  cancel: () => void;
}

const IDLE: ConnectState = { kind: 'idle' };

/** Follows an attempt to connect Google from the button to its end. */
export function useConnect(): Connect {
  const queries = useQueryClient();
  const [state, setState] = useState<ConnectState>(IDLE);
  const current = useRef<AbortController | null>(null);

  const stop = useCallback(() => {
    current.current?.abort();
    current.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  const start = useCallback(
    async (attempt: ConnectInput) => {
      stop();
      const controller = new AbortController();
      current.current = controller;
      setState({ kind: 'waiting', attempt, since: Date.now() });
      const next = await runAttempt(attempt, controller.signal);
      if (current.current !== controller) return;
      if (next.kind === 'connected') queries.setQueryData(['google', 'overview'], next.overview);
      setState(next);
    },
    [stop, queries],
  );

  const cancel = useCallback(() => {
    stop();
    setState(IDLE);
  }, [stop]);

  return { state, start, cancel };
}

async function runAttempt(attempt: ConnectInput, signal: AbortSignal): Promise<ConnectState> {
  try {
    const overview =
      attempt.way === 'signIn'
        ? await call('google.signIn', attempt.input, { signal })
        : await call('google.connectServiceAccount', attempt.input, { signal });
    return { kind: 'connected', overview };
  } catch (error) {
    promptForVault(error);
    return isMusterError(error, 'cancelled') ? IDLE : { kind: 'failed', attempt, error };
  }
}
