import { parseChromeosDevice, type RawRecord, readRecord } from '../../model/chromeos-page.ts';
import { deviceFieldsOf } from '../../model/chromeos-record.ts';
import type { DeviceRepository } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { raiseFleetVersion } from '../database/state.ts';
import { keptValues, writeRefreshHistory } from '../history/write-refresh.ts';
import { connectionSeq } from '../repositories/connections.ts';
import { applySearchChanges, prepareSearchChanges } from '../search/update.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isOvertaken } from './overtaken.ts';
import { rowWriter } from './row-writer.ts';

type Input = Parameters<DeviceRepository['refresh']>[0];

/**
 * Puts a record read by itself in the place of the published one, with its history; on the disk when it returns.
 * Vanished devices are left to the next complete run, which alone says who is there. Throws `google_bad_answer`,
 * `connection_not_found`.
 */
export function refreshDevice(db: Db, input: Input): void {
  const record = parseChromeosDevice(input.document);
  prepareSearchChanges(db);
  durably(db, () => replace(db, record, input));
}

function replace(db: Db, record: RawRecord, { connectionId, fetchedAt, commandId }: Input): void {
  const connection = connectionSeq(db, connectionId);
  const published = rowWriter(db, 'devices');
  const live = published.byProvider(connection, record.deviceId);
  if (live === undefined || live.vanishedAt !== null || isOvertaken(fetchedAt, live)) return;
  const { seq, id } = live;
  const kept = keptValues(db);
  const before = kept(seq);
  noteIfSearched(db, seq, () => {
    const body = () => JSON.stringify(record);
    const fingerprint = fingerprintOf(record, body);
    const fields = deviceFieldsOf(readRecord(record));
    published.save(
      { seq, id, run: { connection }, fields, body, fingerprint, fetchedAt, isNew: false },
      live,
    );
  });
  // One that the newest run missed has an age of its own.
  db.prepare('UPDATE devices SET checked_at = ? WHERE seq = ? AND checked_at IS NOT NULL').run(
    fetchedAt,
    seq,
  );
  dropEarlierStaged(db, seq, fetchedAt);
  writeRefreshHistory(db, { connection, device: seq, command: commandId, at: fetchedAt }, before, kept(seq));
  raiseFleetVersion(db);
}

/** Brings the search index up to the device, when what it is found by has changed. */
function noteIfSearched(db: Db, seq: number, write: () => void): void {
  const read = db.prepare<[number], string>(
    'SELECT json_array(search_text, serial) FROM devices WHERE seq = ?',
  );
  const before = read.pluck().get(seq);
  write();
  if (read.get(seq) === before) return;
  db.prepare('INSERT INTO temp.search_changes VALUES (?)').run(seq);
  applySearchChanges(db);
}

/** What a run under way has staged of an earlier reading would put the old values back. */
function dropEarlierStaged(db: Db, seq: number, fetchedAt: number): void {
  const staged = rowWriter(db, 'staged_devices');
  const waiting = staged.bySeq(seq);
  if (waiting !== undefined && !isOvertaken(fetchedAt, waiting)) staged.remove(seq);
}
