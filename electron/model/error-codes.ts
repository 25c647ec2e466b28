/** Every stable error code. Each has a text in both languages in `resources/locales/<language>/errors.json`. */
export const ERROR_CODES = [
  // general
  'internal',
  'cancelled',
  'bad_input',
  'not_found',
  'forbidden_sender',
  'unknown_method',
  'bad_answer',
  'not_available',
  // files and the machine
  'disk_full',
  'folder_read_only',
  'file_unreadable',
  'file_unwritable',
  'port_in_use',
  // workspaces and the store
  'workspace_not_found',
  'workspace_name_taken',
  'store_newer_version',
  'store_foreign_migration',
  'store_damaged',
  'store_busy',
  // vault
  'vault_locked',
  'vault_no_keychain',
  'vault_wrong_passphrase',
  'vault_weak_passphrase',
  'vault_key_missing',
  'vault_damaged_secret',
  // Google connection
  'connection_exists',
  'connection_not_found',
  'google_client_invalid',
  'google_client_forgotten',
  'google_sign_in_denied',
  'google_sign_in_timeout',
  'browser_not_opened',
  'google_sign_in_state',
  'google_endpoint_not_allowed',
  'google_scope_missing',
  'google_key_file_invalid',
  'google_subject_invalid',
  'google_delegation_missing',
  'google_reconnect_needed',
  'google_other_customer',
  'google_permission_lost',
  'google_api_disabled',
  'google_rate_limited',
  'google_unavailable',
  'google_offline',
  'google_bad_request',
  'google_bad_answer',
  'google_token_dead',
  'google_not_managed',
  'google_revoke_failed',
  // sync
  'sync_running',
  'sync_not_waiting',
  // demo
  'demo_failed',
  // actions
  'review_gone',
  'action_capped',
  'action_wrong_number',
  'action_nothing_ready',
  'command_not_held',
  'command_not_queued',
  'target_not_unknown',
  'list_unreadable',
  // the log
  'audit_broken',
  // users
  'user_name_taken',
  'user_list_faulty',
  'import_running',
  // LDAP
  'ldap_unreachable',
  'ldap_certificate',
  'ldap_bind_refused',
  'ldap_refused',
  'ldap_too_large',
  'ldap_not_set',
  // saved views
  'view_name_taken',
  // export
  'export_failed',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
