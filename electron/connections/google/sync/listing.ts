import { isMusterError } from '../../../model/errors.ts';
import type { Partition } from '../../../store/contract.ts';
import type { Begun, Job } from './job.ts';
import { split } from './plan.ts';

/** How often a page that cannot be read is asked for again, and the pause between. */
const READS = 3;
const READ_PAUSE_MS = 2000;

/** A listing that brings this many times the expected devices goes in circles. */
const ENDLESS = 3;
const ENDLESS_PAGES = 50;

/**
 * Lists what is left of a run, one listing after another, page by page into the store. False when Google's list
 * does not end. Throws the final error of Google or of the store.
 */
export async function listAll(job: Job, { run, partitions }: Begun): Promise<boolean> {
  let all = partitions;
  for (;;) {
    const next = all.find((partition) => !partition.done);
    job.progress.note({ phase: 'listing' });
    if (next === undefined) return true;
    const end = await listOne(job, run.id, next);
    if (end === 'endless') return false;
    if (end === 'done') next.done = true;
    else all = await divide(job, run.id, next);
  }
}

type End = 'done' | 'endless' | 'too_long';

/** A dead page token ends only this listing's cursor: it begins anew, a few times at most. */
async function listOne(job: Job, runId: string, partition: Partition): Promise<End> {
  const { store, clock } = job.deps;
  let token = partition.pageToken;
  if (token !== null && clock.now() - (partition.tokenAt ?? 0) > job.options.tokenYoungMs) {
    await store.runs.restartPartition({ runId, partition: partition.index });
    token = null;
  }
  for (let restarts = 0; ; restarts++) {
    try {
      return await listPages(job, runId, { ...partition, pageToken: token });
    } catch (error) {
      if (!isMusterError(error, 'google_token_dead') || restarts >= job.options.restarts) throw error;
      await store.runs.restartPartition({ runId, partition: partition.index });
      token = null;
    }
  }
}

/** While a page is committed the next one is on its way; there are never more than these two in memory. */
async function listPages(job: Job, runId: string, partition: Partition): Promise<End> {
  const { deps, connection, lease, options } = job;
  const begunAt = deps.clock.now();
  let token = partition.pageToken;
  let arriving = ask(job, partition, token);
  for (let listed = 0; ; ) {
    const page = await readPage(job, partition, token, arriving);
    if (page.nextPageToken !== null && page.nextPageToken === token) return 'endless';
    token = page.nextPageToken;
    if (token !== null) arriving = ask(job, partition, token);
    await lease.keep();
    job.signal.throwIfAborted();
    const { handle, fetchedAt } = page;
    const cursor = { partition: partition.index, nextPageToken: token, fetchedAt };
    const { generation } = connection;
    const committed = await deps.store.runs.commitPage({ runId, handle, ...cursor, generation });
    job.progress.note(committed);
    listed += page.count;
    if (token === null) return 'done';
    if (isEndless(listed, committed.pages, job)) return 'endless';
    if (deps.clock.now() - begunAt > options.longestListingMs) return 'too_long';
  }
}

function ask(job: Job, { query, orgUnitPath }: Partition, pageToken: string | null): Promise<string> {
  const page = job.api.listPage({ query, orgUnitPath, pageToken }, job.signal);
  // Its failure is read when its turn comes; until then it must not count as unhandled.
  page.catch(() => undefined);
  return page;
}

/** The page, parsed by the store. One that cannot be read (cut or altered on the way) is asked for again. */
async function readPage(job: Job, partition: Partition, token: string | null, arriving: Promise<string>) {
  const { store, clock } = job.deps;
  let text = await arriving;
  for (let reads = 1; ; reads++) {
    const fetchedAt = clock.now();
    try {
      return { ...(await store.runs.readPage(text)), fetchedAt };
    } catch (error) {
      if (!isMusterError(error, 'google_bad_answer') || reads >= READS) throw error;
    }
    await clock.sleep(READ_PAUSE_MS, job.signal);
    text = await ask(job, partition, token);
  }
}

function isEndless(listed: number, pages: number, { progress }: Job): boolean {
  const { expected } = progress.current();
  return expected !== null && pages > ENDLESS_PAGES && listed > ENDLESS * (expected + 1);
}

/** Puts finer listings in the place of one that takes too long; what cannot be divided goes on where it was. */
async function divide(job: Job, runId: string, partition: Partition): Promise<Partition[]> {
  const { store, clock } = job.deps;
  const { query, orgUnitPath, label } = partition;
  const total = await job.api.countDevices({ query, orgUnitPath }, job.signal);
  const units = await job.api.listOrgUnits(job.signal);
  const perListing = Math.max(1, Math.ceil((total ?? 0) / 2));
  const input = { api: job.api, units, now: clock.now(), perListing, signal: job.signal };
  const into = await split({ query, orgUnitPath, label }, total, input);
  if (into.length > 1) return await store.runs.splitPartition({ runId, partition: partition.index, into });
  const unfinished = await store.runs.unfinished(job.connection.id);
  return unfinished?.partitions ?? [];
}
