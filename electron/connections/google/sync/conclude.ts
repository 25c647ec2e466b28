import { MusterError } from '../../../model/errors.ts';
import type { RunReason, SyncRun } from '../../../model/sync-run.ts';
import { confirmMissing } from './confirm.ts';
import { countFleet, expectedOf } from './counts.ts';
import { decideConfirmed, decideListing, type ListingFacts } from './decide.ts';
import type { Begun, Job } from './job.ts';

/**
 * Ends a run whose listings have all ended: counts again, weighs what came, asks for each missing device, and
 * publishes only what is proven. Every other end leaves the cache as it was.
 */
export async function conclude(job: Job, begun: Begun): Promise<SyncRun> {
  const { limits } = job.options;
  job.progress.note({ phase: 'checking' });
  const expectedAfter = expectedOf(await countFleet(job.api, job.signal), begun.base);
  const facts = await gather(job, begun, expectedAfter);
  const decision = decideListing(facts, limits);
  if (decision.kind === 'hold') return await hold(job, begun, decision.reason, expectedAfter);
  if (decision.kind === 'publish') return await publish(job, begun, [], expectedAfter);
  const { devices } = await job.deps.store.runs.missing({ runId: begun.run.id, limit: facts.missing });
  const { gone, still, refused } = await confirmMissing(job, begun.run.id, devices);
  const confirmed = { ...(await gather(job, begun, expectedAfter)), still, refused };
  const verdict = decideConfirmed(confirmed, limits);
  if (verdict.kind === 'hold') return await hold(job, begun, verdict.reason, expectedAfter);
  return await publish(job, begun, gone, expectedAfter);
}

/** Ends a run as incomplete. */
export async function hold(
  { deps, lease }: Job,
  { run }: Begun,
  reason: RunReason,
  expectedAfter: number | null,
): Promise<SyncRun> {
  await lease.keep();
  const at = deps.clock.now();
  return await deps.store.runs.move({
    runId: run.id,
    to: 'incomplete',
    reason,
    detail: null,
    at,
    expectedAfter,
  });
}

async function gather({ deps }: Job, { run }: Begun, expectedAfter: number | null): Promise<ListingFacts> {
  const listed = await deps.store.runs.get(run.id);
  if (listed === null) throw new MusterError('connection_not_found');
  const { total, cached } = await deps.store.runs.missing({ runId: run.id, limit: 0 });
  const { expectedBefore } = run;
  return { expectedBefore, expectedAfter, seen: listed.seen, cached, missing: total };
}

async function publish(
  { deps, lease, connection, progress, signal }: Job,
  { run }: Begun,
  gone: string[],
  expectedAfter: number | null,
): Promise<SyncRun> {
  await lease.keep();
  signal.throwIfAborted();
  progress.note({ phase: 'publishing' });
  const { generation } = connection;
  const endedAt = deps.clock.now();
  return await deps.store.runs.publish({
    runId: run.id,
    gone,
    state: 'complete',
    expectedAfter,
    endedAt,
    generation,
  });
}
