import type { UserDirectory } from '../../model/user-directory.ts';
import type { Db } from '../database/connect.ts';
import { keptOf, raiseUsersVersion, userReader, userWriter } from './rows.ts';

/**
 * The end of a source: its users go with it, but for those who were kept here before; they are again. To be called in
 * a transaction.
 */
export function endSource(db: Db, source: UserDirectory['source']): void {
  const write = userWriter(db);
  for (const row of userReader<[string]>(db, `WHERE NOT (${GOES}) AND source = ?`).all(source)) {
    const here = { source: row.keptAs ?? 'local', externalId: null, keptAs: null, sourceLanguage: null };
    write({ ...keptOf(row), ...here });
  }
  db.prepare<[string]>('DELETE FROM users WHERE source = ?').run(source);
  db.prepare<[string]>('DELETE FROM user_imports WHERE source = ?').run(source);
  raiseUsersVersion(db);
}

/** The users who go with their source. */
export const GOES = "kept_as IS NULL OR state = 'gone'";
