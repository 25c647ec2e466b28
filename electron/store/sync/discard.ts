import type { Db } from '../database/connect.ts';

/** Drops the staged rows and marks of a connection's runs. Part of a transaction. */
export function discardRows(db: Db, connection: number): void {
  db.prepare(
    'DELETE FROM documents WHERE seq IN (SELECT document FROM staged_devices WHERE connection = ?)',
  ).run(connection);
  db.prepare('DELETE FROM staged_devices WHERE connection = ?').run(connection);
  const held = 'SELECT seq FROM sync_runs WHERE connection = ? AND holds_rows = 1';
  db.prepare(`DELETE FROM run_seen WHERE run IN (${held})`).run(connection);
  db.prepare('UPDATE sync_runs SET holds_rows = 0 WHERE connection = ? AND holds_rows = 1').run(connection);
}
