import { createHash } from 'node:crypto';
import { AUDIT_ORIGIN, type AuditDraft, type AuditRow, auditText } from '../../model/audit.ts';
import type { Db } from '../database/connect.ts';

/** The last row that a chain rests on. */
export interface Link {
  seq: number;
  hash: string;
}

/** What the first row rests on. */
export const CHAIN_START: Link = { seq: 0, hash: AUDIT_ORIGIN };

/** Of the row noted as the last one and the last one there is, the later: the log goes on, whatever was done to it. */
const LAST = `SELECT seq, hash FROM audit_head WHERE one = 1 UNION ALL
  SELECT * FROM (SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1) ORDER BY seq DESC LIMIT 1`;

/** SHA-256 over a row and the hash before it, in hex. */
export function auditHash(row: Parameters<typeof auditText>[0]): string {
  return createHash('sha256').update(auditText(row)).digest('hex');
}

/**
 * Adds a row to the log, chained to the last one. To be called in the immediate transaction of the deed itself:
 * then no other program can add one between.
 */
export function appendAudit(db: Db, draft: AuditDraft): AuditRow {
  const last = db.prepare<[], Link>(LAST).get() ?? CHAIN_START;
  const row = { ...stored(draft), seq: last.seq + 1, previous: last.hash };
  const detail = JSON.stringify(draft.detail);
  const hash = auditHash({ ...row, detail });
  const { seq, at, actor, account, origin, host, deed, object, result, previous } = row;
  db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...[seq, at, actor, account, origin, host, deed, object, detail, result, previous, hash],
  );
  db.prepare('INSERT OR REPLACE INTO audit_head VALUES (1, ?, ?)').run(seq, hash);
  return { ...row, hash };
}

/** A row as it will be read: half a character (an unpaired surrogate) has no place in UTF-8. */
function stored(draft: AuditDraft): AuditDraft {
  return {
    ...draft,
    actor: draft.actor.toWellFormed(),
    account: draft.account?.toWellFormed() ?? null,
    host: draft.host.toWellFormed(),
    object: draft.object?.toWellFormed() ?? null,
    result: draft.result.toWellFormed(),
  };
}
