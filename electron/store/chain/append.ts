import { createHash } from 'node:crypto';
import { AUDIT_ORIGIN, type AuditDraft, type AuditRow, auditText } from '../../model/audit.ts';
import type { Db } from '../database/connect.ts';

/** SHA-256 over a row and the hash before it, in hex. */
export function auditHash(row: Parameters<typeof auditText>[0]): string {
  return createHash('sha256').update(auditText(row)).digest('hex');
}

/**
 * Adds a row to the log, chained to the last one. To be called in the immediate transaction of the deed itself:
 * then no other program can add one between.
 */
export function appendAudit(db: Db, draft: AuditDraft): AuditRow {
  const last = db
    .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit_head WHERE one = 1')
    .get() ?? { seq: 0, hash: AUDIT_ORIGIN };
  const { at, actor, account, origin, host, deed, object, result } = draft;
  const seq = last.seq + 1;
  const previous = last.hash;
  const detail = JSON.stringify(draft.detail);
  const hash = auditHash({ seq, at, actor, account, origin, host, deed, object, detail, result, previous });
  db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...[seq, at, actor, account, origin, host, deed, object, detail, result, previous, hash],
  );
  db.prepare('INSERT OR REPLACE INTO audit_head VALUES (1, ?, ?)').run(seq, hash);
  return { ...draft, seq, previous, hash };
}
