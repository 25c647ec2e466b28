import type { Device } from '../../../model/device.ts';
import { isMusterError } from '../../../model/errors.ts';
import type { Job } from './job.ts';

/** What Google says about devices that a run did not list. */
export interface Confirmation {
  /** Provider ids that Google answers with 404. */
  gone: string[];
  /** Still there: staged by this. */
  still: number;
  /** Not to be seen by this account, or not to be read. */
  refused: number;
}

/** Asks Google for each missing device by itself, a few at a time. */
export async function confirmMissing(
  job: Job,
  runId: string,
  missing: readonly Device[],
): Promise<Confirmation> {
  const found: Confirmation = { gone: [], still: 0, refused: 0 };
  const queue = missing.values();
  const work = async (): Promise<void> => {
    for (const device of queue) await confirmOne(job, runId, device.providerId, found);
  };
  await Promise.all(Array.from({ length: job.options.confirmConcurrency }, work));
  return found;
}

async function confirmOne(job: Job, runId: string, providerId: string, found: Confirmation): Promise<void> {
  const { store, clock } = job.deps;
  try {
    const document = await job.api.getDevice(providerId, job.signal);
    await job.lease.keep();
    job.signal.throwIfAborted();
    if (document === null) found.gone.push(providerId);
    else {
      await store.runs.stageDevice({ runId, document, fetchedAt: clock.now() });
      found.still++;
    }
  } catch (error) {
    if (!REFUSALS.some((code) => isMusterError(error, code))) throw error;
    found.refused++;
  }
}

/** A device beyond the account's role is refused by itself; that is no proof that it is gone. */
const REFUSALS = ['google_permission_lost', 'google_bad_request', 'google_bad_answer'] as const;
