import { type Db, durably } from '../database/connect.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, 'settings.get' | 'secrets.get' | 'secrets.list'>;
type Writes = Pick<
  Local<WriteCalls>,
  'settings.set' | 'settings.delete' | 'secrets.put' | 'secrets.putNew' | 'secrets.delete'
>;

/** What reads of settings and secrets answer. */
export function settingReads(db: Db): Reads {
  const setting = db.prepare<[string], string>('SELECT json FROM settings WHERE key = ?').pluck();
  const secret = db.prepare<[string], Uint8Array>('SELECT blob FROM secrets WHERE name = ?').pluck();
  const names = db.prepare<[], string>('SELECT name FROM secrets ORDER BY name').pluck();
  return {
    'settings.get': (key) => setting.get(key) ?? null,
    'secrets.get': (name) => {
      const blob = secret.get(name);
      return blob === undefined ? null : Uint8Array.from(blob);
    },
    'secrets.list': () => names.all(),
  };
}

/** Writes to settings and secrets; each is on the disk when it answers. */
export function settingWrites(db: Db): Writes {
  const changed = (sql: string, ...values: unknown[]): boolean =>
    durably(db, () => db.prepare(sql).run(...values)).changes > 0;
  const run = (sql: string, ...values: unknown[]): void => {
    changed(sql, ...values);
  };
  return {
    'settings.set': (key, json) => run('INSERT OR REPLACE INTO settings VALUES (?, ?)', key, json),
    'settings.delete': (key) => run('DELETE FROM settings WHERE key = ?', key),
    'secrets.put': (name, blob) => run('INSERT OR REPLACE INTO secrets VALUES (?, ?)', name, blob),
    'secrets.putNew': (name, blob) => changed('INSERT OR IGNORE INTO secrets VALUES (?, ?)', name, blob),
    'secrets.delete': (name) => run('DELETE FROM secrets WHERE name = ?', name),
  };
}
