import type { EndpointOverride, GoogleConnection } from '../../model/connection.ts';
import { GOOGLE_SCOPES } from '../../model/connection.ts';
import type { SignInInput } from '../../model/connection-setup.ts';
import { isMusterError, MusterError } from '../../model/errors.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { GoogleUser } from './api/answers.ts';
import { type Credentials, parseCredentials } from './credentials.ts';
import { type OauthClient, parseOauthClient } from './oauth-client-input.ts';
import { parseSubject, type ServiceAccountKey } from './service-account.ts';
import type { SignedIn } from './sign-in.ts';
import type { StoredSecret } from './token-source.ts';

/** The name of the connection's secret in the vault. */
export const SECRET_NAME = 'google';

/** Someone was let in: what to store, the public part and the secret. */
export interface Admitted {
  connection: GoogleConnection;
  credentials: Credentials;
}

/** Getting into Google for the first time, or again. Stores nothing: the caller does, once all is known. */
export interface Admission {
  /** Throws what a sign-in throws, and google_other_customer when `existing` belongs to another organisation. */
  bySignIn(input: SignInInput, existing: GoogleConnection | null, signal: AbortSignal): Promise<Admitted>;
  byServiceAccount(
    input: { key: ServiceAccountKey; subject: string; endpoints: EndpointOverride | null },
    existing: GoogleConnection | null,
    signal: AbortSignal,
  ): Promise<Admitted>;
}

export interface AdmissionDeps {
  clock: Clock;
  random: Random;
  /** The connection's secret as stored, for signing in again with the same client. */
  storedSecret(): Promise<string | null>;
  /** The stand-in's client; null in a real workspace. */
  demoClient(): OauthClient | null;
  /** Runs the browser sign-in to its end. */
  signIn(
    client: OauthClient,
    endpoints: EndpointOverride,
    loginHint: string | null,
    signal: AbortSignal,
  ): Promise<SignedIn>;
  /** Asks Google who the account is, with these credentials: the proof that they work. */
  whoIs(
    email: string,
    secret: StoredSecret,
    endpoints: EndpointOverride,
    signal: AbortSignal,
  ): Promise<GoogleUser>;
}

const GOOGLES_OWN: EndpointOverride = { apiRoot: null, authRoot: null };

/** Makes the two ways in. */
export function createAdmission(deps: AdmissionDeps): Admission {
  return {
    async bySignIn(input, existing, signal) {
      const client = await clientOf(input, deps);
      const endpoints = input.endpoints ?? existing?.endpoints ?? GOOGLES_OWN;
      const signed = await deps.signIn(client, endpoints, existing?.account ?? null, signal);
      // Google names the organisation of a managed account (OpenID Connect claim `hd`); a private one has none.
      if (signed.hostedDomain === null)
        throw new MusterError('google_not_managed', { account: signed.email });
      const given: Credentials = {
        method: 'sign_in',
        client,
        refreshToken: signed.refreshToken,
        account: signed.email,
      };
      const { user, credentials } = await tryOut(given, signed.email, endpoints, deps, signal);
      const way = { method: 'sign_in', endpoints, scopes: signed.scopes } as const;
      return { credentials, connection: admit(user, existing, way, deps) };
    },
    async byServiceAccount({ key, subject, ...input }, existing, signal) {
      const endpoints = input.endpoints ?? existing?.endpoints ?? GOOGLES_OWN;
      const email = parseSubject(subject);
      const given: Credentials = { method: 'service_account', key, subject: email };
      const { user, credentials } = await tryOut(given, email, endpoints, deps, signal);
      const scopes: string[] = [...GOOGLE_SCOPES];
      const way = { method: 'service_account' as const, endpoints, scopes };
      return { credentials, connection: admit(user, existing, way, deps) };
    },
  };
}

/** Uses the credentials once. Google may replace a token at any use, so what it left is what counts. */
async function tryOut(
  given: Credentials,
  email: string,
  endpoints: EndpointOverride,
  deps: AdmissionDeps,
  signal: AbortSignal,
): Promise<{ user: GoogleUser; credentials: Credentials }> {
  let held = JSON.stringify(given);
  const secret: StoredSecret = {
    read: async () => held,
    write: async (value) => {
      held = value;
    },
  };
  const user = await deps.whoIs(email, secret, endpoints, signal);
  return { user, credentials: parseCredentials(held) };
}

async function clientOf({ client }: SignInInput, deps: AdmissionDeps): Promise<OauthClient> {
  if (client.kind === 'own') return parseOauthClient(client);
  const demo = deps.demoClient();
  if (client.kind === 'demo') {
    if (demo === null) throw new MusterError('not_available');
    return demo;
  }
  const stored = await deps.storedSecret().catch(unreadable);
  const credentials = stored === null ? null : parseCredentials(stored);
  if (credentials?.method === 'sign_in') return credentials.client;
  if (demo !== null) return demo;
  throw new MusterError('google_client_forgotten');
}

/** A secret whose key is gone is as good as none: signing in anew is the way out. */
function unreadable(error: unknown): null {
  if (isMusterError(error, 'vault_key_missing')) return null;
  throw error;
}

/**
 * The connection to store. One workspace holds one organisation's devices: an account of another customer is
 * refused, whatever it may do there.
 */
function admit(
  user: GoogleUser,
  existing: GoogleConnection | null,
  way: Pick<GoogleConnection, 'method' | 'endpoints' | 'scopes'>,
  deps: AdmissionDeps,
): GoogleConnection {
  if (existing !== null && existing.customerId !== user.customerId) {
    throw new MusterError('google_other_customer', {
      account: user.email,
      customer: user.customerId,
      expected: existing.customerId,
    });
  }
  const now = deps.clock.now();
  return {
    ...way,
    id: existing?.id ?? deps.random.uuid(now),
    account: user.email,
    domain: user.email.split('@')[1] ?? '',
    customerId: user.customerId,
    trouble: null,
    connectedAt: now,
    generation: (existing?.generation ?? 0) + 1,
  };
}
