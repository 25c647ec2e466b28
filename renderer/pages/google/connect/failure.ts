import type { MethodInput } from '../../../../electron/bridge/contract';
import { type ErrorCode, toMusterError } from '../../../../electron/bridge/domain';

/** A page of Google's where the cause can be mended, and the key of its button's text. */
export interface FailureLink {
  link: MethodInput<'app.openLink'>['link'];
  text: string;
}

const LINKS: Partial<Record<ErrorCode, FailureLink>> = {
  google_api_disabled: { link: 'google-api', text: 'health.openApi' },
  google_delegation_missing: { link: 'google-delegation', text: 'health.openDelegation' },
  google_permission_lost: { link: 'google-admin', text: 'health.openAdmin' },
  google_client_invalid: { link: 'google-clients', text: 'client.openClients' },
};

/** Where the cause of a failed attempt can be mended; null where no page of Google's helps. */
export function failureLink(error: unknown): FailureLink | null {
  return LINKS[toMusterError(error).code] ?? null;
}

/** The scopes a `google_scope_missing` error names: whole addresses, parted by spaces or commas. */
export function missingScopes(error: unknown): string[] {
  const { code, details } = toMusterError(error);
  const listed = details.scopes ?? details.missing;
  if (code !== 'google_scope_missing' || typeof listed !== 'string') return [];
  return listed.split(/[\s,]+/).filter((scope) => scope !== '');
}
