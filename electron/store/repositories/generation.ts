import { MusterError } from '../../model/errors.ts';
import type { Db } from '../database/connect.ts';

/** Drops what an earlier life of a connection still sends. Throws `connection_not_found`. */
export function assertGeneration(db: Db, connection: number, generation: number): void {
  const current = db
    .prepare<[number], number>('SELECT generation FROM connections WHERE seq = ?')
    .pluck()
    .get(connection);
  if (current !== generation) throw new MusterError('connection_not_found', { generation });
}
