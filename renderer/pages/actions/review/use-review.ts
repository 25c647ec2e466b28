import { useCallback, useEffect, useState } from 'react';
import {
  type ActionSpec,
  isMusterError,
  type Review,
  type Selection,
} from '../../../../electron/bridge/domain';
import { call, on } from '../../../bridge';
import { report } from '../../../components/report';

export type ReviewState =
  | { kind: 'working' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'ready'; review: Review }
  /** The main process no longer has it. */
  | { kind: 'gone' };

const WORKING: ReviewState = { kind: 'working' };
const GONE: ReviewState = { kind: 'gone' };

/**
 * The review of an action on a selection, computed on arrival and again on request. Leaving cancels what is being
 * computed and forgets the review in the main process.
 */
export function useReview(spec: ActionSpec, selection: Selection) {
  const [state, setState] = useState(WORKING);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is the reason to review anew
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let id: string | null = null;
    setState(WORKING);
    call('actions.review', { spec, selection }, { signal }).then(
      (review) => {
        id = review.id;
        setState({ kind: 'ready', review });
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ kind: 'failed', error });
      },
    );
    return () => {
      controller.abort();
      if (id !== null) call('actions.discard', { reviewId: id }).catch(report);
    };
  }, [spec, selection, turn]);
  const gone = useCallback(() => setState(GONE), []);
  useStillThere(state.kind === 'ready' ? state.review.id : null, gone);
  return { state, gone, again: () => setTurn((before) => before + 1) };
}

/** A changed connection may have taken the review with it: that is told at once, not when it is confirmed. */
function useStillThere(reviewId: string | null, gone: () => void): void {
  useEffect(() => {
    if (reviewId === null) return;
    return on('connection.changed', () => {
      call('actions.reviewRows', { reviewId, which: 'ready', offset: 0, limit: 1 }).catch(
        (error: unknown) => {
          if (isMusterError(error, 'review_gone')) gone();
        },
      );
    });
  }, [reviewId, gone]);
}
