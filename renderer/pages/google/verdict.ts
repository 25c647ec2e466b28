import type { SyncRun } from '../../../electron/bridge/domain';

/** The colour a state is drawn in; words always stand beside it. */
export type Tone = 'good' | 'warn' | 'bad' | 'off' | 'busy';

/** A translation key of the `google` namespace, with the key of its reason where it has one. */
export interface VerdictText {
  key: string;
  reasonKey: string | null;
}

type Judged = Pick<SyncRun, 'state' | 'reason' | 'resumed'>;

/** How a run ended, in words: `t(key, { reason: t(reasonKey) })`. */
export function verdictText(run: Judged): VerdictText {
  switch (run.state) {
    case 'complete':
      return { key: run.resumed ? 'verdict.completeResumed' : 'verdict.complete', reasonKey: null };
    case 'incomplete':
    case 'failed':
      return run.reason === null
        ? { key: `verdict.${run.state}Bare`, reasonKey: null }
        : { key: `verdict.${run.state}`, reasonKey: `reason.${run.reason}` };
    case 'cancelled':
      // A held run that the admin did not accept keeps the reason for which it was held.
      return { key: run.reason === null ? 'verdict.cancelled' : 'verdict.cancelledKept', reasonKey: null };
    case 'running':
    case 'interrupted':
      return { key: `verdict.${run.state}`, reasonKey: null };
  }
}

/** The colour of a run's verdict. */
export function verdictTone(run: Pick<SyncRun, 'state'>): Tone {
  switch (run.state) {
    case 'complete':
      return 'good';
    case 'incomplete':
    case 'interrupted':
      return 'warn';
    case 'failed':
      return 'bad';
    case 'running':
      return 'busy';
    case 'cancelled':
      return 'off';
  }
}

/** What Google counted: after the listing where known, else before it. */
export function expectedOf(run: Pick<SyncRun, 'expectedBefore' | 'expectedAfter'>): number | null {
  return run.expectedAfter ?? run.expectedBefore;
}

/** How long a run took in milliseconds; null while it goes on. */
export function durationOf(run: Pick<SyncRun, 'startedAt' | 'endedAt'>): number | null {
  return run.endedAt === null ? null : Math.max(0, run.endedAt - run.startedAt);
}
