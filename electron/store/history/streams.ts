import { cursorStreams } from '../query/cursor-stream.ts';
import { snapshotOf } from '../query/snapshot.ts';
import type { DiffStreamInput, FleetAtStreamInput, HistoryStreamInput, Local, ReadCalls } from '../rpc.ts';
import { diffReader } from './diff.ts';
import { fleetAtReader } from './fleet-at.ts';
import { streamedHistory } from './page.ts';

type Streams = Pick<
  Local<ReadCalls>,
  Extract<keyof ReadCalls, `historyStream.${string}` | `diffStream.${string}` | `fleetAtStream.${string}`>
>;

/** Streams over the past. */
export function historyStreams(file: string): Streams & { closeAll(): void } {
  const pages = cursorStreams(file, (db, input: HistoryStreamInput) => streamedHistory(db, input));
  const differences = cursorStreams(file, (db, input: DiffStreamInput) => diffReader(db).rows(input));
  const fleets = cursorStreams(file, (db, input: FleetAtStreamInput) =>
    fleetAtReader(db, snapshotOf(db)).rows(input),
  );
  return {
    'historyStream.open': pages.open,
    'historyStream.next': pages.next,
    'historyStream.close': pages.close,
    'diffStream.open': differences.open,
    'diffStream.next': differences.next,
    'diffStream.close': differences.close,
    'fleetAtStream.open': fleets.open,
    'fleetAtStream.next': fleets.next,
    'fleetAtStream.close': fleets.close,
    closeAll: () => {
      for (const { closeAll } of [pages, differences, fleets]) closeAll();
    },
  };
}
