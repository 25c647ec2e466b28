import type { Command } from '../model/command.ts';
import { MusterError } from '../model/errors.ts';
import type { NewTarget } from '../store/contract.ts';
import type { ActionServiceDeps } from './contract.ts';
import { readLimits } from './limits.ts';
import type { ReviewBook } from './review/book.ts';
import { capOf } from './review/caps.ts';
import { connectionNow } from './review/review.ts';

type Deps = Pick<
  ActionServiceDeps,
  'store' | 'clock' | 'random' | 'connection' | 'draft' | 'origin' | 'actor'
>;

/**
 * Makes a command of exactly the rows a review has shown as ready; the review is used up. Throws as
 * ActionService.confirm does, and leaves the review as it was then.
 */
export async function confirmReview(
  deps: Deps,
  book: ReviewBook,
  reviewId: string,
  typed: number | null,
): Promise<Command> {
  const { store, clock, random, draft } = deps;
  const { review, ready } = book.get(reviewId);
  const { spec, retryOf, typed: wanted } = review;
  if (ready.length === 0) throw new MusterError('action_nothing_ready');
  if (wanted !== null && typed !== wanted) throw new MusterError('action_wrong_number', { wanted });
  const limits = await readLimits(deps);
  const now = clock.now();
  const cap = await capOf(store.commands, limits, spec.action, ready.length, now);
  if (cap !== null) throw new MusterError('action_capped', { ...cap });
  // Looked at again: the connection may have ended while the file was read.
  const { generation } = book.get(reviewId).connection;
  const { id: connectionId, account } = connectionNow(deps, spec.action);
  const id = random.uuid(now);
  const targets: NewTarget[] = ready.flatMap(({ facts, change }) =>
    facts === null ? [] : [{ facts, change }],
  );
  const { actor, origin } = deps;
  const holdMs = limits.undoSeconds * 1000;
  const command = await store.commands.create({
    command: { id, spec, connectionId, account, actor, origin, createdAt: now, holdMs, retryOf },
    generation,
    targets,
    audit: draft('command.created', id, { action: spec.action, targets: targets.length, retryOf }),
  });
  book.forget(reviewId);
  return command;
}
