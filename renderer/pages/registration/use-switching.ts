import { useState } from 'react';
import { promptForVault } from '../../components/prompt-for-vault';
import { useSwitchListener } from '../../queries/listener';

/** Switching the listener on and off, and what the last attempt failed with. */
export interface Switching {
  on(): void;
  off(): void;
  busy: boolean;
  failure: unknown;
  /** The same when no field shows it. */
  untold: unknown;
}

/** `refuse` shows a failure at the field where it can be mended; it answers false when there is none. */
export function useSwitching(refuse: (error: unknown) => boolean): Switching {
  const change = useSwitchListener();
  const [failure, setFailure] = useState<{ error: unknown; told: boolean } | null>(null);
  const switchTo = (isOn: boolean) => {
    setFailure(null);
    change.mutate(isOn, {
      onError: (error) => {
        promptForVault(error);
        setFailure({ error, told: refuse(error) });
      },
    });
  };
  return {
    on: () => switchTo(true),
    off: () => switchTo(false),
    busy: change.isPending,
    failure: failure?.error ?? null,
    untold: failure === null || failure.told ? null : failure.error,
  };
}
