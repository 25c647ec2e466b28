import { MusterError } from '../../model/errors.ts';
import type { Db } from '../database/connect.ts';

const FIND = "SELECT id, generation FROM connections WHERE kind = 'apple'";
const MAKE = `INSERT INTO connections (id, kind, method, account, domain, customer_id, scopes, connected_at, generation)
  VALUES (@id, 'apple', 'local', '', '', '', '[]', @at, 1) ON CONFLICT (kind) DO NOTHING`;

interface Kept {
  id: string;
  generation: number;
}

/** The connection of the devices that are managed here; null while there is none. */
export function appleConnection(db: Db): Kept | null {
  return db.prepare<[], Kept>(FIND).get() ?? null;
}

/** Makes it where there is none. Part of a transaction. */
export function ensureApple(db: Db, input: { id: string; at: number }): Kept {
  db.prepare<[object]>(MAKE).run(input);
  const kept = appleConnection(db);
  if (kept === null) throw new MusterError('internal', { reason: 'the connection was not kept' });
  return kept;
}

/** The number of that connection, which is made at its first need. Part of a transaction. */
export function appleConnectionSeq(db: Db, newId: (at: number) => string): (at: number) => number {
  const find = db.prepare<[], number>("SELECT seq FROM connections WHERE kind = 'apple'").pluck();
  const make = db.prepare<[object]>(MAKE);
  return (at) => find.get() ?? Number(make.run({ id: newId(at), at }).lastInsertRowid);
}
