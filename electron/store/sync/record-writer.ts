import { type RawRecord, readRecord } from '../../model/chromeos-page.ts';
import { deviceFieldsOf } from '../../model/chromeos-record.ts';
import { naturalKey } from '../../model/natural-order.ts';
import { searchTextOf } from '../../model/search-text.ts';
import type { Db } from '../database/connect.ts';
import { DEVICE_ROW_COLUMNS } from '../devices.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { RunRow } from './run-rows.ts';

interface Known {
  seq: number;
  id: string;
  document: number;
  fingerprint: string;
  vanishedAt: number | null;
}
type Table = 'devices' | 'staged_devices';

/**
 * Answers a function that writes the records of a page and marks them seen: changed and new ones into the
 * staged rows, or straight into the fleet when the run is direct. It answers how many of them the run had not
 * listed before, and is called inside a transaction.
 */
export function recordWriter(db: Db, nextId: (now: number) => string) {
  const published = rowWriter(db, 'devices');
  const staged = rowWriter(db, 'staged_devices');
  const markSeen = db.prepare('INSERT OR IGNORE INTO run_seen VALUES (?, ?)');
  const lastSeq = db
    .prepare<[], number>(
      `SELECT max((SELECT coalesce(max(seq), 0) FROM devices),
         (SELECT coalesce(max(seq), 0) FROM staged_devices))`,
    )
    .pluck();

  const writeOne = (run: RunRow, record: RawRecord, fetchedAt: number, newSeq: () => number): number => {
    let text: string | null = null;
    const body = () => {
      text ??= JSON.stringify(record);
      return text;
    };
    const fingerprint = fingerprintOf(record, body);
    const live = published.find(run.connection, record.deviceId);
    if (live !== undefined && live.fingerprint === fingerprint && live.vanishedAt === null) {
      return markSeen.run(run.seq, live.seq).changes || takeBack(run, record);
    }
    const target = run.direct ? published : staged;
    const earlier = run.direct ? live : staged.find(run.connection, record.deviceId);
    const seq = live?.seq ?? earlier?.seq ?? newSeq();
    if (earlier?.fingerprint !== fingerprint) {
      const id = live?.id ?? earlier?.id ?? nextId(fetchedAt);
      target.save({ seq, id, connection: run.connection, fingerprint, fetchedAt }, record, body(), earlier);
    }
    return markSeen.run(run.seq, seq).changes;
  };
  /** A device listed again as the cache has it: what was staged of it in between is no longer true. */
  const takeBack = (run: RunRow, record: RawRecord): number => {
    if (!run.direct) staged.remove(run.connection, record.deviceId);
    return 0;
  };

  return (run: RunRow, records: RawRecord[], fetchedAt: number): number => {
    let last = lastSeq.get() ?? 0;
    const newSeq = () => {
      last += 1;
      return last;
    };
    return records.reduce((seen, record) => seen + writeOne(run, record, fetchedAt, newSeq), 0);
  };
}

interface RowHead {
  seq: number;
  id: string;
  connection: number;
  fingerprint: string;
  fetchedAt: number;
}

/** Rows of one of the two device tables with their documents. */
function rowWriter(db: Db, table: Table) {
  const vanished = table === 'devices' ? 'vanished_at' : 'NULL';
  const find = db.prepare<[number, string], Known>(
    `SELECT seq, id, document, fingerprint, ${vanished} AS vanishedAt FROM ${table}
     WHERE connection = ? AND provider_id = ?`,
  );
  const places = DEVICE_ROW_COLUMNS.map(() => '?').join(', ');
  const updates = DEVICE_ROW_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ');
  const upsert = db.prepare(
    `INSERT INTO ${table} (${DEVICE_ROW_COLUMNS.join(', ')}) VALUES (${places})
     ON CONFLICT (seq) DO UPDATE SET ${updates}`,
  );
  const remove = db.prepare<[number, string], number>(
    `DELETE FROM ${table} WHERE connection = ? AND provider_id = ? RETURNING document`,
  );
  const addDocument = db.prepare('INSERT INTO documents (body) VALUES (?)');
  const changeDocument = db.prepare('UPDATE documents SET body = ? WHERE seq = ?');
  const removeDocument = db.prepare('DELETE FROM documents WHERE seq = ?');

  return {
    find: (connection: number, providerId: string) => find.get(connection, providerId),
    remove: (connection: number, providerId: string) => {
      const document = remove.pluck().get(connection, providerId);
      if (document !== undefined) removeDocument.run(document);
    },
    save: (head: RowHead, record: RawRecord, body: string, earlier: Known | undefined) => {
      if (earlier !== undefined) changeDocument.run(body, earlier.document);
      const document = earlier?.document ?? Number(addDocument.run(body).lastInsertRowid);
      upsert.run(...rowOf(head, record, document));
    },
  };
}

/** The values of DEVICE_ROW_COLUMNS, in their order. */
function rowOf(head: RowHead, raw: RawRecord, document: number): unknown[] {
  const device = deviceFieldsOf(readRecord(raw));
  const { platform, providerId, serial, model, user, location, assetId, notes } = device;
  const { orgUnitId, orgUnitPath, state, providerStatus, status, osVersion } = device;
  const key = [head.seq, head.id, head.connection, platform, providerId];
  const text = [serial, model, user, location, assetId, notes, orgUnitId, orgUnitPath];
  const os = osVersion === null ? null : naturalKey(osVersion);
  const times = [device.lastSyncAt, device.enrolledAt, device.autoUpdateUntil];
  const store = [searchTextOf(device), head.fingerprint, document, head.fetchedAt];
  return [...key, ...text, state, providerStatus, status, osVersion, os, ...times, ...store];
}
