import type { AuditDraft } from '../../model/audit.ts';
import { appendAudit } from '../chain/append.ts';
import type { Db } from '../database/connect.ts';
import { commandReader } from './rows.ts';

/** Records the end of commands (by their seq), each with its id and its numbers by state. Part of a transaction. */
export function recordEnds(db: Db, commands: readonly number[], draft: AuditDraft | null): void {
  if (draft === null || commands.length === 0) return;
  const read = commandReader<[number]>(db, 'WHERE c.seq = ?');
  for (const { id, counts } of commands.flatMap((command) => read(command))) {
    const numbers = Object.entries(counts).filter(([, count]) => count > 0);
    appendAudit(db, { ...draft, object: id, detail: { ...draft.detail, ...Object.fromEntries(numbers) } });
  }
}
