import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credentials } from '../../../../electron/connections/google/credentials.ts';
import { resolveEndpoints } from '../../../../electron/connections/google/endpoints.ts';
import { parseKeyFile } from '../../../../electron/connections/google/service-account.ts';
import { signIn } from '../../../../electron/connections/google/sign-in.ts';
import { createTokenSource, type TokenSource } from '../../../../electron/connections/google/token-source.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../../electron/demo/server.ts';
import { GOOGLE_SCOPES } from '../../../../electron/model/connection.ts';
import type { Fetch } from '../../../../electron/model/ports.ts';
import { walkConsent } from '../../../support/consent.ts';
import { createManualClock, type ManualClock } from '../../../support/manual-clock.ts';
import { testRandom } from '../../../support/memory-vault-parts.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-21T08:00:00Z');

let demo: DemoOrganisation;
/** The organisation's time, and the time of the admin's computer. */
let googleClock: ManualClock;
let clock: ManualClock;
let stored: string | null;
const watched = vi.fn<Fetch>();

beforeEach(async () => {
  googleClock = createManualClock(START);
  clock = createManualClock(START);
  demo = await startDemoOrganisation({ devices: 10 }, { clock: googleClock });
  stored = null;
  watched.mockReset().mockImplementation(fetch);
});
afterEach(() => demo.stop());

function source(fetchImplementation: Fetch = watched): TokenSource {
  return createTokenSource({
    endpoints: endpoints(),
    fetch: fetchImplementation,
    clock,
    secret: {
      read: async () => stored,
      write: async (value) => {
        stored = value;
      },
    },
    account: 'admin@riverside.example',
  });
}

function endpoints() {
  return resolveEndpoints({ apiRoot: demo.apiRoot, authRoot: demo.authRoot }, {});
}

function store(credentials: Credentials): void {
  stored = JSON.stringify(credentials);
}

async function storeSignIn(): Promise<void> {
  const client = { clientId: demo.clientId, clientSecret: demo.clientSecret };
  const opened = Promise.withResolvers<string>();
  const page = { title: '', text: '' };
  const signing = signIn({
    endpoints: endpoints(),
    client,
    openBrowser: opened.resolve,
    fetch,
    clock,
    random: testRandom,
    signal: new AbortController().signal,
    scopes: GOOGLE_SCOPES,
    language: 'en',
    pages: { done: page, refused: page, denied: page },
    timeoutMs: HOUR,
  });
  await walkConsent(await opened.promise, { account: demo.adminEmail, decision: 'allow' });
  const { refreshToken, email: account } = await signing;
  store({ method: 'sign_in', client, refreshToken, account });
}

async function storeServiceAccount(subject = demo.adminEmail): Promise<void> {
  store({
    method: 'service_account',
    key: parseKeyFile(JSON.stringify(await demo.serviceAccountKey())),
    subject,
  });
}

/** How the Directory API answers a token. */
async function answerTo(token: string): Promise<number> {
  const url = `${demo.apiRoot}admin/directory/v1/customer/my_customer/devices/chromeos?maxResults=1`;
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
}

function passTime(ms: number): void {
  googleClock.advance(ms);
  clock.advance(ms);
}

describe.each([
  ['sign-in', storeSignIn],
  ['service account', () => storeServiceAccount()],
])('tokens of a %s', (_, prepare) => {
  it('are good at Google, kept while fresh, and replaced five minutes early', async () => {
    await prepare();
    const tokens = source();
    const first = await tokens.accessToken();
    expect(await answerTo(first)).toBe(200);
    passTime(HOUR - 6 * 60_000);
    expect(await tokens.accessToken()).toBe(first);
    passTime(2 * 60_000);
    const second = await tokens.accessToken();
    expect(second).not.toBe(first);
    expect(await answerTo(second)).toBe(200);
    expect(watched).toHaveBeenCalledTimes(2);
  });

  it('are asked for once when many need one', async () => {
    await prepare();
    const tokens = source();
    const all = await Promise.all([tokens.accessToken(), tokens.forceRefresh(), tokens.accessToken()]);
    expect(new Set(all).size).toBe(1);
    expect(watched).toHaveBeenCalledTimes(1);
  });

  it('are renewed when Google refused a fresh one', async () => {
    await prepare();
    const tokens = source();
    const first = await tokens.accessToken();
    passTime(1000);
    demo.control.expireAccessTokens();
    expect(await answerTo(first)).toBe(401);
    expect(await answerTo(await tokens.forceRefresh())).toBe(200);
  });

  it('go by Google’s clock when the computer’s is hours wrong', async () => {
    await prepare();
    clock.advance(-5 * HOUR);
    const tokens = source();
    const first = await tokens.accessToken();
    expect(await answerTo(first)).toBe(200);
    passTime(HOUR - 6 * 60_000);
    expect(await tokens.accessToken()).toBe(first);
    passTime(2 * 60_000);
    expect(await tokens.accessToken()).not.toBe(first);
  });

  it('let one caller give up without taking the others along', async () => {
    await prepare();
    const gate = Promise.withResolvers<void>();
    const tokens = source(async (...request) => {
      await gate.promise;
      return fetch(...request);
    });
    const cancel = new AbortController();
    const impatient = tokens.accessToken(cancel.signal);
    const patient = tokens.accessToken();
    cancel.abort();
    await expect(impatient).rejects.toMatchObject({ code: 'cancelled' });
    gate.resolve();
    expect(await answerTo(await patient)).toBe(200);
  });

  it.each<[string, Fetch, string]>([
    ['no network', () => Promise.reject(new TypeError('fetch failed')), 'google_offline'],
    ['an outage', async () => new Response('', { status: 503 }), 'google_unavailable'],
    ['a captive portal', async () => new Response('<html>Guest Wi-Fi'), 'google_bad_answer'],
    ['too many requests', async () => new Response('', { status: 429 }), 'google_rate_limited'],
    [
      'an unknown refusal',
      async () => Response.json({ error: 'odd' }, { status: 400 }),
      'google_bad_request',
    ],
  ])('fail by %s as what it is, and work again afterwards', async (_name, trouble, code) => {
    await prepare();
    watched.mockImplementationOnce(trouble);
    const tokens = source();
    await expect(tokens.accessToken()).rejects.toMatchObject({ code });
    expect(await answerTo(await tokens.accessToken())).toBe(200);
  });

  it('do not wait for ever', async () => {
    await prepare();
    const asked = Promise.withResolvers<void>();
    const tokens = source(
      (_url, request) =>
        new Promise((_resolve, reject) => {
          request?.signal?.addEventListener('abort', () => reject(request.signal?.reason));
          asked.resolve();
        }),
    );
    const failing = expect(tokens.accessToken()).rejects.toMatchObject({ code: 'google_unavailable' });
    await asked.promise;
    clock.advance(30_000);
    await failing;
  });

  it('are not to be had without credentials, or with damaged ones', async () => {
    await expect(source().accessToken()).rejects.toMatchObject({
      code: 'google_reconnect_needed',
      details: { account: 'admin@riverside.example' },
    });
    stored = '{"method":"sign_in"}';
    await expect(source().accessToken()).rejects.toMatchObject({ code: 'vault_damaged_secret' });
    expect(watched).not.toHaveBeenCalled();
  });

  it('and their secrets stay out of errors', async () => {
    await prepare();
    const secrets = /GOCSPX|PRIVATE KEY|1\/\/0|ya29/;
    watched.mockResolvedValue(Response.json({ error: 'odd' }, { status: 400 }));
    const error: unknown = await source()
      .accessToken()
      .catch((failure: unknown) => failure);
    expect(String(error)).not.toMatch(secrets);
    expect(JSON.stringify(error)).not.toMatch(secrets);
  });
});

describe('a sign-in that ended', () => {
  it('asks to reconnect when the session is over', async () => {
    await storeSignIn();
    const tokens = source();
    await tokens.accessToken();
    passTime(1000);
    demo.control.endSessions();
    await expect(tokens.forceRefresh()).rejects.toMatchObject({
      code: 'google_reconnect_needed',
      details: { account: demo.adminEmail, subtype: 'invalid_grant' },
    });
  });

  it('tells session control by its subtype', async () => {
    await storeSignIn();
    const refusal = { error: 'invalid_grant', error_description: 'reauth', error_subtype: 'invalid_rapt' };
    watched.mockResolvedValueOnce(Response.json(refusal, { status: 400 }));
    await expect(source().accessToken()).rejects.toMatchObject({ details: { subtype: 'invalid_rapt' } });
  });

  it('names the client that was deleted', async () => {
    await storeSignIn();
    watched.mockResolvedValueOnce(Response.json({ error: 'deleted_client' }, { status: 401 }));
    await expect(source().accessToken()).rejects.toMatchObject({
      code: 'google_client_invalid',
      details: { clientId: demo.clientId },
    });
  });

  it('can be revoked, once and again', async () => {
    await storeSignIn();
    const tokens = source();
    const token = await tokens.accessToken();
    await tokens.revoke();
    expect(await answerTo(token)).toBe(401);
    await expect(tokens.accessToken()).rejects.toMatchObject({ code: 'google_reconnect_needed' });
    watched.mockResolvedValueOnce(Response.json({ error: 'invalid_token' }, { status: 400 }));
    await tokens.revoke();
  });

  it('says when Google did not confirm the revocation, and forgets nothing', async () => {
    await storeSignIn();
    const tokens = source();
    const token = await tokens.accessToken();
    watched.mockResolvedValueOnce(new Response('', { status: 503 }));
    await expect(tokens.revoke()).rejects.toMatchObject({
      code: 'google_revoke_failed',
      details: { reason: 'HTTP 503' },
    });
    watched.mockRejectedValueOnce(new TypeError('fetch failed'));
    await expect(tokens.revoke()).rejects.toMatchObject({ code: 'google_revoke_failed' });
    expect(await answerTo(token)).toBe(200);
  });
});

describe('a refresh token that Google replaces', () => {
  const replaced = async () => Response.json({ access_token: 'a', expires_in: 3599, refresh_token: 'new' });

  it('is stored in its place', async () => {
    await storeSignIn();
    watched.mockImplementationOnce(replaced);
    await source().accessToken();
    expect(JSON.parse(stored ?? '')).toMatchObject({
      refreshToken: 'new',
      client: { clientId: demo.clientId },
    });
  });

  it('is not stored when the connection was deleted meanwhile', async () => {
    await storeSignIn();
    watched.mockImplementationOnce(async () => {
      stored = null;
      return replaced();
    });
    await source().accessToken();
    expect(stored).toBeNull();
  });

  it('does not take the place of one that came by signing in again meanwhile', async () => {
    await storeSignIn();
    watched.mockImplementationOnce(async () => {
      stored = JSON.stringify({ ...JSON.parse(stored ?? ''), refreshToken: 'signed in again' });
      return replaced();
    });
    await source().accessToken();
    expect(JSON.parse(stored ?? '')).toMatchObject({ refreshToken: 'signed in again' });
  });
});

describe('a service account that may not', () => {
  it('names the subject Google does not know', async () => {
    await storeServiceAccount('nobody@riverside.example');
    await expect(source().accessToken()).rejects.toMatchObject({
      code: 'google_subject_invalid',
      details: { subject: 'nobody@riverside.example' },
    });
  });

  it('names the client id and the scopes to delegate', async () => {
    await storeServiceAccount();
    demo.control.delegateScopes([GOOGLE_SCOPES[0]]);
    const key = await demo.serviceAccountKey();
    await expect(source().accessToken()).rejects.toMatchObject({
      code: 'google_delegation_missing',
      details: { clientId: key.client_id, scopes: GOOGLE_SCOPES.join(', ') },
    });
  });

  it('names the part of the key Google does not know', async () => {
    const key = parseKeyFile(JSON.stringify(await demo.serviceAccountKey()));
    const other = await startDemoOrganisation({ devices: 0, seed: 'other' });
    const foreign = (await other.serviceAccountKey()).private_key;
    await other.stop();
    store({ method: 'service_account', key: { ...key, private_key: foreign }, subject: demo.adminEmail });
    await expect(source().accessToken()).rejects.toMatchObject({
      code: 'google_key_file_invalid',
      details: { field: 'private_key' },
    });
    store({
      method: 'service_account',
      key: { ...key, client_email: 'gone@x.example' },
      subject: demo.adminEmail,
    });
    await expect(source().accessToken()).rejects.toMatchObject({ details: { field: 'client_email' } });
  });

  it('tries the server’s time once, not for ever', async () => {
    await storeServiceAccount();
    const refusal = {
      error: 'invalid_grant',
      error_description: 'Invalid JWT: Check your iat and exp values',
    };
    watched.mockImplementation(async () => Response.json(refusal, { status: 400 }));
    await expect(source().accessToken()).rejects.toMatchObject({ code: 'google_bad_request' });
    expect(watched).toHaveBeenCalledTimes(2);
  });

  it('has no grant to revoke', async () => {
    await storeServiceAccount();
    await source().revoke();
    expect(watched).not.toHaveBeenCalled();
  });
});
