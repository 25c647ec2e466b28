import { type AppleDocument, appleDocumentSchema, appleFieldsOf } from '../../model/apple/record.ts';
import { MusterError } from '../../model/errors.ts';
import { type Db, durably } from '../database/connect.ts';
import { raiseFleetVersion } from '../database/state.ts';
import { applySearchChanges, prepareSearchChanges } from '../search/update.ts';
import { rowAmender } from '../sync/row-amender.ts';
import { type KnownRow, type NewRow, rowWriter, valuesOf } from '../sync/row-writer.ts';
import { seqSource } from '../sync/seq-source.ts';
import { appleConnectionSeq } from './connection.ts';
import { type ChangeLog, changeLogs } from './history.ts';

/** What is written to the fleet in one transaction. Times are ms UTC. */
export interface FleetBatch {
  /** Adds a device that was never here, and answers its id. */
  add(document: AppleDocument): string;
  /** Writes a device’s document anew, with its row, its search text and its history. */
  change(deviceId: string, edit: (document: AppleDocument) => AppleDocument): void;
  /** Puts one part into the document that says nothing of the row. */
  patch(deviceId: string, part: string, json: string): void;
  /** Notes that the device came. */
  seen(deviceId: string, at: number): void;
}

/** Runs `work` durably at `at`, with the fleet’s rows at hand. */
export type FleetTransaction = <Result>(at: number, work: (fleet: FleetBatch) => Result) => Result;

interface Row extends KnownRow {
  lastSeenAt: number | null;
  body: string;
}

/** What tells one state of a record from another is not asked of devices that tell it themselves. */
const FINGERPRINT = 'apple';

/** Writes of devices that are managed here, as the lists show them. */
export function fleetTransaction(db: Db, newId: (at: number) => string): FleetTransaction {
  prepareSearchChanges(db);
  const writer = deviceWriter(db);
  const seen = db.prepare<[number, string, number]>(
    'UPDATE devices SET last_sync_at = ? WHERE id = ? AND last_sync_at IS NOT ?',
  );
  const patch = db.prepare<[string, string, string, number, string]>(
    `UPDATE documents SET body = json_set(body, ?, json(?), ?, CAST(? AS INTEGER))
     WHERE seq = (SELECT document FROM devices WHERE id = ?)`,
  );
  const logs = changeLogs(db, appleConnectionSeq(db, newId));
  return (at, work) =>
    durably(db, () => {
      let touched = false;
      const log = logs(at);
      const fleet: FleetBatch = {
        add: (document) => {
          touched = true;
          return writer.add(document, newId(at), log);
        },
        change: (deviceId, edit) => {
          touched = true;
          writer.change(deviceId, edit, log);
        },
        patch: (deviceId, part, json) => {
          patch.run(`$.${part}`, json, `$.at.${part}`, at, deviceId);
        },
        seen: (deviceId, seenAt) => {
          if (seen.run(seenAt, deviceId, seenAt).changes > 0) touched = true;
        },
      };
      const result = work(fleet);
      log.close();
      if (touched) {
        applySearchChanges(db);
        raiseFleetVersion(db);
      }
      return result;
    });
}

function deviceWriter(db: Db) {
  const { save } = rowWriter(db, 'devices');
  const amend = rowAmender(db);
  const newSeq = seqSource(db);
  const find = db.prepare<[string], Row>(
    `SELECT d.seq, d.id, d.document, d.fingerprint, d.fetched_at AS fetchedAt, d.vanished_at AS vanishedAt,
       d.last_sync_at AS lastSeenAt, o.body
     FROM devices d JOIN documents o ON o.seq = d.document WHERE d.id = ?`,
  );
  const changeDocument = db.prepare<[string, number]>('UPDATE documents SET body = ? WHERE seq = ?');
  const searched = db
    .prepare<[number], string>('SELECT json_array(search_text, serial) FROM devices WHERE seq = ?')
    .pluck();
  const noteSearch = db.prepare<[number]>('INSERT OR IGNORE INTO temp.search_changes VALUES (?)');
  return {
    add: (document: AppleDocument, id: string, log: ChangeLog): string => {
      const seq = newSeq();
      save(rowOf(document, { seq, id }, log), undefined);
      noteSearch.run(seq);
      log.registered(seq);
      return id;
    },
    change: (deviceId: string, edit: (document: AppleDocument) => AppleDocument, log: ChangeLog): void => {
      const row = find.get(deviceId);
      if (row === undefined) throw new MusterError('not_found', { id: deviceId });
      const before = searched.get(row.seq);
      // A device that was merely seen has no new document.
      const { lastSeenAt } = row;
      const next = rowOf(edit({ ...appleDocumentSchema.parse(JSON.parse(row.body)), lastSeenAt }), row, log);
      log.around(row.seq, () => {
        changeDocument.run(next.body(), row.document);
        amend(row.seq, valuesOf(next, row.document));
      });
      if (searched.get(row.seq) !== before) noteSearch.run(row.seq);
    },
  };
}

function rowOf(document: AppleDocument, { seq, id }: Pick<NewRow, 'seq' | 'id'>, log: ChangeLog): NewRow {
  return {
    ...{ seq, id, run: { connection: log.connection() }, fields: appleFieldsOf(document) },
    ...{ body: () => JSON.stringify(document), fingerprint: FINGERPRINT, fetchedAt: log.at, isNew: false },
  };
}
