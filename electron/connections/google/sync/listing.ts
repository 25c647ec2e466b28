import { isMusterError } from '../../../model/errors.ts';
import type { Partition } from '../../../store/contract.ts';
import type { Begun, Job } from './job.ts';
import { guessNextToken } from './next-token.ts';
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

/** A page that was asked for; the token of a listing's first page is null. */
interface Asked {
  readonly token: string | null;
  readonly text: Promise<string>;
  /** What the page tells is not older than this; it may be older than its arrival, since it is asked for early. */
  readonly at: number;
}

/** While a page is parsed and committed the next one is on its way; there are never more than these two in memory. */
async function listPages(job: Job, runId: string, partition: Partition): Promise<End> {
  const { deps, connection, lease, options } = job;
  const begunAt = deps.clock.now();
  let asked = ask(job, partition, partition.pageToken);
  for (let listed = 0; ; ) {
    const early = askEarly(job, partition, asked.token, await asked.text);
    const { handle, fetchedAt, count, nextPageToken } = await readPage(job, partition, asked);
    if (nextPageToken !== null && nextPageToken === asked.token) return 'endless';
    const next = following(job, partition, nextPageToken, early);
    await lease.keep();
    job.signal.throwIfAborted();
    const cursor = { partition: partition.index, nextPageToken, fetchedAt };
    const { generation } = connection;
    const committed = await deps.store.runs.commitPage({ runId, handle, ...cursor, generation });
    job.progress.note(committed);
    listed += count;
    if (next === null) return 'done';
    if (isEndless(listed, committed.pages, job)) return 'endless';
    if (deps.clock.now() - begunAt > options.longestListingMs) return 'too_long';
    asked = next;
  }
}

function ask(job: Job, { query, orgUnitPath }: Partition, token: string | null): Asked {
  const at = job.deps.clock.now();
  const text = job.api.listPage({ query, orgUnitPath, pageToken: token }, job.signal);
  // Its failure is read when its turn comes; until then it must not count as unhandled.
  text.catch(() => undefined);
  return { token, text, at };
}

/** Asks for the page that seems to come next, before this one is read. */
function askEarly(job: Job, partition: Partition, token: string | null, text: string): Asked | null {
  const guess = guessNextToken(text);
  return guess === null || guess === token ? null : ask(job, partition, guess);
}

/** The next page as the parsed one names it: the one asked for early, or another. */
function following(job: Job, partition: Partition, token: string | null, early: Asked | null): Asked | null {
  if (token === null) return null;
  return early?.token === token ? early : ask(job, partition, token);
}

/** The page, parsed by the store. One that cannot be read (cut or altered on the way) is asked for again. */
async function readPage(job: Job, partition: Partition, asked: Asked) {
  const { store, clock } = job.deps;
  let { at: fetchedAt } = asked;
  let text = await asked.text;
  for (let reads = 1; ; reads++) {
    try {
      return { ...(await store.runs.readPage(text)), fetchedAt };
    } catch (error) {
      if (!isMusterError(error, 'google_bad_answer') || reads >= READS) throw error;
    }
    await clock.sleep(READ_PAUSE_MS, job.signal);
    const again = ask(job, partition, asked.token);
    fetchedAt = again.at;
    text = await again.text;
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
