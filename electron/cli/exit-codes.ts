import type { ErrorCode } from '../model/error-codes.ts';
import { isMusterError } from '../model/errors.ts';
import type { SyncRun } from '../model/sync-run.ts';

/** What a script can rely on; documented in `muster --help`. */
export const EXIT = {
  complete: 0,
  failed: 1,
  badUsage: 2,
  incomplete: 3,
  needsAttention: 4,
  offline: 5,
  cancelled: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const USAGE: ReadonlySet<ErrorCode> = new Set([
  'bad_input',
  'not_found',
  'workspace_not_found',
  'workspace_name_taken',
  'connection_exists',
  'connection_not_found',
  'google_client_invalid',
  'google_client_forgotten',
  'google_key_file_invalid',
  'google_subject_invalid',
  'google_endpoint_not_allowed',
  'file_unreadable',
  'vault_weak_passphrase',
  'review_gone',
  'action_capped',
  'action_wrong_number',
  'action_nothing_ready',
  'command_not_held',
  'command_not_queued',
  'list_unreadable',
  'user_name_taken',
  'user_list_faulty',
  'ldap_not_set',
  'mail_not_set',
  'invitation_ended',
  'pin_not_needed',
  'user_no_address',
  'password_elsewhere',
  'listener_no_name',
  'certificate_unreadable',
  'certificate_wrong_password',
  'certificate_no_key',
  'certificate_key_mismatch',
  'certificate_expired',
  'certificate_name_missing',
  'certificate_weak',
  'mail_template_faulty',
  'push_not_requested',
  'push_key_mismatch',
  'push_not_push',
  'push_wrong_topic',
  'push_vendor_refused',
  'push_not_set',
  'plist_unreadable',
  'profile_unreadable',
  'profile_not_allowed',
  'profile_identifier_taken',
  'profile_in_use',
  'apple_not_managed',
]);

const ATTENTION: ReadonlySet<ErrorCode> = new Set([
  'google_reconnect_needed',
  'google_permission_lost',
  'google_api_disabled',
  'google_delegation_missing',
  'google_scope_missing',
  'google_other_customer',
  'vault_locked',
  'vault_no_keychain',
  'vault_wrong_passphrase',
  'vault_key_missing',
  'store_newer_version',
  'store_foreign_migration',
  'sync_running',
  'import_running',
  'ldap_certificate',
  'ldap_bind_refused',
  'ldap_refused',
  'ldap_too_large',
  'listener_elsewhere',
  'listener_address_gone',
  'listener_port_not_allowed',
  'mail_certificate',
  'mail_not_secured',
  'mail_sign_in_refused',
  'mail_refused',
  'push_certificate_refused',
  'push_refused',
]);

/** The exit code an error stands for. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!isMusterError(error)) return EXIT.failed;
  if (error.code === 'cancelled') return EXIT.cancelled;
  if (
    error.code === 'google_offline' ||
    error.code === 'ldap_unreachable' ||
    error.code === 'mail_unreachable' ||
    error.code === 'push_unreachable'
  )
    return EXIT.offline;
  if (USAGE.has(error.code)) return EXIT.badUsage;
  return ATTENTION.has(error.code) ? EXIT.needsAttention : EXIT.failed;
}

/** The exit code a finished run stands for. */
export function exitCodeOfRun(run: Pick<SyncRun, 'state' | 'reason'>): ExitCode {
  if (run.state === 'complete') return EXIT.complete;
  if (run.state === 'cancelled') return EXIT.cancelled;
  switch (run.reason) {
    case 'offline':
      return EXIT.offline;
    case 'shrunk':
    case 'empty_list':
    case 'permission_lost':
    case 'api_disabled':
    case 'reconnect_needed':
      return EXIT.needsAttention;
    default:
      return run.state === 'incomplete' ? EXIT.incomplete : EXIT.failed;
  }
}
