import { type ActionLimits, actionLimitsSchema } from '../model/action.ts';
import { loadMs, loadOfCommands, writeIntervalMs } from '../model/action-pace.ts';
import { createTurns } from '../model/turns.ts';
import { createAnnouncer } from './announcer.ts';
import { commandDeeds } from './commands.ts';
import { confirmReview } from './confirm.ts';
import type { ActionService, ActionServiceDeps } from './contract.ts';
import { createDispatcher } from './dispatch/dispatcher.ts';
import { followCommand } from './follow.ts';
import { readLimits, writeLimits } from './limits.ts';
import { createRecords } from './records.ts';
import { createReviewBook } from './review/book.ts';
import { connectionNow, freeze, openCommands } from './review/review.ts';

/** Remote actions for a workspace. Sends by itself only where `deps.dispatch` says so. */
export function createActionService(deps: ActionServiceDeps): ActionService {
  const { store, clock, events } = deps;
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

  let limits: ActionLimits = actionLimitsSchema.parse({});
  const learnLimits = async (): Promise<ActionLimits> => {
    limits = await readLimits(deps);
    return limits;
  };
  const dispatcher = deps.dispatch
    ? createDispatcher(deps, {
        announcer,
        records,
        pace: {
          intervalMs: () => writeIntervalMs(limits),
          learn: async () => {
            await learnLimits();
          },
        },
      })
    : null;
  const changed = (commandId: string): void => {
    announcer.commands([commandId]);
    announcer.audit();
    dispatcher?.ring();
  };

  return {
    limits: learnLimits,
    setLimits: async (wanted) => {
      await writeLimits(deps, wanted);
      return await learnLimits();
    },
    review: async (spec, selection, signal) => {
      const frozen = await freeze(
        deps,
        connectionNow(deps.connection),
        await learnLimits(),
        { spec, selection },
        signal,
      );
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
    pace: async () => {
      const connection = deps.connection();
      const waitingUntil = dispatcher?.waitingUntil() ?? null;
      if (connection === null) return { queued: 0, leftMs: null, waitingUntil };
      const { queued } = await store.commands.outlook(connection.id);
      if (queued === 0) return { queued, leftMs: null, waitingUntil };
      const load = loadOfCommands(connection.adapter, await openCommands(store.commands));
      return { queued, leftMs: loadMs(load, await learnLimits()), waitingUntil };
    },
    follow: (commandId, onChange, signal) => followCommand(deps, watchers, commandId, onChange, signal),
    wake: () => {
      dispatcher?.networkBack();
      dispatcher?.ring();
      ringWatchers();
    },
    close: async () => {
      closing.abort();
      await dispatcher?.close();
      announcer.close();
    },
  };
}
