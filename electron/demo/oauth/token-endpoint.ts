import { createHash } from 'node:crypto';
import { type Answer, type Ask, header, json } from '../answer.ts';
import type { Demo } from '../demo.ts';
import { oauthError, tokenAnswer } from './grants.ts';
import { serviceAccountGrant } from './service-account.ts';

/** `POST /token`: the three grants a desktop app or a service account uses. `authRoot` is our address. */
export async function token(demo: Demo, ask: Ask, authRoot: string): Promise<Answer> {
  if (ask.method !== 'POST') return oauthError('invalid_request', 'Only POST is allowed.', 405);
  const { form } = ask;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return clientError(demo, ask) ?? redeem(demo, form);
    case 'refresh_token':
      return clientError(demo, ask) ?? refresh(demo, form);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return serviceAccountGrant(demo, form.get('assertion') ?? '', authRoot);
    case null:
      return oauthError('invalid_request', 'Required parameter is missing: grant_type');
    default:
      return oauthError('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
  }
}

/** `POST /revoke`: ends the grant behind a token. */
export function revoke(demo: Demo, ask: Ask): Answer {
  if (ask.method !== 'POST') return oauthError('invalid_request', 'Only POST is allowed.', 405);
  const token = ask.form.get('token') ?? ask.query.get('token') ?? '';
  return demo.mint.revoke(token) ? json({}) : oauthError('invalid_token', 'Token expired or revoked');
}

/** Checks client id and secret, in the form or in a Basic header (RFC 6749 section 2.3.1). */
function clientError(demo: Demo, ask: Ask): Answer | undefined {
  const basic = /^Basic (.+)$/i.exec(header(ask, 'authorization') ?? '')?.[1] ?? '';
  const [user = '', ...password] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
  const id = ask.form.get('client_id') ?? user;
  const secret = ask.form.get('client_secret') ?? password.join(':');
  if (id === '') return oauthError('invalid_request', 'Could not determine client ID from request.');
  if (id !== demo.clientId) return oauthError('invalid_client', 'The OAuth client was not found.', 401);
  if (secret === '') return oauthError('invalid_request', 'client_secret is missing.');
  return secret === demo.clientSecret ? undefined : oauthError('invalid_client', 'Unauthorized', 401);
}

function redeem(demo: Demo, form: URLSearchParams): Promise<Answer> | Answer {
  const claims = demo.mint.spend(form.get('code') ?? '', demo.told());
  if (claims === undefined) return oauthError('invalid_grant', 'Malformed auth code.');
  if (form.get('redirect_uri') !== claims.redirectUri)
    return oauthError('redirect_uri_mismatch', 'Bad Request');
  if (claims.challenge !== undefined) {
    const verifier = form.get('code_verifier');
    if (verifier === null || verifier === '') return oauthError('invalid_grant', 'Missing code verifier.');
    const proof = createHash('sha256').update(verifier).digest('base64url');
    if (proof !== claims.challenge) return oauthError('invalid_grant', 'Invalid code verifier.');
  }
  const { grant, email, scopes, clientId } = claims;
  const refreshToken = demo.mint.issue({
    kind: 'refresh',
    grant,
    email,
    scopes,
    clientId,
    issuedAt: demo.told(),
  });
  return tokenAnswer(demo, claims, claims.offline === true ? { refresh_token: refreshToken } : {});
}

function refresh(demo: Demo, form: URLSearchParams): Promise<Answer> | Answer {
  const claims = demo.mint.read(form.get('refresh_token') ?? '', 'refresh', demo.told());
  const ended = claims === undefined || claims.clientId !== demo.clientId;
  if (ended) return oauthError('invalid_grant', 'Token has been expired or revoked.');
  return tokenAnswer(demo, claims, {});
}
