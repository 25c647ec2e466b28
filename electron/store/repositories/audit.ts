import { appendAudit } from '../chain/append.ts';
import { addFolding, auditRowOf, auditWhere, type StoredRow } from '../chain/rows.ts';
import { verifyChain } from '../chain/verify.ts';
import { type Db, durably } from '../database/connect.ts';
import { cursorStreams } from '../query/cursor-stream.ts';
import type { AuditStreamInput, Local, ReadCalls, WriteCalls } from '../rpc.ts';

/** What reads of the log answer; pages begin with the newest row. */
export function auditReads(db: Db): Pick<Local<ReadCalls>, 'audit.list'> {
  addFolding(db);
  return {
    'audit.list': ({ filter, before, limit }) => {
      const where = auditWhere(filter);
      const rows = db
        .prepare<unknown[], StoredRow>(
          `SELECT * FROM audit WHERE seq < ? AND ${where.text} ORDER BY seq DESC LIMIT ?`,
        )
        .all(before ?? Number.MAX_SAFE_INTEGER, ...where.bind, limit + 1);
      return { rows: rows.slice(0, limit).map(auditRowOf), more: rows.length > limit };
    },
  };
}

/** Writes to the log; each is on the disk when it answers. */
export function auditWrites(db: Db): Pick<Local<WriteCalls>, 'audit.append'> {
  return { 'audit.append': (draft) => durably(db, () => appendAudit(db, draft)) };
}

/** The log as a stream, newest first, and its check piece by piece. */
export function auditStreams(file: string) {
  return {
    rows: cursorStreams(file, streamedRows),
    check: cursorStreams(file, (db, _: { batch?: number }) => verifyChain(db)),
  };
}

function* streamedRows(db: Db, { filter }: AuditStreamInput) {
  addFolding(db);
  const where = auditWhere(filter);
  const rows = db.prepare<unknown[], StoredRow>(`SELECT * FROM audit WHERE ${where.text} ORDER BY seq DESC`);
  for (const row of rows.iterate(...where.bind)) yield auditRowOf(row);
}
