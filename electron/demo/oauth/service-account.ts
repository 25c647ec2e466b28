import { type Answer, json } from '../answer.ts';
import type { Demo } from '../demo.ts';
import { accessToken, oauthError } from './grants.ts';
import { readAssertion } from './jwt.ts';
import { isKnownScope, scopesOf } from './scopes.ts';

const HOUR = 3600;

/** Google's libraries put Google's own address into `aud` even when they are sent elsewhere. */
const GOOGLE_AUDIENCES = [
  'https://oauth2.googleapis.com/token',
  'https://www.googleapis.com/oauth2/v4/token',
];

const UNAUTHORIZED =
  'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.';
const LIFETIME =
  'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';

/**
 * The JWT bearer grant (RFC 7523): a service account signs who it is, and whom it acts for. It may act for a
 * user only within the scopes the organisation's administrator delegated to it.
 */
export async function serviceAccountGrant(demo: Demo, assertion: string, authRoot: string): Promise<Answer> {
  const read = readAssertion(assertion, await demo.keys.serviceAccount());
  if (read === undefined) return oauthError('invalid_grant', 'Invalid JWT: Failed to parse the assertion.');
  const { claims, signed } = read;
  if (claims.iss !== demo.keys.serviceAccountEmail)
    return oauthError('invalid_grant', 'Invalid grant: account not found');
  if (!signed) return oauthError('invalid_grant', 'Invalid JWT Signature.');
  if (![`${authRoot}/token`, ...GOOGLE_AUDIENCES].includes(claims.aud)) {
    return oauthError('invalid_grant', 'Invalid JWT: Failed audience check.');
  }
  const now = demo.told() / 1000;
  const timely = claims.exp > now && claims.iat < now + 600 && claims.exp - claims.iat <= HOUR;
  if (!timely) return oauthError('invalid_grant', LIFETIME);
  const scopes = scopesOf(claims.scope);
  if (scopes.length === 0 || !scopes.every(isKnownScope)) {
    return oauthError('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  }
  return actingFor(demo, claims.sub, scopes);
}

function actingFor(demo: Demo, subject: string | undefined, scopes: string[]): Answer {
  const own = demo.keys.serviceAccountEmail;
  if (subject !== undefined && subject !== own) {
    const person = demo.organisation.people.find(subject);
    if (person === undefined) return oauthError('invalid_grant', 'Invalid email or User ID');
    // Google refuses the whole request when one of the scopes was not delegated.
    const delegated = scopes.every((scope) => demo.delegatedScopes.includes(scope));
    if (!delegated) return oauthError('unauthorized_client', UNAUTHORIZED, 401);
    const grant = `service account for ${person.email}`;
    return json(
      accessToken(demo, { grant, email: person.email, scopes, clientId: demo.keys.serviceAccountId }),
    );
  }
  return json(
    accessToken(demo, { grant: 'service account', email: own, scopes, clientId: demo.keys.serviceAccountId }),
  );
}
