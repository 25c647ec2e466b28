import { type AuditInput, type AuditRow, auditDetailSchema } from '../../model/audit.ts';
import { foldText } from '../../model/search-text.ts';
import type { Db } from '../database/connect.ts';
import type { Sql } from '../query/filter.ts';
import { textTest } from '../query/text.ts';

/** A row as it is stored. */
export type StoredRow = Omit<AuditRow, 'detail'> & { detail: string };

const SEARCHED =
  "actor || char(10) || coalesce(account, '') || char(10) || deed || char(10) ||\n" +
  "coalesce(object, '') || char(10) || detail || char(10) || result";

/** Makes `fold_text` known to a connection, for the searches of `auditWhere`. */
export function addFolding(db: Db): void {
  db.function('fold_text', { deterministic: true }, (text: unknown) => foldText(String(text)));
}

/** What a filter asks of a row, after WHERE. */
export function auditWhere({ text, deeds, from, to }: AuditInput['filter']): Sql {
  const tests = ['1'];
  const bind: (string | number)[] = [];
  const ask = (test: string, value: string | number | undefined) => {
    if (value === undefined) return;
    tests.push(test);
    bind.push(value);
  };
  ask('deed IN (SELECT value FROM json_each(?))', deeds === undefined ? undefined : JSON.stringify(deeds));
  ask('at >= ?', from);
  ask('at <= ?', to);
  for (const glob of textTest(text)?.globs ?? []) ask(`fold_text(${SEARCHED}) GLOB ?`, glob);
  return { text: tests.join(' AND '), bind };
}

/** A row as it is shown; a detail that was tampered with is shown as it stands. */
export function auditRowOf({ detail, ...row }: StoredRow): AuditRow {
  return { ...row, detail: detailOf(detail) };
}

function detailOf(text: string): AuditRow['detail'] {
  try {
    return auditDetailSchema.parse(JSON.parse(text));
  } catch {
    return { text };
  }
}
