import type { AuditDraft, AuditInput, AuditPage, AuditRow, AuditVerdict } from '../../model/audit.ts';

/** The console's own log: rows are added and never changed, each chained to the one before by its hash. */
export interface AuditRepository {
  append(draft: AuditDraft): Promise<AuditRow>;
  list(input: AuditInput): Promise<AuditPage>;
  stream(input: { filter: AuditInput['filter']; signal?: AbortSignal }): AsyncIterable<AuditRow[]>;
  /** Reads the whole chain. */
  verify(): Promise<AuditVerdict>;
}
