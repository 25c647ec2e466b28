import { type RawRecord, readRecord } from '../../model/chromeos-page.ts';
import { deviceFieldsOf } from '../../model/chromeos-record.ts';
import type { Db } from '../database/connect.ts';
import { fingerprintOf } from './fingerprint.ts';
import { listedDevices } from './listed.ts';
import { isOvertaken } from './overtaken.ts';
import { type KnownRow, type NewRow, rowWriter } from './row-writer.ts';
import type { RunRow } from './run-rows.ts';
import { seqSource } from './seq-source.ts';

interface RecordInHand {
  record: RawRecord;
  /** Its JSON text, made when first needed. */
  body(): string;
  fingerprint: string;
  fetchedAt: number;
}

/** Writes the records of a page and marks them seen; called inside a transaction. */
export interface RecordWriter {
  /** Answers how many of the records the run had not listed before. */
  write(run: RunRow, records: RawRecord[], fetchedAt: number): number;
}

/** Changed and new records go into the staged rows, or straight into the fleet when the run is direct. */
export function recordWriter(db: Db, nextId: (now: number) => string): RecordWriter {
  const published = rowWriter(db, 'devices');
  const staged = rowWriter(db, 'staged_devices');
  const listed = listedDevices(db);
  const markSeen = db.prepare('INSERT OR IGNORE INTO run_seen VALUES (?, ?)');
  const newSeq = seqSource(db);

  /** What a direct run lists is in the fleet by that: it needs no marks. */
  const writeDirect = (run: RunRow, hand: RecordInHand): number => {
    const seq = newSeq();
    if (listed.add(hand.record.deviceId, seq)) {
      published.save(rowOf(hand, { seq, id: nextId(hand.fetchedAt) }, run, false), undefined);
      return 1;
    }
    const earlier = published.bySeq(listed.find(hand.record.deviceId) ?? seq);
    if (
      earlier !== undefined &&
      earlier.fingerprint !== hand.fingerprint &&
      !isOvertaken(hand.fetchedAt, earlier)
    ) {
      published.save(rowOf(hand, earlier, run, false), earlier);
    }
    return 0;
  };

  const writeStaged = (run: RunRow, hand: RecordInHand): number => {
    const live = published.byProvider(run.connection, hand.record.deviceId);
    // Read back after a command since this page was asked for.
    if (live?.vanishedAt === null && isOvertaken(hand.fetchedAt, live)) {
      return markSeen.run(run.seq, live.seq).changes;
    }
    if (live !== undefined && isAsCached(live, hand)) {
      const { changes } = markSeen.run(run.seq, live.seq);
      // Listed a second time, now as the cache has it: what was staged in between is no longer true.
      if (changes === 0) staged.remove(live.seq);
      return changes;
    }
    const earlier =
      live === undefined ? staged.byProvider(run.connection, hand.record.deviceId) : staged.bySeq(live.seq);
    const head = live ?? earlier ?? { seq: newSeq(), id: nextId(hand.fetchedAt) };
    if (earlier?.fingerprint !== hand.fingerprint) {
      staged.save(rowOf(hand, head, run, live === undefined), earlier);
    }
    return markSeen.run(run.seq, head.seq).changes;
  };

  return {
    write: (run, records, fetchedAt) => {
      if (run.direct) listed.begin(run);
      const writeOne = run.direct ? writeDirect : writeStaged;
      return records.reduce((seen, record) => seen + writeOne(run, inHand(record, fetchedAt)), 0);
    },
  };
}

function isAsCached(live: KnownRow, { fingerprint }: RecordInHand): boolean {
  return live.fingerprint === fingerprint && live.vanishedAt === null;
}

function inHand(record: RawRecord, fetchedAt: number): RecordInHand {
  let text: string | null = null;
  const body = () => {
    text ??= JSON.stringify(record);
    return text;
  };
  return { record, body, fingerprint: fingerprintOf(record, body), fetchedAt };
}

function rowOf(
  { record, body, fingerprint, fetchedAt }: RecordInHand,
  { seq, id }: Pick<NewRow, 'seq' | 'id'>,
  run: RunRow,
  isNew: boolean,
): NewRow {
  return { seq, id, run, fields: deviceFieldsOf(readRecord(record)), body, fingerprint, fetchedAt, isNew };
}
