import { z } from 'zod';
import { type GoogleConnection, googleConnectionSchema } from '../../model/connection.ts';
import { MusterError } from '../../model/errors.ts';
import { appleConnection, ensureApple } from '../apple/connection.ts';
import { endCommands } from '../commands/bulk.ts';
import { type Db, durably } from '../database/connect.ts';
import { removeCopies } from '../database/files.ts';
import { raiseFleetVersion } from '../database/state.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';
import { clearSearch } from '../search/fill.ts';
import { restoreIndexes } from '../sync/indexes.ts';
import { endSource, GOES } from '../users/end-source.ts';

interface Row {
  id: string;
  method: string;
  account: string;
  domain: string;
  customerId: string;
  scopes: string;
  apiRoot: string | null;
  authRoot: string | null;
  trouble: string | null;
  connectedAt: number;
  generation: number;
}
type Contents = { devices: number; runs: number; orgUnits: number; users: number; secrets: number };

const SELECT = `SELECT id, method, account, domain, customer_id AS customerId, scopes, api_root AS apiRoot,
  auth_root AS authRoot, trouble, connected_at AS connectedAt, generation
  FROM connections WHERE kind = 'google'`;
const UPSERT = `INSERT INTO connections
  (id, kind, method, account, domain, customer_id, scopes, api_root, auth_root, trouble, connected_at, generation)
  VALUES (?, 'google', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET method = excluded.method, account = excluded.account,
    domain = excluded.domain, customer_id = excluded.customer_id, scopes = excluded.scopes,
    api_root = excluded.api_root, auth_root = excluded.auth_root, trouble = excluded.trouble,
    connected_at = excluded.connected_at, generation = excluded.generation`;
const CONTENTS = `SELECT
  (SELECT count(*) FROM devices d WHERE d.connection = c.seq) AS devices,
  (SELECT count(*) FROM sync_runs r WHERE r.connection = c.seq) AS runs,
  (SELECT count(*) FROM org_units u WHERE u.connection = c.seq) AS orgUnits,
  (SELECT count(*) FROM users WHERE source = 'google' AND (${GOES})) AS users,
  (SELECT count(*) FROM secrets s WHERE instr(s.name, c.id) > 0) AS secrets
  FROM connections c WHERE c.id = ?`;

/** The number of a connection in this file. Throws `connection_not_found`. */
export function connectionSeq(db: Db, id: string): number {
  const seq = db.prepare<[string], number>('SELECT seq FROM connections WHERE id = ?').pluck().get(id);
  if (seq === undefined) throw new MusterError('connection_not_found', { id });
  return seq;
}

/** What reads of connections answer. */
export function connectionReads(
  db: Db,
): Pick<Local<ReadCalls>, 'connections.google' | 'connections.apple' | 'connections.contents'> {
  return {
    'connections.google': () => {
      const row = db.prepare<[], Row>(SELECT).get();
      return row === undefined ? null : fromRow(row);
    },
    'connections.apple': () => appleConnection(db),
    'connections.contents': (id) => {
      const contents = db.prepare<[string], Contents>(CONTENTS).get(id);
      return contents ?? { devices: 0, runs: 0, orgUnits: 0, users: 0, secrets: 0 };
    },
  };
}

/** Writes to connections; each is on the disk when it answers. */
export function connectionWrites(
  db: Db,
  file: string,
): Pick<Local<WriteCalls>, 'connections.saveGoogle' | 'connections.ensureApple' | 'connections.remove'> {
  return {
    'connections.saveGoogle': (connection) => {
      const holder = db.prepare<[], string>("SELECT id FROM connections WHERE kind = 'google'").pluck().get();
      if (holder !== undefined && holder !== connection.id) throw new MusterError('connection_exists');
      durably(db, () => db.prepare(UPSERT).run(...toRow(connection)));
    },
    'connections.ensureApple': (input) => durably(db, () => ensureApple(db, input)),
    'connections.remove': (id) => {
      durably(db, () => removeAll(db, id));
      removeCopies(file);
      compact(db);
    },
  };
}

function removeAll(db: Db, id: string): void {
  const seq = connectionSeq(db, id);
  db.prepare('DELETE FROM documents WHERE seq IN (SELECT document FROM devices WHERE connection = ?)').run(
    seq,
  );
  db.prepare(
    'DELETE FROM documents WHERE seq IN (SELECT document FROM staged_devices WHERE connection = ?)',
  ).run(seq);
  clearSearch(db);
  endCommands(db, id, lastDeed(db, id));
  db.prepare('DELETE FROM connections WHERE seq = ?').run(seq);
  endSource(db, 'google');
  // Whatever belongs to a connection carries its id in its name.
  db.prepare('DELETE FROM settings WHERE instr(key, ?) > 0').run(id);
  db.prepare('DELETE FROM secrets WHERE instr(name, ?) > 0').run(id);
  restoreIndexes(db);
  raiseFleetVersion(db);
}

/** A command that another program gave while this one deleted ends no earlier than it began. */
function lastDeed(db: Db, id: string): number {
  const last = db.prepare<[string], number>(
    'SELECT coalesce(max(created_at), 0) FROM commands WHERE connection_id = ?',
  );
  return last.pluck().get(id) ?? 0;
}

/** Writes the file anew so that no deleted text remains in it, nor in its log. */
function compact(db: Db): void {
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function fromRow({ scopes, apiRoot, authRoot, ...row }: Row): GoogleConnection {
  return googleConnectionSchema.parse({
    ...row,
    scopes: z.array(z.string()).parse(JSON.parse(scopes)),
    endpoints: { apiRoot, authRoot },
  });
}

function toRow(connection: GoogleConnection): unknown[] {
  const { id, method, account, domain, customerId, scopes, endpoints } = connection;
  const { trouble, connectedAt, generation } = connection;
  const { apiRoot, authRoot } = endpoints;
  const text = JSON.stringify(scopes);
  return [id, method, account, domain, customerId, text, apiRoot, authRoot, trouble, connectedAt, generation];
}
