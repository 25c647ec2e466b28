import type { GoogleConnection } from '../../../model/connection.ts';
import type { ErrorCode } from '../../../model/error-codes.ts';
import { type MusterError, toMusterError } from '../../../model/errors.ts';
import type { RunReason } from '../../../model/sync-run.ts';

/** How a run ends that could not list everything. */
export interface Failure {
  reason: RunReason;
  /** Google's own words, or ours about the store. */
  detail: string | null;
  /** What the connection is marked with, so that no schedule keeps knocking. */
  trouble: GoogleConnection['trouble'];
}

const REASONS: Readonly<Partial<Record<ErrorCode, RunReason>>> = {
  google_permission_lost: 'permission_lost',
  google_scope_missing: 'permission_lost',
  google_delegation_missing: 'permission_lost',
  google_api_disabled: 'api_disabled',
  google_reconnect_needed: 'reconnect_needed',
  google_client_invalid: 'reconnect_needed',
  google_subject_invalid: 'reconnect_needed',
  google_key_file_invalid: 'reconnect_needed',
  google_rate_limited: 'rate_limited',
  google_unavailable: 'unavailable',
  google_offline: 'offline',
  google_bad_answer: 'bad_answer',
  google_bad_request: 'bad_answer',
  google_token_dead: 'token_dead',
  disk_full: 'store_failed',
  folder_read_only: 'store_failed',
  file_unwritable: 'store_failed',
  file_unreadable: 'store_failed',
  store_busy: 'store_failed',
  store_damaged: 'store_failed',
};

/** What a final error means for the run; null for an error that is not about syncing (a locked vault, say). */
export function failureOf(thrown: unknown): Failure | null {
  const error = toMusterError(thrown);
  const reason = REASONS[error.code] ?? (error.code === 'internal' ? 'internal' : null);
  if (reason === null) return null;
  return { reason, detail: detailOf(error, reason), trouble: troubleOf(reason) };
}

function detailOf(error: MusterError, reason: RunReason): string | null {
  if (reason === 'store_failed') return error.code;
  const { message, reason: words } = error.details;
  if (typeof message === 'string') return message;
  return typeof words === 'string' ? words : null;
}

function troubleOf(reason: RunReason): GoogleConnection['trouble'] {
  if (reason === 'permission_lost' || reason === 'api_disabled' || reason === 'reconnect_needed')
    return reason;
  return null;
}
