import type { MailConnection, MailInput, MailSecrets } from '../../../electron/bridge/domain';

/** The settings as typed; empty texts are what is not given. */
export interface MailDraft {
  host: string;
  /** Empty: the usual port of the encryption. */
  port: string;
  security: MailConnection['security'];
  authority: string;
  auth: MailConnection['auth']['kind'];
  user: string;
  password: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  tokenUrl: string;
  fromName: string;
  fromAddress: string;
  replyTo: string;
  perMinute: string;
}

export type MailField = keyof MailDraft;

/** Where submission servers listen (RFC 6409, RFC 8314 section 3.3). */
export const USUAL_PORT: Readonly<Record<MailConnection['security'], number>> = {
  start_tls: 587,
  tls: 465,
  none: 25,
};

/** Where the two great providers exchange tokens. */
export const TOKEN_URLS = [
  'https://oauth2.googleapis.com/token',
  'https://login.microsoftonline.com/common/oauth2/v2.0/token',
] as const;

export const EMPTY_MAIL: MailDraft = {
  host: '',
  port: '',
  security: 'start_tls',
  authority: '',
  auth: 'password',
  user: '',
  password: '',
  clientId: '',
  clientSecret: '',
  refreshToken: '',
  tokenUrl: TOKEN_URLS[0],
  fromName: '',
  fromAddress: '',
  replyTo: '',
  perMinute: '60',
};

/** The settings as the form begins with them; a usual port is not spelt out, kept secrets never shown. */
export function mailDraftOf(kept: MailConnection): MailDraft {
  const { host, port, security, authority, auth, from, replyTo, perMinute } = kept;
  return {
    ...EMPTY_MAIL,
    host,
    port: port === USUAL_PORT[security] ? '' : String(port),
    security,
    authority: authority ?? '',
    auth: auth.kind,
    user: auth.kind === 'none' ? '' : auth.user,
    ...(auth.kind === 'oauth' ? { clientId: auth.clientId, tokenUrl: auth.tokenUrl } : {}),
    fromName: from.name,
    fromAddress: from.address,
    replyTo: replyTo ?? '',
    perMinute: String(perMinute),
  };
}

/** What a draft without problems stands for. */
export function mailInputOf(draft: MailDraft): MailInput {
  return { connection: connectionOf(draft), secrets: secretsOf(draft) };
}

function connectionOf(draft: MailDraft): MailConnection {
  const { security, authority, replyTo } = draft;
  return {
    host: draft.host.trim(),
    port: draft.port.trim() === '' ? USUAL_PORT[security] : Number(draft.port.trim()),
    security,
    authority: authority.trim() === '' ? null : authority.trim(),
    auth: authOf(draft),
    from: { name: draft.fromName.trim(), address: draft.fromAddress.trim() },
    replyTo: replyTo.trim() === '' ? null : replyTo.trim(),
    perMinute: Number(draft.perMinute.trim()),
  };
}

function authOf({ auth, user, clientId, tokenUrl }: MailDraft): MailConnection['auth'] {
  if (auth === 'none') return { kind: 'none' };
  if (auth === 'password') return { kind: 'password', user: user.trim() };
  return { kind: 'oauth', user: user.trim(), clientId: clientId.trim(), tokenUrl: tokenUrl.trim() };
}

function secretsOf({ auth, password, clientSecret, refreshToken }: MailDraft): MailSecrets {
  if (auth === 'password') return password === '' ? {} : { password };
  if (auth === 'none') return {};
  return {
    ...(clientSecret === '' ? {} : { clientSecret }),
    ...(refreshToken === '' ? {} : { refreshToken }),
  };
}

/** True when kept secrets may be used: they were given for this account at this server, in this way. */
export function mayKeepSecrets(draft: MailDraft, kept: MailConnection | null): boolean {
  if (kept === null || kept.auth.kind === 'none' || kept.auth.kind !== draft.auth) return false;
  const now = connectionOf(draft);
  return now.host === kept.host && now.port === kept.port && draft.user.trim() === kept.auth.user;
}

const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.?[^\s@<>"]+$/;

/** What is wrong with a draft: field to a key of `problem.`. */
export function mailProblems(
  draft: MailDraft,
  kept: MailConnection | null,
): Partial<Record<MailField, string>> {
  const port = draft.port.trim();
  const authority = draft.authority.trim();
  const replyTo = draft.replyTo.trim();
  const problems: Partial<Record<MailField, string | null>> = {
    host: hostProblem(draft.host.trim()),
    port: port === '' || isWithin(port, 65_535) ? null : 'port',
    authority: authority === '' || authority.includes('-----BEGIN CERTIFICATE-----') ? null : 'authority',
    ...accountProblems(draft, mayKeepSecrets(draft, kept)),
    fromAddress: ADDRESS.test(draft.fromAddress.trim()) ? null : 'fromAddress',
    replyTo: replyTo === '' || ADDRESS.test(replyTo) ? null : 'replyTo',
    perMinute: isWithin(draft.perMinute.trim(), 600) ? null : 'perMinute',
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null));
}

function accountProblems(draft: MailDraft, keeps: boolean): Partial<Record<MailField, string | null>> {
  if (draft.auth === 'none') return {};
  const user = draft.user.trim() === '' ? 'user' : null;
  if (draft.auth === 'password')
    return { user, password: draft.password === '' && !keeps ? 'password' : null };
  return {
    user,
    clientId: draft.clientId.trim() === '' ? 'clientId' : null,
    refreshToken: draft.refreshToken === '' && !keeps ? 'refreshToken' : null,
    tokenUrl: URL.canParse(draft.tokenUrl.trim()) ? null : 'tokenUrl',
  };
}

function isWithin(text: string, most: number): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}

function hostProblem(host: string): string | null {
  if (host === '') return 'host';
  return /[\s/@?#]/.test(host) || /^smtps?:/i.test(host) ? 'hostForm' : null;
}
