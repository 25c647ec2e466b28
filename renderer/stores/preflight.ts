import { create } from 'zustand';
import type { PreflightResult } from '../../electron/bridge/domain';

/** The preflight that is under way; it goes on while one works elsewhere. */
interface PreflightWork {
  /** What has been found so far, in its order; null while none runs. */
  running: { results: readonly PreflightResult[]; cancel: () => void } | null;
  /** What the last one failed with; null when it ended or was cancelled. */
  failure: unknown;
}

export const usePreflightWork = create<PreflightWork>(() => ({ running: null, failure: null }));
