import { createHash, createSign } from 'node:crypto';
import { z } from 'zod';
import type { DemoOrganisation } from '../../../electron/demo/server.ts';

export const DEVICES = 'https://www.googleapis.com/auth/admin.directory.device.chromeos';
export const UNITS = 'https://www.googleapis.com/auth/admin.directory.orgunit.readonly';
export const USERS = 'https://www.googleapis.com/auth/admin.directory.user.readonly';
export const ALL_SCOPES = `openid email ${DEVICES} ${UNITS} ${USERS}`;

/** The moment at which these tests begin. */
export const MORNING = Date.UTC(2026, 10, 21, 9, 5);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs an assertion as RFC 7523 and Google's page on service accounts describe, and asks for a token. */
export async function askWithKey(demo: DemoOrganisation, now: number, over: Record<string, unknown> = {}) {
  const key = await demo.serviceAccountKey();
  const seconds = Math.floor(now / 1000);
  const claims = {
    iss: key.client_email,
    aud: key.token_uri,
    scope: `${DEVICES} ${UNITS} ${USERS}`,
    sub: demo.adminEmail,
    iat: seconds,
    exp: seconds + 3600,
    ...over,
  };
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(content).sign(key.private_key, 'base64url');
  return await post(key.token_uri, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: `${content}.${signature}`,
  });
}

/** Posts a form; returns status and the JSON answer. */
export async function post(url: string, fields: Record<string, string>) {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
}

/** An access token for the organisation's administrator, or for someone else. */
export async function accessToken(
  demo: DemoOrganisation,
  now: number,
  sub = demo.adminEmail,
): Promise<string> {
  const { body } = await askWithKey(demo, now, { sub });
  return z.string().parse(body.access_token);
}

const pageSchema = z.looseObject({
  chromeosdevices: z.array(z.looseObject({ deviceId: z.string(), status: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});

/** A plain reader of the Directory API for one token. */
export function reader(demo: DemoOrganisation, token: string) {
  const root = `${demo.apiRoot}admin/directory/v1/`;
  const get = (path: string) => fetch(`${root}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const devices = 'customer/my_customer/devices/chromeos';
  const page = async (query: Record<string, string> = {}) =>
    pageSchema.parse(await (await get(`${devices}?${new URLSearchParams(query)}`)).json());
  return {
    get,
    page,
    /** Every device of a listing, page after page, as they came. */
    async all(query: Record<string, string> = {}) {
      const found: z.infer<typeof pageSchema>['chromeosdevices'] = [];
      let pageToken: string | undefined;
      do {
        const next: z.infer<typeof pageSchema> = await page({ ...query, ...(pageToken && { pageToken }) });
        found.push(...next.chromeosdevices);
        pageToken = next.nextPageToken;
      } while (pageToken !== undefined);
      return found;
    },
    async units(type: string) {
      const answer = await get(`customer/my_customer/orgunits?type=${type}`);
      return unitsSchema.parse(await answer.json()).organizationUnits;
    },
    async users(query: Record<string, string>) {
      return usersSchema.parse(await (await get(`users?${new URLSearchParams(query)}`)).json());
    },
    async count(query: Record<string, string> = {}): Promise<number> {
      const answer = await get(`${devices}:countChromeOsDevices?${new URLSearchParams(query)}`);
      return Number(z.object({ count: z.string() }).parse(await answer.json()).count);
    },
  };
}

const unitsSchema = z.object({
  organizationUnits: z.array(
    z.looseObject({ name: z.string(), orgUnitPath: z.string(), orgUnitId: z.string() }),
  ),
});

const usersSchema = z.object({
  users: z.array(z.looseObject({ primaryEmail: z.string() })),
  nextPageToken: z.string().default(''),
});

const errorSchema = z.object({
  error: z.object({
    code: z.number(),
    message: z.string(),
    errors: z.array(z.looseObject({ reason: z.string(), domain: z.string() })),
  }),
});

/** The status, reason and message of a Google error answer. */
export async function errorOf(response: Response) {
  const { error } = errorSchema.parse(await response.json());
  return { status: response.status, reason: error.errors[0]?.reason, message: error.message };
}

/** A verifier and its S256 challenge (RFC 7636 section 4). */
const PKCE = {
  verifier: 'a-verifier-of-at-least-forty-three-characters-1234',
  challenge: createHash('sha256')
    .update('a-verifier-of-at-least-forty-three-characters-1234')
    .digest('base64url'),
};

const REDIRECT = 'http://127.0.0.1:53682/callback';

/** The query of a good sign-in request. */
export function signInQuery(
  demo: DemoOrganisation,
  over: Record<string, string> = {},
): Record<string, string> {
  return {
    client_id: demo.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: ALL_SCOPES,
    state: 'st&te=1',
    code_challenge: PKCE.challenge,
    code_challenge_method: 'S256',
    access_type: 'offline',
    ...over,
  };
}

/** What a browser without scripts does with a form on a page: its hidden and ticked fields, and a button. */
function fieldsOf(html: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const value = plain(/value="([^"]*)"/.exec(input)?.[1] ?? '');
    const sent = /type="hidden"/.test(input) || (/ checked/.test(input) && !/ disabled/.test(input));
    if (name !== undefined && sent) fields.append(name, value);
  }
  return fields;
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Goes through the pages like a person: picks an account, then decides. Returns where the browser is sent. */
export async function signIn(
  demo: DemoOrganisation,
  options: {
    email?: string;
    decision?: 'allow' | 'cancel';
    without?: string;
    query?: Record<string, string>;
  } = {},
): Promise<URL> {
  const query = new URLSearchParams(signInQuery(demo, options.query));
  const chooser = await (await fetch(`${demo.authRoot}/o/oauth2/v2/auth?${query}`)).text();
  const account = fieldsOf(chooser);
  account.set('account', options.email ?? demo.adminEmail);
  const asked = await fetch(`${demo.authRoot}/o/oauth2/v2/auth/account`, { method: 'POST', body: account });
  const consent = fieldsOf(await asked.text());
  if (options.without !== undefined) consent.delete('scope', options.without);
  consent.set('decision', options.decision ?? 'allow');
  const url = `${demo.authRoot}/o/oauth2/v2/auth/consent`;
  const sent = await fetch(url, { method: 'POST', body: consent, redirect: 'manual' });
  return new URL(sent.headers.get('location') ?? '');
}

/** Redeems a code as a desktop application does. */
export function redeem(demo: DemoOrganisation, code: string, over: Record<string, string> = {}) {
  return post(`${demo.authRoot}/token`, {
    grant_type: 'authorization_code',
    code,
    client_id: demo.clientId,
    client_secret: demo.clientSecret,
    redirect_uri: REDIRECT,
    code_verifier: PKCE.verifier,
    ...over,
  });
}

/** Asks for a new access token. */
export function refresh(demo: DemoOrganisation, refreshToken: string) {
  return post(`${demo.authRoot}/token`, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: demo.clientId,
    client_secret: demo.clientSecret,
  });
}
