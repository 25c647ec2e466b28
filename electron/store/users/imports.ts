import type { SerializedError } from '../../model/errors.ts';
import { serializedErrorSchema } from '../../model/errors.ts';
import { type ImportResult, importResultSchema, userSourceSchema } from '../../model/user.ts';
import type { UserRepository } from '../contract.ts';
import type { Db } from '../database/connect.ts';

interface Row {
  source: string;
  result: string | null;
  failed: string | null;
  wholeAt: number | null;
}

/** What is known of each source's imports. */
export function listImports(db: Db): Awaited<ReturnType<UserRepository['imports']>> {
  const rows = db.prepare<[], Row>(
    'SELECT source, result, failed, whole_at AS wholeAt FROM user_imports ORDER BY source',
  );
  return rows.all().map(({ source, result, failed, wholeAt }) => ({
    source: userSourceSchema.parse(source),
    // A later version may say what this one does not know: then there is nothing to tell.
    result: result === null ? null : (importResultSchema.safeParse(JSON.parse(result)).data ?? null),
    failed: failed === null ? null : (serializedErrorSchema.safeParse(JSON.parse(failed)).data ?? null),
    wholeAt,
  }));
}

/** Keeps a result as the newest of its source; `whole` when it was a whole reading and nothing of it is held. */
export function keepResult(db: Db, result: ImportResult, whole: boolean): void {
  db.prepare(
    `INSERT INTO user_imports (source, result, whole_at) VALUES (?, ?, ?)
     ON CONFLICT (source) DO UPDATE SET result = excluded.result, failed = NULL,
       whole_at = coalesce(excluded.whole_at, whole_at)`,
  ).run(result.source, JSON.stringify(result), whole ? result.at : null);
}

/** Keeps why the newest import failed, beside the last one that did not. */
export function keepFailure(db: Db, source: string, error: SerializedError): void {
  db.prepare(
    `INSERT INTO user_imports (source, failed) VALUES (?, ?)
     ON CONFLICT (source) DO UPDATE SET failed = excluded.failed`,
  ).run(source, JSON.stringify(error));
}
