import { MusterError } from '../../model/errors.ts';
import type { Clock, Fetch, Random } from '../../model/ports.ts';
import type { GoogleEndpoints } from './endpoints.ts';
import { type Callback, type Loopback, openLoopback } from './loopback.ts';
import type { OauthClient } from './oauth-client-input.ts';
import { redeemCallback, type SignedIn } from './redeem-callback.ts';
import type { PageText } from './sign-in-page.ts';

export type { SignedIn };

export interface SignInOptions {
  endpoints: GoogleEndpoints;
  client: OauthClient;
  /** Shows the sign-in page to the admin. What it throws ends the sign-in. */
  openBrowser(url: string): void | Promise<void>;
  fetch: Fetch;
  clock: Clock;
  random: Random;
  /** Ends the wait and frees the port. */
  signal: AbortSignal;
  /** What Muster needs; who the admin is (`openid email`) is asked for besides. */
  scopes: readonly string[];
  loginHint?: string;
  /** Language of Google's pages and of ours: `en`, `fr`. */
  language: string;
  /** `refused` answers what does not belong to this sign-in, `denied` ends one that failed. */
  pages: { done: PageText; refused: PageText; denied: PageText };
  timeoutMs: number;
  /** Port on this computer that the browser comes back to; by default the system chooses. */
  port?: number;
}

/**
 * Signs an admin in with the browser: loopback redirect (RFC 8252), PKCE (RFC 7636) and state.
 * Throws `google_sign_in_denied`, `google_sign_in_timeout`, `google_sign_in_state`, `google_scope_missing`,
 * `google_client_invalid`, `google_bad_answer`, `google_bad_request`, `google_offline`, `google_unavailable`,
 * `port_in_use`, `cancelled`.
 */
export async function signIn(options: SignInOptions): Promise<SignedIn> {
  const state = Buffer.from(options.random.bytes(32)).toString('base64url');
  const { language, pages, port = 0 } = options;
  const loopback = await openLoopback({ state, refused: pages.refused, language, port });
  try {
    const { url, verifier } = await buildRequest(options, loopback.redirectUri, state);
    if (options.signal.aborted) throw new MusterError('cancelled');
    await options.openBrowser(url);
    const callback = await waitForCallback(loopback, options);
    const proof = { verifier, redirectUri: loopback.redirectUri };
    const result = await redeemCallback(callback, proof, options).catch(async (error: unknown) => {
      await loopback.finish(pages.denied);
      throw error;
    });
    await loopback.finish(pages.done);
    return result;
  } finally {
    await loopback.close();
  }
}

/** The library is loaded here because nothing else at start-up needs it. */
async function buildRequest(
  options: SignInOptions,
  redirectUri: string,
  state: string,
): Promise<{ url: string; verifier: string }> {
  const { CodeChallengeMethod, OAuth2Client } = await import('google-auth-library');
  const library = new OAuth2Client({
    clientId: options.client.clientId,
    redirectUri,
    endpoints: { oauth2AuthBaseUrl: options.endpoints.authorizeUrl },
  });
  const { codeVerifier, codeChallenge = '' } = await library.generateCodeVerifierAsync();
  const url = library.generateAuthUrl({
    scope: ['openid', 'email', ...options.scopes],
    access_type: 'offline',
    prompt: 'consent select_account',
    state,
    code_challenge: codeChallenge,
    code_challenge_method: CodeChallengeMethod.S256,
    hl: options.language,
    ...(options.loginHint === undefined ? {} : { login_hint: options.loginHint }),
  });
  return { url, verifier: codeVerifier };
}

async function waitForCallback(loopback: Loopback, options: SignInOptions): Promise<Callback> {
  const { clock, signal, timeoutMs } = options;
  const answered = new AbortController();
  const timeout = clock.sleep(timeoutMs, AbortSignal.any([signal, answered.signal])).then(
    () => {
      throw new MusterError('google_sign_in_timeout');
    },
    (error: unknown) => {
      throw new MusterError('cancelled', {}, error);
    },
  );
  try {
    return await Promise.race([loopback.callback, timeout]);
  } finally {
    answered.abort();
  }
}
