import type { Db } from '../database/connect.ts';
import type { Snapshot } from '../query/snapshot.ts';
import type { Local, ReadCalls } from '../rpc.ts';
import { diffReader } from './diff.ts';
import { fleetAtReader } from './fleet-at.ts';
import { pageReader } from './page.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `history.${string}`>>;

/** What reads of the past answer, each from one snapshot; made ready when first asked. */
export function historyReads(db: Db, snapshot: Snapshot): Reads {
  const page = once(() => pageReader(db));
  const differences = once(() => diffReader(db));
  const fleets = once(() => fleetAtReader(db, snapshot));
  // Made ready outside of the read: one that fails takes back the tables made in it.
  const answers =
    <Input, Result>(reader: () => (input: Input) => Result) =>
    (input: Input): Result => {
      const read = reader();
      return snapshot.together(() => read(input));
    };
  return {
    'history.page': answers(page),
    'history.diff': answers(() => differences().diff),
    'history.at': answers(() => fleets().at),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
