import { fleetRecord } from '../bench/store-fleet.ts';
import { CONNECTION, EVERYTHING, newRun, openTestStore, T0 } from './store-fixtures.ts';

/**
 * A program that commits pages until it is killed: `node store-child.ts <file> <page size> <version>`. It goes
 * on with the run that was cut off, or begins one, and says `page N` when page N is committed.
 */
const [file = '', size = '50', version = '0'] = process.argv.slice(2);
const store = await openTestStore(file);
if ((await store.connections.google()) === null) await store.connections.saveGoogle(CONNECTION);
const unfinished = await store.runs.unfinished(CONNECTION.id);
const runId = unfinished?.run.id ?? `run-${version}`;
if (unfinished === null)
  await store.runs.start({ run: newRun(runId), partitions: EVERYTHING, generation: 1 });

const perPage = Number(size);
for (let page = unfinished?.run.pages ?? 0; ; page += 1) {
  const chromeosdevices = Array.from({ length: perPage }, (_, index) =>
    fleetRecord(page * perPage + index, Number(version)),
  );
  const text = JSON.stringify({ chromeosdevices, nextPageToken: `t${page + 1}` });
  const { handle, nextPageToken } = await store.runs.readPage(text);
  await store.runs.commitPage({ runId, handle, partition: 0, nextPageToken, fetchedAt: T0, generation: 1 });
  process.stdout.write(`page ${page + 1}\n`);
}
