import { sign } from 'node:crypto';
import { GOOGLE_SCOPES } from '../../model/connection.ts';
import { MusterError } from '../../model/errors.ts';
import type { ServerClock } from './server-clock.ts';
import type { ServiceAccountKey } from './service-account.ts';
import { type TokenEndpoint, type TokenGrant, TokenRefusal } from './token-endpoint.ts';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Google takes assertions of one hour at most. */
const LIFETIME_SECONDS = 3600;

/** Who asks, and on whose behalf. */
export interface Delegate {
  key: ServiceAccountKey;
  /** The admin the service account acts as, through domain-wide delegation. */
  subject: string;
}

/**
 * Gets an access token by a signed assertion (RFC 7523), for Muster's three scopes. A refusal that blames the
 * time is tried once more with the server's time, which that very answer told.
 * Throws `google_subject_invalid`, `google_delegation_missing`, `google_key_file_invalid`, `google_bad_request`
 * and what `TokenEndpoint.request` throws.
 */
export async function requestDelegatedToken(
  delegate: Delegate,
  endpoint: TokenEndpoint,
  serverClock: ServerClock,
  signal?: AbortSignal,
): Promise<TokenGrant> {
  const ask = () => {
    const assertion = signAssertion(delegate, serverClock.now());
    return endpoint.request({ grant_type: GRANT_TYPE, assertion }, signal);
  };
  try {
    return await ask().catch((error: unknown) => {
      if (isAboutTime(error)) return ask();
      throw error;
    });
  } catch (error) {
    if (error instanceof TokenRefusal) throw explain(error, delegate);
    throw error;
  }
}

/** A JWT signed with RS256 (RFC 7515), valid from `now` (milliseconds UTC) for an hour. */
function signAssertion({ key, subject }: Delegate, now: number): string {
  const issuedAt = Math.floor(now / 1000);
  const header = { alg: 'RS256', typ: 'JWT', ...(key.private_key_id ? { kid: key.private_key_id } : {}) };
  const claims = {
    iss: key.client_email,
    sub: subject,
    scope: GOOGLE_SCOPES.join(' '),
    aud: key.token_uri,
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
  };
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key.private_key).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat …" */
function isAboutTime(error: unknown): boolean {
  return error instanceof TokenRefusal && /reasonable timeframe|\biat\b|\bexp\b/.test(error.description);
}

/** Google's answers to assertions; the descriptions are what tells the causes apart. */
function explain(refusal: TokenRefusal, { key, subject }: Delegate): MusterError {
  const { error, description } = refusal;
  if (/invalid email or user id/i.test(description)) {
    return new MusterError('google_subject_invalid', { subject }, refusal);
  }
  if (error === 'unauthorized_client' || error === 'access_denied') {
    const details = { clientId: key.client_id, scopes: GOOGLE_SCOPES.join(', ') };
    return new MusterError('google_delegation_missing', details, refusal);
  }
  if (/account not found/i.test(description) || error === 'invalid_client') {
    return new MusterError('google_key_file_invalid', { field: 'client_email' }, refusal);
  }
  if (/signature/i.test(description)) {
    return new MusterError('google_key_file_invalid', { field: 'private_key' }, refusal);
  }
  return new MusterError('google_bad_request', { reason: refusal.message }, refusal);
}
