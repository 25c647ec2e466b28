import type { Db } from '../database/connect.ts';

/** Drops the staged rows and marks of a connection's runs. Part of a transaction. */
export function discardRows(db: Db, connection: number): void {
  db.prepare(
    'DELETE FROM documents WHERE seq IN (SELECT document FROM staged_devices WHERE connection = ?)',
  ).run(connection);
  db.prepare('DELETE FROM staged_devices WHERE connection = ?').run(connection);
  forgetSeen(db, connection);
  db.prepare('UPDATE sync_runs SET holds_rows = 0 WHERE connection = ? AND holds_rows = 1').run(connection);
}

/** Emptying the whole table takes no time at all, and mostly there are no marks but these. */
function forgetSeen(db: Db, connection: number): void {
  const others = db
    .prepare('SELECT 1 FROM sync_runs WHERE connection <> ? AND holds_rows = 1')
    .get(connection);
  if (others === undefined) db.exec('DELETE FROM run_seen');
  else {
    const held = 'SELECT seq FROM sync_runs WHERE connection = ? AND holds_rows = 1';
    db.prepare(`DELETE FROM run_seen WHERE run IN (${held})`).run(connection);
  }
}
