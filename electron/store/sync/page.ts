import { type ChromeosPage, parseChromeosDevice, parseChromeosPage } from '../../model/chromeos-page.ts';
import { MusterError } from '../../model/errors.ts';
import type { Db } from '../database/connect.ts';
import { raiseFleetVersion } from '../database/state.ts';
import { assertGeneration } from '../repositories/generation.ts';
import type { Local, WriteCalls } from '../rpc.ts';
import { advancePartition } from './partitions.ts';
import { recordWriter } from './record-writer.ts';
import { type RunRow, readRunRow } from './run-rows.ts';

/** Pages read and not yet committed; a caller that never comes back for its pages must not fill the memory. */
const KEPT_PAGES = 8;

type Pages = Pick<Local<WriteCalls>, 'runs.readPage' | 'runs.commitPage' | 'runs.stageDevice'>;
type CommitInput = Parameters<Pages['runs.commitPage']>[0];

/** Reads pages and commits them. */
export function pageWrites(db: Db, nextId: (now: number) => string): Pages {
  const shelf = pageShelf();
  const records = recordWriter(db, nextId);
  const addToRun = db.prepare<[number, number, number], { seen: number; pages: number }>(
    'UPDATE sync_runs SET seen = seen + ?, pages = pages + ? WHERE seq = ? RETURNING seen, pages',
  );

  const commit = db.transaction((page: ChromeosPage, input: CommitInput) => {
    const run = runningRun(db, input.runId);
    assertGeneration(db, run.connection, input.generation);
    const seen = records.write(run, page.records, input.fetchedAt);
    if (run.direct) raiseFleetVersion(db);
    advancePartition(db, run.seq, input);
    return addToRun.get(seen, 1, run.seq) ?? { seen: 0, pages: 0 };
  });
  const stage = db.transaction((document: string, runId: string, fetchedAt: number) => {
    const run = runningRun(db, runId);
    addToRun.get(records.write(run, [parseChromeosDevice(document)], fetchedAt), 0, run.seq);
    if (run.direct) raiseFleetVersion(db);
  });

  return {
    'runs.readPage': (text) => {
      const page = parseChromeosPage(text);
      return { handle: shelf.put(page), count: page.records.length, nextPageToken: page.nextPageToken };
    },
    'runs.commitPage': (input) => {
      const committed = commit.immediate(shelf.get(input.handle), input);
      shelf.drop(input.handle);
      return committed;
    },
    'runs.stageDevice': ({ runId, document, fetchedAt }) => {
      stage.immediate(document, runId, fetchedAt);
    },
  };
}

/** The run, if pages may still come. Throws `cancelled` when it has ended, `connection_not_found` when it went. */
function runningRun(db: Db, id: string): RunRow {
  const run = readRunRow(db, id);
  if (run.state !== 'running') throw new MusterError('cancelled', { run: id });
  return run;
}

function pageShelf() {
  const pages = new Map<number, ChromeosPage>();
  let lastHandle = 0;
  return {
    put: (page: ChromeosPage): number => {
      lastHandle += 1;
      pages.set(lastHandle, page);
      pages.delete(lastHandle - KEPT_PAGES);
      return lastHandle;
    },
    get: (handle: number): ChromeosPage => {
      const page = pages.get(handle);
      if (page === undefined) throw new MusterError('not_found', { handle });
      return page;
    },
    drop: (handle: number): void => {
      pages.delete(handle);
    },
  };
}
