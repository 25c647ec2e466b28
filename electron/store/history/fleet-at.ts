import type { Device } from '../../model/device.ts';
import type { FleetAt, FleetAtInput } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { fleetVersion } from '../database/state.ts';
import { planner } from '../query/plan.ts';
import type { Snapshot } from '../query/snapshot.ts';
import { cachedStatements } from '../query/statements.ts';
import { formerDevices } from './former-device.ts';
import { type FormerQuery, orderOfThen, testsOfThen } from './former-query.ts';
import { pastReader } from './past.ts';
import { fieldsFor, undoer } from './undo.ts';

/** The fleet as it was known at instants of the past. */
export function fleetAtReader(db: Db, snapshot: Snapshot) {
  const pastAt = pastReader(db);
  const undo = undoer(db);
  const deviceAt = formerDevices(db);
  const statements = cachedStatements(db);
  const plan = planner(statements, snapshot);

  /** Which devices of `seqs` match: those that were others then by what they were, the rest by what they are. */
  const matching = (query: FormerQuery, seqs: number[]): number[] => {
    const { filter, others } = testsOfThen(db, query);
    if (others === null) return seqs;
    const marks = new Uint8Array(seqs.reduce((most, seq) => Math.max(most, seq), 0) + 1);
    for (const seq of statements.iterate(plan.matches(filter, 'd.seq'))) marks[seq] = 1;
    for (const seq of statements.iterate({ text: 'SELECT seq FROM temp.then_devices', bind: [] }))
      marks[seq] = 0;
    for (const seq of statements.iterate(others)) marks[seq] = 1;
    return seqs.filter((seq) => marks[seq] === 1);
  };

  const seqsOf = (query: FormerQuery, lastRow: number, unknown: number[]): number[] => {
    undo(lastRow, fieldsFor(query), fleetVersion(db));
    return matching(query, statements.numbers(orderOfThen(query, unknown)));
  };

  return {
    at: ({ at, filter, sort, offset, limit }: FleetAtInput): FleetAt => {
      const { lastRow, since, run, unknown } = pastAt(at);
      if (lastRow === null) return { rows: [], total: 0, since, run };
      const key = JSON.stringify(['then', lastRow, unknown, filter, sort]);
      const seqs = snapshot.rememberList(key, () => seqsOf({ filter, sort }, lastRow, unknown));
      const rows = [...seqs.subarray(offset, offset + limit)].flatMap((seq) => deviceAt(seq, lastRow, at));
      return { rows, total: seqs.length, since, run };
    },
    /** All of them, one by one. */
    rows: function* ({ at, filter, sort }: Omit<FleetAtInput, 'offset' | 'limit'>): Generator<Device> {
      const { lastRow, unknown } = pastAt(at);
      if (lastRow === null) return;
      for (const seq of seqsOf({ filter, sort }, lastRow, unknown)) yield* deviceAt(seq, lastRow, at);
    },
  };
}
