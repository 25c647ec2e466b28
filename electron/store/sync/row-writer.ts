import type { DeviceFields } from '../../model/device.ts';
import { naturalKey } from '../../model/natural-order.ts';
import { searchTextOf } from '../../model/search-text.ts';
import type { Db } from '../database/connect.ts';
import { DEVICE_ROW_COLUMNS } from '../devices.ts';
import type { RunRow } from './run-rows.ts';

/** What is there of a device already. */
export interface KnownRow {
  seq: number;
  id: string;
  document: number;
  fingerprint: string;
  fetchedAt: number;
  vanishedAt: number | null;
}

export interface NewRow {
  seq: number;
  id: string;
  run: Pick<RunRow, 'connection'>;
  fields: DeviceFields;
  body(): string;
  fingerprint: string;
  fetchedAt: number;
  /** For staged rows: the device is not in the fleet yet. */
  isNew: boolean;
}

/** Rows of one of the two device tables with their documents. */
export function rowWriter(db: Db, table: 'devices' | 'staged_devices') {
  const isStaged = table === 'staged_devices';
  const known = `SELECT seq, id, document, fingerprint, fetched_at AS fetchedAt,
    ${isStaged ? 'NULL' : 'vanished_at'} AS vanishedAt FROM ${table}`;
  const bySeq = db.prepare<[number], KnownRow>(`${known} WHERE seq = ?`);
  const byProvider = db.prepare<[number, string], KnownRow>(
    `${known} WHERE connection = ? AND provider_id = ? ${isStaged ? 'AND is_new = 1' : ''}`,
  );
  const columns = isStaged ? [...DEVICE_ROW_COLUMNS, 'is_new'] : DEVICE_ROW_COLUMNS;
  const updates = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  const upsert = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (seq) DO UPDATE SET ${updates}`,
  );
  const remove = db
    .prepare<[number], number>(`DELETE FROM ${table} WHERE seq = ? RETURNING document`)
    .pluck();
  const addDocument = db.prepare('INSERT INTO documents (body) VALUES (?)');
  const changeDocument = db.prepare('UPDATE documents SET body = ? WHERE seq = ?');
  const removeDocument = db.prepare('DELETE FROM documents WHERE seq = ?');

  return {
    bySeq: (seq: number) => bySeq.get(seq),
    /** Of staged rows, only newcomers are found this way; the others have their device's number. */
    byProvider: (connection: number, providerId: string) => byProvider.get(connection, providerId),
    remove: (seq: number) => {
      const document = remove.get(seq);
      if (document !== undefined) removeDocument.run(document);
    },
    save: (row: NewRow, earlier: KnownRow | undefined) => {
      if (earlier !== undefined) changeDocument.run(row.body(), earlier.document);
      const document = earlier?.document ?? Number(addDocument.run(row.body()).lastInsertRowid);
      upsert.run(...valuesOf(row, document), ...(isStaged ? [row.isNew ? 1 : 0] : []));
    },
  };
}

/** The values of DEVICE_ROW_COLUMNS, in their order. */
export function valuesOf(
  { seq, id, run, fields, fingerprint, fetchedAt }: NewRow,
  document: number,
): unknown[] {
  const { platform, providerId, serial, model, user, location, assetId, notes } = fields;
  const { orgUnitId, orgUnitPath, state, providerStatus, status, osVersion } = fields;
  const key = [seq, id, run.connection, platform, providerId];
  const text = [serial, model, user, location, assetId, notes, orgUnitId, orgUnitPath];
  const os = osVersion === null ? null : naturalKey(osVersion);
  const times = [fields.lastSyncAt, fields.enrolledAt, fields.autoUpdateUntil];
  const store = [searchTextOf(fields), fingerprint, document, fetchedAt, fields.name];
  return [...key, ...text, state, providerStatus, status, osVersion, os, ...times, ...store];
}
