import { isMusterError, toMusterError } from '../../../electron/bridge/domain';
import type { LdapField } from './draft';

const FIELD_OF: Readonly<Record<string, LdapField>> = {
  ldap_unreachable: 'host',
  ldap_certificate: 'authority',
  ldap_bind_refused: 'password',
  ldap_refused: 'baseDn',
  ldap_too_large: 'userFilter',
};

const REFUSABLE: readonly LdapField[] = ['host', 'port', 'authority', 'bindDn', 'baseDn', 'userFilter'];

/** The field in which a failed attempt can be mended; null when it is none of them. */
export function fieldOf(error: unknown): LdapField | null {
  const { code, details } = toMusterError(error);
  if (isMusterError(error, 'bad_input')) return REFUSABLE.find((field) => field === details.field) ?? null;
  return FIELD_OF[code] ?? null;
}
