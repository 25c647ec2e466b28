import { familyOf } from '../../model/action.ts';
import type { Review, ReviewRow, ReviewRowsInput } from '../../model/action-review.ts';
import { MusterError } from '../../model/errors.ts';
import type { ActionConnection, ActionServiceDeps } from '../contract.ts';

/** A review as it is kept until the admin decides. */
export interface Frozen {
  review: Review;
  /** The connection it was made for, in its life at that time. */
  connection: Pick<ActionConnection, 'id' | 'generation'>;
  ready: ReviewRow[];
  refused: ReviewRow[];
}

/** The latest reviews. */
export interface ReviewBook {
  put(frozen: Frozen): void;
  /** Throws `review_gone`, also when the connection lives another life now. */
  get(reviewId: string): Frozen;
  rows(input: ReviewRowsInput): { rows: ReviewRow[]; total: number };
  forget(reviewId: string): void;
}

const MOST = 8;
/** Rows of all reviews together; the latest review is kept whatever its size. */
const MOST_ROWS = 100_000;

export function createReviewBook(connection: ActionServiceDeps['connection']): ReviewBook {
  const kept = new Map<string, Frozen>();
  const trim = (): void => {
    let rows = 0;
    for (const [place, [id, frozen]] of [...kept].reverse().entries()) {
      rows += frozen.ready.length + frozen.refused.length;
      if (place >= MOST || (place > 0 && rows > MOST_ROWS)) kept.delete(id);
    }
  };
  const get = (reviewId: string): Frozen => {
    const frozen = kept.get(reviewId);
    const now = frozen === undefined ? null : connection(familyOf(frozen.review.spec.action));
    const { id, generation } = frozen?.connection ?? {};
    if (frozen === undefined || now?.id !== id || now?.generation !== generation) {
      kept.delete(reviewId);
      throw new MusterError('review_gone');
    }
    return frozen;
  };
  return {
    put: (frozen) => {
      kept.set(frozen.review.id, frozen);
      trim();
    },
    get,
    rows: ({ reviewId, which, refusal, offset, limit }) => {
      const all = get(reviewId)[which];
      const some = refusal === undefined ? all : all.filter((row) => row.refusal === refusal);
      return { rows: some.slice(offset, offset + limit), total: some.length };
    },
    forget: (reviewId) => {
      kept.delete(reviewId);
    },
  };
}
