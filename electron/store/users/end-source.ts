import type { UserDirectory } from '../../model/user-directory.ts';
import type { Db } from '../database/connect.ts';
import { keptOf, userReader, userWriter } from './rows.ts';

/**
 * The end of a source; see UserRepository.endSource. To be called in a transaction, after its devices are gone.
 */
export function endSource(db: Db, source: UserDirectory['source']): { removed: number } {
  const rows = userReader<[string]>(db, 'WHERE source = ?').all(source);
  const hasDevice = db.prepare<[string]>(
    `SELECT 1 FROM devices WHERE vanished_at IS NULL
       AND user COLLATE NOCASE IN (SELECT value FROM json_each(?)) LIMIT 1`,
  );
  const remove = db.prepare<[number]>('DELETE FROM users WHERE seq = ?');
  const write = userWriter(db);
  let removed = 0;
  for (const row of rows) {
    const names = JSON.stringify([row.userName, row.email ?? row.userName]);
    const stays = row.state !== 'gone' && (row.keptAs !== null || hasDevice.get(names) !== undefined);
    if (!stays) {
      remove.run(row.seq);
      removed += 1;
      continue;
    }
    const here = { source: row.keptAs ?? 'local', externalId: null, keptAs: null, sourceLanguage: null };
    write({ ...keptOf(row), ...here });
  }
  db.prepare('DELETE FROM user_imports WHERE source = ?').run(source);
  return { removed };
}
