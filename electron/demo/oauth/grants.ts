import { createHash } from 'node:crypto';
import { type Answer, json } from '../answer.ts';
import type { Demo } from '../demo.ts';
import { signJwt } from './jwt.ts';
import type { Claims } from './tokens.ts';

/** What an access token is made for. */
export interface Grant {
  readonly grant: string;
  readonly email: string;
  readonly scopes: string[];
  readonly clientId: string;
}

/** An OAuth error as Google's token endpoint writes it (RFC 6749 section 5.2). */
export function oauthError(error: string, description: string, status = 400, subtype?: string): Answer {
  return json({ error, error_description: description, ...(subtype && { error_subtype: subtype }) }, status);
}

/** A new access token for a grant, with the fields every token answer has. */
export function accessToken(demo: Demo, grant: Grant): Record<string, unknown> {
  const { accessTokenSeconds } = demo.settings;
  const issuedAt = demo.told();
  const expiresAt = issuedAt + accessTokenSeconds * 1000;
  return {
    access_token: demo.mint.issue({ kind: 'access', ...grant, issuedAt, expiresAt }),
    expires_in: accessTokenSeconds,
    token_type: 'Bearer',
  };
}

/** The answer to a code or refresh token: an access token, and an id_token where `openid` was granted. */
export async function tokenAnswer(
  demo: Demo,
  claims: Claims,
  more: Record<string, unknown>,
): Promise<Answer> {
  const { grant, email, scopes, clientId } = claims;
  const answer = accessToken(demo, { grant, email, scopes, clientId });
  const idToken = scopes.includes('openid')
    ? await identityToken(demo, claims, String(answer.access_token))
    : undefined;
  return json(
    { ...answer, scope: scopes.join(' '), ...more, ...(idToken !== undefined && { id_token: idToken }) },
    200,
    { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate', pragma: 'no-cache' },
  );
}

async function identityToken(demo: Demo, claims: Claims, accessTokenText: string): Promise<string> {
  const seconds = Math.floor(demo.told() / 1000);
  const person = demo.organisation.people.find(claims.email);
  const half = createHash('sha256').update(accessTokenText).digest().subarray(0, 16);
  const identity = {
    iss: 'https://accounts.google.com',
    azp: claims.clientId,
    aud: claims.clientId,
    sub: person?.id ?? '',
    hd: demo.settings.domain,
    ...(knowsEmail(claims.scopes) && { email: claims.email, email_verified: true }),
    at_hash: half.toString('base64url'),
    ...(claims.nonce !== undefined && { nonce: claims.nonce }),
    iat: seconds,
    exp: seconds + 3600,
  };
  return signJwt(identity, await demo.keys.identity(), demo.keys.keyId('identity'));
}

function knowsEmail(scopes: readonly string[]): boolean {
  return scopes.some((scope) => scope === 'email' || scope.endsWith('/userinfo.email'));
}
