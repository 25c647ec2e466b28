import { ACTION_FAMILIES } from '../model/action.ts';
import { createTurns } from '../model/turns.ts';
import { createAnnouncer } from './announcer.ts';
import { commandDeeds } from './commands.ts';
import { confirmReview } from './confirm.ts';
import type { ActionService, ActionServiceDeps } from './contract.ts';
import { createDispatcher } from './dispatch/dispatcher.ts';
import { followCommand } from './follow.ts';
import { writeLimits } from './limits.ts';
import { createKnownLimits, paceOf } from './pace.ts';
import { createRecords } from './records.ts';
import { createReviewBook } from './review/book.ts';
import { connectionNow, freeze } from './review/review.ts';

/** Remote actions for a workspace. Sends by itself only where `deps.dispatch` says so. */
export function createActionService(deps: ActionServiceDeps): ActionService {
  const { clock, events } = deps;
  const book = createReviewBook(deps.connection);
  const announcer = createAnnouncer(clock, events);
  const records = createRecords(deps, announcer);
  const closing = new AbortController();
  /** One after another, so that two confirmations do not both find room under a cap. */
  const inTurn = createTurns();
  const watchers = new Set<() => void>();
  announcer.onTold(() => ringWatchers());
  const ringWatchers = (): void => {
    for (const ring of watchers) ring();
  };

  const limits = createKnownLimits(deps);
  const dispatchers = new Map(
    ACTION_FAMILIES.filter(() => deps.dispatch).map((family) => [
      family,
      createDispatcher(deps, family, { announcer, records, pace: limits.pace }),
    ]),
  );
  const ringDispatchers = (): void => {
    for (const dispatcher of dispatchers.values()) dispatcher.ring();
  };
  const changed = (commandId: string): void => {
    announcer.commands([commandId]);
    announcer.audit();
    ringDispatchers();
  };

  return {
    limits: limits.read,
    setLimits: async (wanted) => {
      await writeLimits(deps, wanted);
      return await limits.read();
    },
    review: async (spec, selection, signal) => {
      const connection = connectionNow(deps, spec.action);
      const frozen = await freeze(deps, connection, await limits.read(), { spec, selection }, signal);
      book.put(frozen);
      return frozen.review;
    },
    reviewRows: async (input) => book.rows(input),
    discard: async (reviewId) => book.forget(reviewId),
    confirm: (reviewId, typed) =>
      inTurn(async () => {
        const command = await confirmReview(deps, book, reviewId, typed);
        changed(command.id);
        return command;
      }),
    ...commandDeeds(deps, records, changed, closing.signal),
    pace: () => paceOf(deps, limits, dispatchers.get('google')?.waitingUntil() ?? null),
    follow: (commandId, onChange, signal) => followCommand(deps, watchers, commandId, onChange, signal),
    wake: () => {
      for (const dispatcher of dispatchers.values()) dispatcher.networkBack();
      ringDispatchers();
      ringWatchers();
    },
    close: async () => {
      closing.abort();
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.close()));
      announcer.close();
    },
  };
}
