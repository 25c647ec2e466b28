import type { Db } from '../database/connect.ts';
import { DEVICE_ROW_COLUMNS } from '../devices.ts';

/** Columns that stand in an index, in groups that change together. */
const INDEXED: readonly (readonly string[])[] = [
  ['serial'],
  ['model'],
  ['user'],
  ['asset_id'],
  ['location'],
  ['notes'],
  ['org_unit_id', 'org_unit_path'],
  ['os_version', 'os_order'],
  ['state', 'provider_status', 'status'],
  ['last_sync_at'],
  ['enrolled_at'],
  ['auto_update_until'],
];
const PLAIN = ['name', 'search_text', 'fingerprint', 'document', 'fetched_at'];

/**
 * Puts a connection's staged rows in the place of the published ones. Part of a transaction. SQLite writes every
 * index of a column that is set, changed or not: so the indexed ones are set only where they differ, which
 * mostly is the last sync alone.
 */
export function replaceRows(db: Db, connection: number): void {
  db.prepare(
    `DELETE FROM documents WHERE seq IN (SELECT d.document FROM staged_devices s
       CROSS JOIN devices d ON d.seq = s.seq WHERE s.connection = ?)`,
  ).run(connection);
  const update = (columns: readonly string[], condition: string) => {
    const set = columns.map((column) => `${column} = s.${column}`).join(', ');
    db.prepare(
      `UPDATE devices SET ${set} FROM staged_devices s
       WHERE s.seq = devices.seq AND s.connection = ? AND s.is_new = 0 AND (${condition})`,
    ).run(connection);
  };
  for (const columns of INDEXED) {
    update(columns, columns.map((column) => `devices.${column} IS NOT s.${column}`).join(' OR '));
  }
  update(PLAIN, 'true');
  db.prepare(
    `UPDATE devices SET vanished_at = NULL WHERE vanished_at IS NOT NULL AND seq IN
       (SELECT seq FROM staged_devices WHERE connection = ?)`,
  ).run(connection);
  const columns = DEVICE_ROW_COLUMNS.join(', ');
  db.prepare(
    `INSERT INTO devices (${columns}) SELECT ${columns} FROM staged_devices WHERE connection = ? AND is_new = 1`,
  ).run(connection);
  // The documents now belong to the published rows: discarding must not find them here.
  db.prepare('DELETE FROM staged_devices WHERE connection = ?').run(connection);
}
