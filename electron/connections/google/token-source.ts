import { MusterError } from '../../model/errors.ts';
import type { Clock, Fetch } from '../../model/ports.ts';
import { type Credentials, parseCredentials } from './credentials.ts';
import type { GoogleEndpoints } from './endpoints.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';
import { requestDelegatedToken } from './service-account-token.ts';
import { TokenEndpoint, type TokenGrant, TokenRefusal } from './token-endpoint.ts';

/** Access tokens of one connection, always fresh. */
export interface TokenSource {
  /**
   * A token good for five more minutes at least. Throws `google_reconnect_needed`, `google_client_invalid`,
   * `google_subject_invalid`, `google_delegation_missing`, `google_key_file_invalid` (all final until the admin
   * acts), `google_offline`, `google_unavailable`, `google_rate_limited`, `google_bad_answer`,
   * `google_bad_request`, the vault's errors, and `cancelled`.
   */
  accessToken(signal?: AbortSignal): Promise<string>;
  /** A new token whatever the clock says, after Google refused the last one. Throws the same. */
  forceRefresh(signal?: AbortSignal): Promise<string>;
  /**
   * Ends the grant at Google, for every computer that signed in with this account and client. A service account
   * has no grant to end. Throws `google_revoke_failed`.
   */
  revoke(): Promise<void>;
}

/** The connection's secret in the vault: the JSON of `Credentials`. */
export interface StoredSecret {
  read(): Promise<string | null>;
  write(value: string): Promise<void>;
}

export interface TokenSourceOptions {
  endpoints: GoogleEndpoints;
  fetch: Fetch;
  clock: Clock;
  secret: StoredSecret;
  /** Named in `google_reconnect_needed`. */
  account: string;
}

const EARLY_MS = 5 * 60_000;

/** Opens the source; touches nothing until a token is asked for. Tokens stay in memory only. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const serverClock = createServerClock(options.clock);
  const endpoint = new TokenEndpoint({ ...options, serverClock });
  let held: { token: string; expiresAt: number } | null = null;
  let refreshing: Promise<string> | null = null;

  async function refresh(): Promise<string> {
    const credentials = await readCredentials(options);
    const grant = await requestToken(credentials, endpoint, serverClock, options.secret);
    held = { token: grant.access_token, expiresAt: serverClock.now() + grant.expires_in * 1000 };
    return held.token;
  }

  /** One refresh serves all who wait; one of them giving up does not end it for the others. */
  function refreshOnce(signal?: AbortSignal): Promise<string> {
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return unlessCancelled(refreshing, signal);
  }

  return {
    accessToken: async (signal) => {
      if (held !== null && serverClock.now() < held.expiresAt - EARLY_MS) return held.token;
      return refreshOnce(signal);
    },
    forceRefresh: (signal) => refreshOnce(signal),
    revoke: async () => {
      const credentials = await readCredentials(options);
      if (credentials.method === 'sign_in') await endpoint.revoke(credentials.refreshToken);
      held = null;
    },
  };
}

async function readCredentials({ secret, account }: TokenSourceOptions): Promise<Credentials> {
  const stored = await secret.read();
  if (stored === null)
    throw new MusterError('google_reconnect_needed', { account, subtype: 'no_credentials' });
  return parseCredentials(stored);
}

async function requestToken(
  credentials: Credentials,
  endpoint: TokenEndpoint,
  serverClock: ServerClock,
  secret: StoredSecret,
): Promise<TokenGrant> {
  if (credentials.method === 'service_account') {
    return requestDelegatedToken(credentials, endpoint, serverClock);
  }
  const { client, refreshToken } = credentials;
  const grant = await endpoint
    .request({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: client.clientId,
      client_secret: client.clientSecret,
    })
    .catch((error: unknown) => {
      throw error instanceof TokenRefusal ? explain(error, credentials) : error;
    });
  if (grant.refresh_token !== undefined && grant.refresh_token !== refreshToken) {
    await keepReplacement(credentials, grant.refresh_token, secret);
  }
  return grant;
}

/**
 * A server may replace the refresh token at any use (RFC 6749 section 6); the old one is then worthless.
 * A connection that was deleted meanwhile gets no secret back, and one that was renewed keeps its new one.
 */
async function keepReplacement(
  credentials: Extract<Credentials, { method: 'sign_in' }>,
  replacement: string,
  secret: StoredSecret,
): Promise<void> {
  const stored = await secret.read();
  const current = stored === null ? null : parseCredentials(stored);
  if (current?.method !== 'sign_in' || current.refreshToken !== credentials.refreshToken) return;
  await secret.write(JSON.stringify({ ...credentials, refreshToken: replacement }));
}

/** `invalid_grant` has many causes (revoked, unused for six months, session control); one way out serves all. */
function explain(
  refusal: TokenRefusal,
  { account, client }: Extract<Credentials, { method: 'sign_in' }>,
): MusterError {
  const { error, subtype } = refusal;
  if (['invalid_client', 'unauthorized_client', 'deleted_client', 'disabled_client'].includes(error)) {
    return new MusterError(
      'google_client_invalid',
      { field: 'clientId', clientId: client.clientId },
      refusal,
    );
  }
  if (['invalid_grant', 'access_denied', 'admin_policy_enforced'].includes(error)) {
    return new MusterError('google_reconnect_needed', { account, subtype: subtype || error }, refusal);
  }
  return new MusterError('google_bad_request', { reason: refusal.message }, refusal);
}

function unlessCancelled<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new MusterError('cancelled'));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
