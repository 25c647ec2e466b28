import { MusterError } from '../../model/errors.ts';
import { userKey } from '../../model/user.ts';
import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import { cursorStreams } from '../query/cursor-stream.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';
import { keepFailure, keepResult, listImports } from '../users/imports.ts';
import { mergeUsers } from '../users/merge.ts';
import { putUsers } from '../users/put.ts';
import { raiseUsersVersion, userReader, usersVersion } from '../users/rows.ts';
import { counted, streamedUsers, userWindows } from '../users/window.ts';
import { connectionSeq } from './connections.ts';
import { assertGeneration } from './generation.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `users.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `users.${string}`>>;

const AMONG = 'IN (SELECT value FROM json_each(?))';

/** What reads of users answer. */
export function userReads(db: Db): Reads {
  const window = userWindows(db);
  const byId = userReader<[string]>(db, 'WHERE id = ?');
  const byNames = userReader<[string]>(db, `WHERE name_key ${AMONG} AND state <> 'gone'`);
  const byEmails = userReader<[string]>(db, `WHERE email_key ${AMONG} AND state <> 'gone'`);
  const keysOf = (names: string[]): string => JSON.stringify(names.map(userKey));
  return {
    'users.window': window,
    'users.get': db.transaction((id: string) => counted(db, byId.all(id))[0] ?? null),
    'users.byUserNames': db.transaction((names: string[]) => counted(db, byNames.all(keysOf(names)))),
    'users.byEmails': db.transaction((emails: string[]) => counted(db, byEmails.all(keysOf(emails)))),
    'users.version': () => usersVersion(db),
    'users.imports': () => listImports(db),
  };
}

/** Writes to users; each is on the disk, with its row of the log, when it answers. */
export function userWrites(db: Db, newId: (at: number) => string): Writes {
  return {
    'users.put': ({ users, audit, version, result }) => {
      durably(db, () => {
        if (version !== undefined && version !== usersVersion(db)) throw new MusterError('review_gone');
        putUsers(db, users);
        if (result !== undefined) keepResult(db, result, false);
        raiseUsersVersion(db);
        appendAudit(db, audit);
      });
    },
    'users.remove': ({ ids, audit }) =>
      durably(db, () => {
        const list = JSON.stringify(ids);
        const users = counted(db, userReader<[string]>(db, `WHERE id ${AMONG} ORDER BY seq`).all(list));
        if (users.length === 0) return [];
        db.prepare<[string]>(`DELETE FROM users WHERE id ${AMONG}`).run(list);
        raiseUsersVersion(db);
        const names = users.map(({ userName }) => userName).join(', ');
        const shown = names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES)}…` : names;
        appendAudit(db, { ...audit, detail: { ...audit.detail, count: users.length, names: shown } });
        return users;
      }),
    'users.merge': ({ connection, audit, ...input }) =>
      durably(db, () => {
        if (connection !== undefined)
          assertGeneration(db, connectionSeq(db, connection.id), connection.generation);
        const result = mergeUsers(db, input, newId);
        keepResult(db, result, input.whole && result.held === null);
        raiseUsersVersion(db);
        const { at: _at, ...told } = result;
        appendAudit(db, { ...audit, detail: { ...audit.detail, ...told } });
        return result;
      }),
    'users.noteFailure': ({ source, error, audit }) => {
      durably(db, () => {
        keepFailure(db, source, error);
        appendAudit(db, audit);
      });
    },
  };
}

/** Characters of names that a row of the log has room for. */
const MOST_NAMES = 2000;

/** All of a filter as a stream. */
export function userStreams(file: string) {
  return cursorStreams(file, streamedUsers);
}
