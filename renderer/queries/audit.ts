import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AuditPage, AuditRow, auditFilterSchema } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { type CursorRows, useCursorRows } from './rows';

export type AuditFilter = z.infer<typeof auditFilterSchema>;

const ROWS_AT_ONCE = 200;

/** The console's own log, newest first. */
export function useAuditLog(filter: AuditFilter): CursorRows<AuditRow> {
  return useCursorRows<AuditPage, AuditRow>({
    key: ['audit', 'list', filter],
    load: (cursor, signal) => {
      const before = cursor === null ? null : Number(cursor);
      return call('audit.list', { filter, before, limit: ROWS_AT_ONCE }, { signal });
    },
    rowsOf: ({ rows }) => rows,
    nextOf: ({ rows, more }) => (more ? (rows.at(-1)?.seq.toString() ?? null) : null),
  });
}

/** Reads the whole chain of the log and tells whether every row is as it was written. */
export function useAuditVerify() {
  return useMutation({ mutationFn: () => call('audit.verify') });
}
