import type { LdapConnection } from '../../../electron/bridge/domain';

/** The settings as typed; empty texts are what is not given. */
export interface LdapDraft {
  kind: LdapConnection['kind'];
  host: string;
  /** Empty: the usual port of the encryption. */
  port: string;
  security: LdapConnection['security'];
  authority: string;
  bindDn: string;
  password: string;
  baseDn: string;
  userFilter: string;
}

export type LdapField = keyof LdapDraft;

/** The ports directories listen on (RFC 4511 section 4, and what IANA has for ldaps). */
export const USUAL_PORT: Readonly<Record<LdapConnection['security'], number>> = {
  start_tls: 389,
  ldaps: 636,
};

export const EMPTY_LDAP: LdapDraft = {
  kind: 'active_directory',
  host: '',
  port: '',
  security: 'start_tls',
  authority: '',
  bindDn: '',
  password: '',
  baseDn: '',
  userFilter: '',
};

/** The settings as the form begins with them; a usual port is not spelt out, a kept password never shown. */
export function ldapDraftOf({ port, authority, userFilter, ...same }: LdapConnection): LdapDraft {
  return {
    ...same,
    port: port === USUAL_PORT[same.security] ? '' : String(port),
    authority: authority ?? '',
    password: '',
    userFilter: userFilter ?? '',
  };
}

/** The connection that a draft without problems stands for. */
export function connectionOf(draft: LdapDraft): LdapConnection {
  const { kind, security, host, bindDn, baseDn } = draft;
  return {
    kind,
    security,
    host: host.trim(),
    port: draft.port.trim() === '' ? USUAL_PORT[security] : Number(draft.port.trim()),
    authority: draft.authority.trim() === '' ? null : draft.authority.trim(),
    bindDn: bindDn.trim(),
    baseDn: baseDn.trim(),
    userFilter: draft.userFilter.trim() === '' ? null : draft.userFilter.trim(),
  };
}

/** True when a kept password may be used: it was given for this account at this server. */
export function mayKeepPassword(draft: LdapDraft, kept: LdapConnection | null): boolean {
  if (kept === null) return false;
  const now = connectionOf(draft);
  return now.host === kept.host && now.port === kept.port && now.bindDn === kept.bindDn;
}

/** What is wrong with a draft: field to a key of `problem.`. */
export function ldapProblems(
  draft: LdapDraft,
  kept: LdapConnection | null,
): Partial<Record<LdapField, string>> {
  const port = draft.port.trim();
  const authority = draft.authority.trim();
  const filter = draft.userFilter.trim();
  const problems: Partial<Record<LdapField, string | null>> = {
    host: hostProblem(draft.host.trim()),
    port: port === '' || (/^\d{1,5}$/.test(port) && isPort(Number(port))) ? null : 'port',
    authority: authority === '' || authority.includes('-----BEGIN CERTIFICATE-----') ? null : 'authority',
    bindDn: draft.bindDn.trim() === '' ? 'bindDn' : null,
    password: draft.password === '' && !mayKeepPassword(draft, kept) ? 'password' : null,
    baseDn: draft.baseDn.trim() === '' ? 'baseDn' : null,
    userFilter: filter === '' || (filter.startsWith('(') && filter.endsWith(')')) ? null : 'userFilter',
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null));
}

const isPort = (port: number): boolean => port >= 1 && port <= 65_535;

function hostProblem(host: string): string | null {
  if (host === '') return 'host';
  return /[\s/@?#]/.test(host) || /^ldaps?:/i.test(host) ? 'hostForm' : null;
}
