import { createPublicKey } from 'node:crypto';
import { OAuth2Client } from 'google-auth-library';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DemoOptions } from '../../../electron/demo/options.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import {
  ALL_SCOPES,
  DEVICES,
  errorOf,
  MORNING,
  post,
  reader,
  redeem,
  refresh,
  signIn,
  signInQuery,
  USERS,
} from './support.ts';

const running: DemoOrganisation[] = [];
afterEach(async () => {
  for (const demo of running.splice(0)) await demo.stop();
});

async function open(options: DemoOptions = {}, start = MORNING): Promise<DemoOrganisation> {
  const demo = await startDemoOrganisation({ devices: 300, ...options }, { clock: createManualClock(start) });
  running.push(demo);
  return demo;
}

async function signedIn(demo: DemoOrganisation, query: Record<string, string> = {}) {
  const code = (await signIn(demo, { query })).searchParams.get('code') ?? '';
  return (await redeem(demo, code)).body;
}

const load = (demo: DemoOrganisation, over: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${demo.authRoot}/o/oauth2/v2/auth?${new URLSearchParams(signInQuery(demo, over))}`, {
    headers,
    redirect: 'manual',
  });

describe('signing in', () => {
  it('comes back with a code and the untouched state, and the code is good for tokens once', async () => {
    const demo = await open();
    const back = await signIn(demo);
    expect(back.origin + back.pathname).toBe('http://127.0.0.1:53682/callback');
    expect(back.searchParams.get('state')).toBe('st&te=1');
    const code = back.searchParams.get('code') ?? '';
    const first = await redeem(demo, code);
    expect(first.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, scope: ALL_SCOPES });
    expect(await reader(demo, String(first.body.access_token)).count()).toBeGreaterThan(250);
    expect(await redeem(demo, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('works with the official library, which verifies the id_token with our certificates', async () => {
    const demo = await open({}, Date.now());
    const client = new OAuth2Client({
      clientId: demo.clientId,
      clientSecret: demo.clientSecret,
      redirectUri: 'http://127.0.0.1:53682/callback',
      endpoints: {
        oauth2AuthBaseUrl: `${demo.authRoot}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${demo.authRoot}/token`,
        oauth2RevokeUrl: `${demo.authRoot}/revoke`,
      },
    });
    const code = (await signIn(demo)).searchParams.get('code') ?? '';
    const { tokens } = await client.getToken({
      code,
      codeVerifier: 'a-verifier-of-at-least-forty-three-characters-1234',
    });
    const certificates = await (await fetch(`${demo.authRoot}/oauth2/v3/certs`)).json();
    const jwk = z.object({ keys: z.tuple([z.looseObject({ kid: z.string() })]) }).parse(certificates).keys[0];
    const certificate = createPublicKey({ key: jwk, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    const idToken = tokens.id_token ?? '';
    const ticket = await client.verifySignedJwtWithCertsAsync(
      idToken,
      { [jwk.kid]: certificate.toString() },
      demo.clientId,
      ['https://accounts.google.com'],
    );
    expect(ticket.getPayload()).toMatchObject({
      email: demo.adminEmail,
      hd: demo.domain,
      email_verified: true,
    });
    client.setCredentials(tokens);
    const { credentials } = await client.refreshAccessToken();
    expect(credentials.access_token).not.toBe(tokens.access_token);
  });

  it('gives a refresh token only to who asked for offline access', async () => {
    const demo = await open();
    expect((await signedIn(demo)).refresh_token).toBeDefined();
    expect((await signedIn(demo, { access_type: 'online' })).refresh_token).toBeUndefined();
  });

  it('keeps back the permission a person unticked', async () => {
    const demo = await open();
    const back = await signIn(demo, { without: USERS });
    expect(back.searchParams.get('scope')).not.toContain(USERS);
    const { body } = await redeem(demo, back.searchParams.get('code') ?? '');
    expect(body.scope).toContain(DEVICES);
    const refused = await reader(demo, String(body.access_token)).get('users?customer=my_customer');
    expect(await errorOf(refused)).toMatchObject({ status: 403, reason: 'insufficientPermissions' });
  });

  it('says access_denied after Cancel, and interaction_required where no page may be shown', async () => {
    const demo = await open();
    const denied = await signIn(demo, { decision: 'cancel' });
    expect(Object.fromEntries(denied.searchParams)).toEqual({ state: 'st&te=1', error: 'access_denied' });
    const silent = await load(demo, { prompt: 'none' });
    expect(silent.headers.get('location')).toContain('error=interaction_required');
  });

  it.each([
    ['verifier', { code_verifier: 'another-verifier-of-at-least-forty-three-chars' }, 'invalid_grant', 400],
    ['missing verifier', { code_verifier: '' }, 'invalid_grant', 400],
    ['secret', { client_secret: 'wrong' }, 'invalid_client', 401],
    ['client', { client_id: 'wrong' }, 'invalid_client', 401],
    ['address', { redirect_uri: 'http://127.0.0.1:1/' }, 'redirect_uri_mismatch', 400],
    ['grant type', { grant_type: 'password' }, 'unsupported_grant_type', 400],
  ])('refuses a code with the wrong %s', async (_what, over, error, status) => {
    const demo = await open();
    const code = (await signIn(demo)).searchParams.get('code') ?? '';
    expect(await redeem(demo, code, over)).toMatchObject({ status, body: { error } });
  });

  it('forgets a code after ten minutes', async () => {
    const demo = await open();
    const code = (await signIn(demo)).searchParams.get('code') ?? '';
    demo.control.advance(601_000);
    expect(await redeem(demo, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('tokens', () => {
  it('expire and are renewed, also by another start of the same organisation, but not of another', async () => {
    const demo = await open();
    const { access_token, refresh_token } = await signedIn(demo);
    demo.control.advance(3_600_000);
    const late = await reader(demo, String(access_token)).get('users?customer=my_customer');
    expect(await errorOf(late)).toMatchObject({ status: 401, reason: 'authError' });
    await demo.stop();
    const again = await open();
    expect((await refresh(again, String(refresh_token))).status).toBe(200);
    const other = await open({ seed: 'lakeside' });
    expect(await refresh(other, String(refresh_token))).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  it('all end with a revocation, by access or refresh token', async () => {
    for (const kind of ['access_token', 'refresh_token'] as const) {
      const demo = await open();
      const tokens = await signedIn(demo);
      const other = await signedIn(demo);
      expect((await post(`${demo.authRoot}/revoke`, { token: String(tokens[kind]) })).status).toBe(200);
      expect(await refresh(demo, String(tokens.refresh_token))).toMatchObject({
        body: { error: 'invalid_grant' },
      });
      const dead = await reader(demo, String(tokens.access_token)).get('users?customer=my_customer');
      expect(dead.status).toBe(401);
      expect((await refresh(demo, String(other.refresh_token))).status).toBe(200);
    }
    const demo = await open();
    expect(await post(`${demo.authRoot}/revoke`, { token: 'x' })).toMatchObject({
      body: { error: 'invalid_token' },
    });
  });

  it('can be expired, or ended, from outside', async () => {
    const demo = await open();
    const tokens = await signedIn(demo);
    demo.control.expireAccessTokens();
    expect((await reader(demo, String(tokens.access_token)).get('users?customer=my_customer')).status).toBe(
      401,
    );
    expect((await refresh(demo, String(tokens.refresh_token))).status).toBe(200);
    demo.control.endSessions();
    expect(await refresh(demo, String(tokens.refresh_token))).toMatchObject({
      body: { error: 'invalid_grant' },
    });
    expect((await refresh(demo, String((await signedIn(demo)).refresh_token))).status).toBe(200);
  });
});

describe('the pages', () => {
  it('always say that this is not Google, in the language of the request or of the browser', async () => {
    const demo = await open();
    const english = await (await load(demo, {})).text();
    expect(english).toContain('Demo organisation – not Google');
    expect(english).toContain('<html lang="en">');
    const french = await (await load(demo, { hl: 'fr' })).text();
    expect(french).toContain('ce n’est pas Google');
    const browser = await (await load(demo, {}, { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' })).text();
    expect(browser).toContain('<html lang="fr">');
  });

  it('offer three accounts, and go straight to consent for one that is named', async () => {
    const demo = await open();
    const chooser = await (await load(demo, {})).text();
    for (const email of [demo.adminEmail, demo.delegatedEmail, demo.personEmail])
      expect(chooser).toContain(email);
    const consent = await (await load(demo, { login_hint: demo.delegatedEmail })).text();
    expect(consent).toContain('View and manage your ChromeOS devices');
    expect(consent).toContain(demo.delegatedEmail);
  });

  it.each([
    [{ client_id: 'wrong' }, 401, 'invalid_client'],
    [{ redirect_uri: 'https://example.org/callback' }, 400, 'redirect_uri_mismatch'],
    [{ redirect_uri: 'http://127.0.0.1.example.org/' }, 400, 'redirect_uri_mismatch'],
    [{ response_type: 'token' }, 400, 'unsupported_response_type'],
    [{ scope: 'https://www.googleapis.com/auth/drive' }, 400, 'invalid_scope'],
    [{ code_challenge_method: 'plain' }, 400, 'invalid_request'],
    [{ code_challenge: 'short' }, 400, 'invalid_request'],
  ])('show an error and send nobody anywhere for %o', async (over, status, error) => {
    const demo = await open();
    const page = await load(demo, over);
    expect(page.status).toBe(status);
    expect(page.headers.get('location')).toBeNull();
    expect(await page.text()).toContain(error);
  });

  it('write what they are given as text, never as markup', async () => {
    const demo = await open();
    const page = await (
      await load(demo, { state: '"><script>alert(1)</script>', scope: `${DEVICES} <b>x</b>` })
    ).text();
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<b>x</b>');
  });
});
