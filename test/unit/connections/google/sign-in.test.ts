import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { resolveEndpoints } from '../../../../electron/connections/google/endpoints.ts';
import { type SignInOptions, signIn } from '../../../../electron/connections/google/sign-in.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../../electron/demo/server.ts';
import { GOOGLE_SCOPES } from '../../../../electron/model/connection.ts';
import type { Fetch } from '../../../../electron/model/ports.ts';
import { type LastPage, walkConsent } from '../../../support/consent.ts';
import { createManualClock, type ManualClock } from '../../../support/manual-clock.ts';
import { testRandom } from '../../../support/memory-vault-parts.ts';

const pages = {
  done: { title: 'Google est connecté', text: 'Revenez dans « Muster » <b>.' },
  refused: { title: 'Page refusée', text: 'Rien à voir.' },
  denied: { title: 'Pas connecté', text: 'Voyez Muster.' },
};
const FIVE_MINUTES = 5 * 60_000;

let demo: DemoOrganisation;
let clock: ManualClock;

beforeAll(async () => {
  demo = await startDemoOrganisation({ devices: 10, frozen: true });
});
afterAll(() => demo.stop());

/** Begins a sign-in; `page` is the address the browser is sent to. */
async function begin(changes: Partial<SignInOptions> = {}) {
  clock = createManualClock(Date.now());
  const cancel = new AbortController();
  const opened = Promise.withResolvers<string>();
  const result = signIn({
    endpoints: resolveEndpoints({ apiRoot: demo.apiRoot, authRoot: demo.authRoot }, {}),
    client: { clientId: demo.clientId, clientSecret: demo.clientSecret },
    openBrowser: (url) => opened.resolve(url),
    fetch,
    clock,
    random: testRandom,
    signal: cancel.signal,
    scopes: GOOGLE_SCOPES,
    language: 'fr',
    pages,
    timeoutMs: FIVE_MINUTES,
    ...changes,
  });
  result.catch(opened.reject);
  const page = await opened.promise;
  const query = new URL(page).searchParams;
  onTestFinished(() => cancel.abort());
  return {
    result,
    page,
    cancel,
    query,
    redirectUri: query.get('redirect_uri') ?? '',
    state: query.get('state') ?? '',
  };
}

/** Brings the browser back by hand. */
async function comeBack(redirectUri: string, query: Record<string, string>, headers = {}): Promise<Response> {
  return fetch(`${redirectUri}?${new URLSearchParams(query)}`, { headers });
}

async function isGone(redirectUri: string): Promise<boolean> {
  return fetch(redirectUri).then(
    () => false,
    () => true,
  );
}

describe('a sign-in in the browser', () => {
  it('brings the tokens, the account and its domain, and says so in the browser', async () => {
    const { result, page, redirectUri } = await begin();
    const last: LastPage = await walkConsent(page, { account: demo.adminEmail, decision: 'allow' });
    const signed = await result;
    expect(signed).toMatchObject({ email: demo.adminEmail, hostedDomain: demo.domain });
    expect(signed.scopes).toEqual(expect.arrayContaining([...GOOGLE_SCOPES]));
    expect(signed.expiresAt).toBeGreaterThan(Date.now() + 3_000_000);
    const listing = await fetch(`${demo.apiRoot}admin/directory/v1/customer/my_customer/devices/chromeos`, {
      headers: { authorization: `Bearer ${signed.accessToken}` },
    });
    expect(listing.status).toBe(200);
    expect(last.status).toBe(200);
    expect(last.html).toContain('<html lang="fr">');
    expect(last.html).toContain('Google est connecté');
    expect(last.html).toContain('&#60;b&#62;');
    expect(last.html).not.toMatch(/<script|<b>/);
    expect(last.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(last.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await isGone(redirectUri)).toBe(true);
  });

  it('asks for offline access, a choice of account, S256 and its own address on 127.0.0.1', async () => {
    const { query, redirectUri } = await begin({ loginHint: 'admin@school.example' });
    expect(Object.fromEntries(query)).toMatchObject({
      access_type: 'offline',
      prompt: 'consent select_account',
      code_challenge_method: 'S256',
      login_hint: 'admin@school.example',
      hl: 'fr',
      scope: ['openid', 'email', ...GOOGLE_SCOPES].join(' '),
    });
    expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  });

  it('ends as denied when the admin cancels, and shows it', async () => {
    const { result, page } = await begin();
    const refused = expect(result).rejects.toMatchObject({ code: 'google_sign_in_denied' });
    const last = await walkConsent(page, { account: demo.adminEmail, decision: 'cancel' });
    await refused;
    expect(last.html).toContain('Pas connecté');
  });

  it('names the permissions that were left out', async () => {
    const { result, page } = await begin();
    const refused = expect(result).rejects.toMatchObject({
      code: 'google_scope_missing',
      details: { scopes: GOOGLE_SCOPES[2] },
    });
    const untick = [GOOGLE_SCOPES[2]];
    const last = await walkConsent(page, { account: demo.adminEmail, decision: 'allow', untick });
    await refused;
    expect(last.html).toContain('Pas connecté');
  });

  it('says which client Google refuses', async () => {
    const { result, page } = await begin({
      client: { clientId: demo.clientId, clientSecret: 'GOCSPX-wrong' },
    });
    const refused = expect(result).rejects.toMatchObject({
      code: 'google_client_invalid',
      details: { clientId: demo.clientId, field: 'clientSecret' },
    });
    await walkConsent(page, { account: demo.adminEmail, decision: 'allow' });
    await refused;
  });
});

describe('the address the browser comes back to', () => {
  it('refuses what does not carry the state and goes on waiting for the admin', async () => {
    const { result, page, redirectUri, state } = await begin();
    const strays = await Promise.all([
      comeBack(redirectUri, { code: 'stolen', state: `${state.slice(0, -1)}!` }),
      comeBack(redirectUri, { code: 'stolen' }),
      comeBack(redirectUri, { error: 'access_denied', state: 'x' }),
      comeBack(redirectUri, { state }),
      fetch(new URL('/favicon.ico', redirectUri)),
      fetch(`${redirectUri}?state=${state}&code=x`, { method: 'POST' }),
      fetch(`${redirectUri.replace('127.0.0.1', 'localhost')}?state=${state}&code=x`),
    ]);
    expect(strays.map((stray) => stray.status)).toEqual([400, 400, 400, 400, 404, 404, 400]);
    expect(await strays[0]?.text()).toContain('Page refusée');
    await walkConsent(page, { account: demo.adminEmail, decision: 'allow' });
    expect(await result).toMatchObject({ email: demo.adminEmail });
  });

  it('refuses a code that was meant for another sign-in', async () => {
    const other = await begin();
    const mine = await begin();
    const refused = expect(mine.result).rejects.toMatchObject({ code: 'google_sign_in_state' });
    const page = new URL(other.page);
    page.searchParams.set('redirect_uri', mine.redirectUri);
    page.searchParams.set('state', mine.state);
    await walkConsent(page.href, { account: demo.adminEmail, decision: 'allow' });
    await refused;
  });

  it('tells when its port is taken', async () => {
    const first = await begin();
    const port = Number(new URL(first.redirectUri).port);
    await expect(begin({ port })).rejects.toMatchObject({ code: 'port_in_use', details: { port } });
  });

  it('is gone once the time is over', async () => {
    const { result, redirectUri } = await begin();
    const over = expect(result).rejects.toMatchObject({ code: 'google_sign_in_timeout' });
    clock.advance(FIVE_MINUTES - 1);
    expect(await isGone(redirectUri)).toBe(false);
    clock.advance(1);
    await over;
    expect(await isGone(redirectUri)).toBe(true);
  });

  it('is gone once the sign-in is cancelled, or the browser could not be opened', async () => {
    const { result, redirectUri, cancel } = await begin();
    const cancelled = expect(result).rejects.toMatchObject({ code: 'cancelled' });
    cancel.abort();
    await cancelled;
    expect(await isGone(redirectUri)).toBe(true);
    let opened = '';
    const failing = begin({
      openBrowser: (url) => {
        opened = new URL(url).searchParams.get('redirect_uri') ?? '';
        throw new Error('no browser');
      },
    });
    await expect(failing).rejects.toThrow('no browser');
    expect(await isGone(opened)).toBe(true);
  });
});

describe('an answer of the token address', () => {
  /** Signs in against a token address that says something else. */
  async function answering(answer: () => Promise<Response>): Promise<unknown> {
    const { result, redirectUri, state } = await begin({ fetch: answer satisfies Fetch });
    const failure = result.catch((error: unknown) => error);
    await comeBack(redirectUri, { state, code: 'c' });
    return failure;
  }
  const claims = (fields: object) => `x.${Buffer.from(JSON.stringify(fields)).toString('base64url')}.x`;
  const tokens = (fields: object) => ({ access_token: 'a', refresh_token: 'r', expires_in: 3599, ...fields });

  it.each([
    ['no network', () => Promise.reject(new TypeError('fetch failed')), 'google_offline'],
    ['an outage', async () => new Response('', { status: 503 }), 'google_unavailable'],
    ['a web page', async () => new Response('<html>', { status: 200 }), 'google_bad_answer'],
    [
      'a redirect',
      async () => new Response('', { status: 302, headers: { location: 'http://x.example' } }),
      'google_bad_answer',
    ],
    [
      'no refresh token',
      async () => Response.json(tokens({ refresh_token: undefined })),
      'google_bad_answer',
    ],
    ['no identity', async () => Response.json(tokens({})), 'google_bad_answer'],
    [
      'an identity for another client',
      async () => Response.json(tokens({ id_token: claims({ aud: 'other', email: 'a@b.example' }) })),
      'google_bad_answer',
    ],
  ])('%s is told as %3$s', async (_, answer, code) => {
    expect(await answering(answer)).toMatchObject({ code });
  });

  it('without an organisation gives an account without a domain', async () => {
    const identity = claims({ aud: demo.clientId, email: 'someone@gmail.com' });
    const signed = await answering(async () => Response.json(tokens({ id_token: identity })));
    expect(signed).toMatchObject({ email: 'someone@gmail.com', hostedDomain: null });
  });
});
