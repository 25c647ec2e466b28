import { z } from 'zod';
import { isMusterError, MusterError } from '../../model/errors.ts';
import type { Clock, Fetch } from '../../model/ports.ts';
import type { GoogleEndpoints } from './endpoints.ts';
import type { Callback } from './loopback.ts';
import type { OauthClient } from './oauth-client-input.ts';
import { createServerClock } from './server-clock.ts';
import { TokenEndpoint, type TokenGrant, TokenRefusal } from './token-endpoint.ts';

export interface SignedIn {
  refreshToken: string;
  accessToken: string;
  /** Milliseconds since 1970 UTC by the server's clock. */
  expiresAt: number;
  scopes: string[];
  email: string;
  /** The organisation's primary domain; null for an account outside any organisation. */
  hostedDomain: string | null;
}

interface RedeemOptions {
  endpoints: GoogleEndpoints;
  client: OauthClient;
  fetch: Fetch;
  clock: Clock;
  signal: AbortSignal;
  scopes: readonly string[];
}

/**
 * Turns what the browser brought back into tokens, and into the name of who signed in. `proof` is what the sign-in
 * was started with. Throws as `signIn`.
 */
export async function redeemCallback(
  callback: Callback,
  proof: { verifier: string; redirectUri: string },
  options: RedeemOptions,
): Promise<SignedIn> {
  if (callback.kind === 'error') throw explainCallback(callback.error);
  const serverClock = createServerClock(options.clock);
  const { clientId, clientSecret } = options.client;
  const form = {
    grant_type: 'authorization_code',
    code: callback.code,
    code_verifier: proof.verifier,
    redirect_uri: proof.redirectUri,
    client_id: clientId,
    client_secret: clientSecret,
  };
  const grant = await new TokenEndpoint({ ...options, serverClock })
    .request(form, options.signal)
    .catch((error: unknown) => {
      throw error instanceof TokenRefusal ? explainRefusal(error, clientId) : error;
    });
  if (grant.refresh_token === undefined) {
    throw new MusterError('google_bad_answer', { reason: 'token: refresh_token' });
  }
  const { email, hd } = readIdentity(grant, clientId);
  return {
    refreshToken: grant.refresh_token,
    accessToken: grant.access_token,
    expiresAt: serverClock.now() + grant.expires_in * 1000,
    scopes: grantedScopes(grant, options.scopes),
    email,
    hostedDomain: hd ?? null,
  };
}

function explainCallback(error: string): MusterError {
  if (error === 'access_denied' || error === 'admin_policy_enforced')
    return new MusterError('google_sign_in_denied');
  return new MusterError('google_bad_request', { reason: error });
}

function explainRefusal(refusal: TokenRefusal, clientId: string): MusterError {
  const { error } = refusal;
  if (error === 'invalid_grant') return new MusterError('google_sign_in_state', {}, refusal);
  if (error === 'redirect_uri_mismatch') {
    return new MusterError('google_client_invalid', { field: 'type', clientId }, refusal);
  }
  if (['invalid_client', 'unauthorized_client', 'deleted_client', 'disabled_client'].includes(error)) {
    return new MusterError('google_client_invalid', { field: 'clientSecret', clientId }, refusal);
  }
  return new MusterError('google_bad_request', { reason: refusal.message }, refusal);
}

/** Google lets people untick single permissions. Throws `google_scope_missing` with those left out. */
function grantedScopes(grant: TokenGrant, wanted: readonly string[]): string[] {
  const granted = grant.scope?.split(' ') ?? [...wanted];
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) throw new MusterError('google_scope_missing', { scopes: missing.join(', ') });
  return granted;
}

const identitySchema = z.looseObject({ aud: z.string(), email: z.email(), hd: z.string().optional() });

/**
 * Who signed in. The signature need not be checked: the token came straight from the token endpoint over TLS
 * (OpenID Connect Core 1.0 section 3.1.3.7).
 */
function readIdentity(grant: TokenGrant, clientId: string): z.infer<typeof identitySchema> {
  try {
    const payload = Buffer.from(grant.id_token?.split('.')[1] ?? '', 'base64url').toString();
    const identity = identitySchema.parse(JSON.parse(payload));
    if (identity.aud === clientId) return identity;
    throw new MusterError('google_bad_answer', { reason: 'id_token: aud' });
  } catch (error) {
    if (isMusterError(error)) throw error;
    throw new MusterError('google_bad_answer', { reason: 'id_token' }, error);
  }
}
