import { z } from 'zod';
import type { Demo } from '../demo.ts';
import { isKnownScope, scopesOf } from './scopes.ts';

/** A sign-in request that can be shown to a person. */
export interface SignIn {
  /** The request's own query, carried from page to page. */
  readonly raw: string;
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly state: string | null;
  readonly challenge: string | undefined;
  readonly nonce: string | undefined;
  readonly offline: boolean;
  readonly loginHint: string | null;
  readonly prompt: readonly string[];
}

/** Why Google would show an error page instead of the sign-in; it never redirects to an unchecked address. */
export interface Refused {
  readonly error:
    | 'invalid_client'
    | 'redirect_uri_mismatch'
    | 'invalid_request'
    | 'invalid_scope'
    | 'unsupported_response_type';
  readonly detail: string;
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** Desktop clients may come back to the loopback interface only, at any port and path (RFC 8252 section 7.3). */
function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === 'http:' && LOOPBACK.includes(url.hostname) && url.hash === '';
}

const challengeSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Checks a request to the authorization endpoint as Google does. */
export function readSignIn(demo: Demo, query: URLSearchParams): SignIn | Refused {
  const refuse = (error: Refused['error'], detail: string): Refused => ({ error, detail });
  const redirectUri = query.get('redirect_uri') ?? '';
  const scopes = scopesOf(query.get('scope') ?? '');
  const challenge = query.get('code_challenge') ?? undefined;
  const method = query.get('code_challenge_method') ?? 'plain';
  const client = query.get('client_id') ?? '';
  if (client === '') return refuse('invalid_request', 'Missing required parameter: client_id');
  if (client !== demo.clientId) return refuse('invalid_client', 'The OAuth client was not found.');
  if (redirectUri === '') return refuse('invalid_request', 'Missing required parameter: redirect_uri');
  if (!isLoopback(redirectUri)) return refuse('redirect_uri_mismatch', redirectUri);
  const type = query.get('response_type') ?? '';
  if (type === '') return refuse('invalid_request', 'Required parameter is missing: response_type');
  if (type !== 'code') return refuse('unsupported_response_type', type);
  if (scopes.length === 0) return refuse('invalid_request', 'Missing required parameter: scope');
  const unknown = scopes.filter((scope) => !isKnownScope(scope));
  if (unknown.length > 0) return refuse('invalid_scope', unknown.join(' '));
  if (challenge !== undefined && method !== 'S256') return refuse('invalid_request', 'code_challenge_method');
  if (challenge !== undefined && !challengeSchema.safeParse(challenge).success) {
    return refuse('invalid_request', 'code_challenge');
  }
  return {
    raw: query.toString(),
    redirectUri,
    scopes,
    state: query.get('state'),
    challenge,
    nonce: query.get('nonce') ?? undefined,
    offline: query.get('access_type') === 'offline',
    loginHint: query.get('login_hint'),
    prompt: (query.get('prompt') ?? '').split(/\s+/),
  };
}
