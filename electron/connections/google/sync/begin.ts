import type { OrgUnit } from '../../../model/org-unit.ts';
import type { SyncRun } from '../../../model/sync-run.ts';
import type { Partition } from '../../../store/contract.ts';
import { chooseBase, countFleet, expectedOf, MANAGED } from './counts.ts';
import type { Begun, Job } from './job.ts';
import { devicesPerListing, planListings } from './plan.ts';

/** A run that is under way, and the organizational units as Google lists them now. */
export interface Beginning extends Begun {
  units: OrgUnit[];
}

/** A fresh run's record, before anything was listed. */
export function newRun(job: Pick<Job, 'connection' | 'progress'>, trigger: SyncRun['trigger']): SyncRun {
  const { runId, startedAt, expected } = job.progress.current();
  return {
    id: runId,
    connectionId: job.connection.id,
    trigger,
    state: 'running',
    reason: null,
    detail: null,
    startedAt,
    endedAt: null,
    resumed: false,
    expectedBefore: expected,
    expectedAfter: null,
    seen: 0,
    pages: 0,
    partitions: 0,
    partitionsDone: 0,
    added: null,
    changed: null,
    vanished: null,
  };
}

/** Counts, plans the listings and begins a run. */
export async function beginRun(job: Job, trigger: SyncRun['trigger']): Promise<Beginning> {
  const { api, signal, connection, deps, options } = job;
  const counts = await countFleet(api, signal);
  const base = chooseBase(counts);
  job.progress.note({ expected: expectedOf(counts, base) });
  const units = await api.listOrgUnits(signal);
  const last = await deps.store.runs.lastComplete(connection.id);
  const perListing = devicesPerListing(last, api.pageSize(), options);
  const now = deps.clock.now();
  const listings = await planListings({ api, base, counts, units, now, perListing, signal });
  await job.lease.keep();
  signal.throwIfAborted();
  const run = { ...newRun(job, trigger), partitions: listings.length };
  const { partitions } = await deps.store.runs.start({
    run,
    partitions: listings,
    generation: connection.generation,
  });
  return { run, partitions, base, units };
}

/** Goes on with a run that was cut off. Google is asked first: while it is out of reach the run stays as it is. */
export async function resumeRun(
  job: Job,
  unfinished: { run: SyncRun; partitions: Partition[] },
): Promise<Beginning> {
  const { deps, api, signal } = job;
  const units = await api.listOrgUnits(signal);
  await job.lease.keep();
  const { partitions } = unfinished;
  const move = { runId: unfinished.run.id, reason: null, detail: null, at: deps.clock.now() };
  if (unfinished.run.state === 'running') await deps.store.runs.move({ ...move, to: 'interrupted' });
  const run = await deps.store.runs.move({ ...move, to: 'running' });
  job.progress.note({ seen: run.seen, pages: run.pages, expected: run.expectedBefore });
  const managed = partitions.some(({ query }) => query?.startsWith(MANAGED));
  return { run, partitions, base: managed ? MANAGED : null, units };
}
