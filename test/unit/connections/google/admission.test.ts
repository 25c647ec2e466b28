import { describe, expect, it } from 'vitest';
import { type AdmissionDeps, createAdmission } from '../../../../electron/connections/google/admission.ts';
import type { SignedIn } from '../../../../electron/connections/google/sign-in.ts';
import { GOOGLE_SCOPES, type GoogleConnection } from '../../../../electron/model/connection.ts';
import { systemRandom } from '../../../../electron/system.ts';

const NOW = Date.UTC(2026, 10, 21);
const CLIENT = { clientId: '1-a.apps.googleusercontent.com', clientSecret: 'GOCSPX-s' };
const SIGNED: SignedIn = {
  refreshToken: 'first',
  accessToken: 'a',
  expiresAt: NOW,
  scopes: [...GOOGLE_SCOPES],
  email: 'ana@riverside.example',
  hostedDomain: 'riverside.example',
};
const signal = new AbortController().signal;

function admissionWith(change: Partial<AdmissionDeps>) {
  return createAdmission({
    clock: { now: () => NOW, sleep: async () => undefined },
    random: systemRandom,
    storedSecret: async () => null,
    demoClient: () => null,
    signIn: async () => SIGNED,
    whoIs: async () => ({ email: SIGNED.email, customerId: 'C0riv', isAdmin: true, isDelegatedAdmin: false }),
    ...change,
  });
}

const existing: GoogleConnection = {
  id: 'connection-1',
  method: 'sign_in',
  account: 'old@riverside.example',
  domain: 'riverside.example',
  customerId: 'C0riv',
  scopes: [],
  endpoints: { apiRoot: 'https://proxy.example', authRoot: null },
  trouble: 'reconnect_needed',
  connectedAt: 1,
  generation: 4,
};

const own = { client: { kind: 'own', ...CLIENT }, endpoints: null } as const;

describe('getting into Google', () => {
  it('makes a connection of who Google says it is', async () => {
    const { connection, credentials } = await admissionWith({}).bySignIn(own, null, signal);
    expect(connection).toMatchObject({
      account: 'ana@riverside.example',
      domain: 'riverside.example',
      customerId: 'C0riv',
      trouble: null,
      generation: 1,
      endpoints: { apiRoot: null, authRoot: null },
    });
    expect(credentials).toMatchObject({ method: 'sign_in', refreshToken: 'first', client: CLIENT });
  });

  it('keeps the connection’s identity and addresses on reconnect, and begins a new life', async () => {
    const { connection } = await admissionWith({}).bySignIn(own, existing, signal);
    expect(connection).toMatchObject({
      id: 'connection-1',
      generation: 5,
      trouble: null,
      account: 'ana@riverside.example',
      endpoints: existing.endpoints,
    });
  });

  it('refuses an account of another organisation', async () => {
    const other = admissionWith({
      whoIs: async () => ({
        email: 'x@other.example',
        customerId: 'C0other',
        isAdmin: true,
        isDelegatedAdmin: false,
      }),
    });
    await expect(other.bySignIn(own, existing, signal)).rejects.toMatchObject({
      code: 'google_other_customer',
      details: { account: 'x@other.example', customer: 'C0other', expected: 'C0riv' },
    });
  });

  it('refuses a private account before anything is asked of it', async () => {
    const asked: string[] = [];
    const privately = admissionWith({
      signIn: async () => ({ ...SIGNED, email: 'ana@gmail.com', hostedDomain: null }),
      whoIs: async (email) => {
        asked.push(email);
        return { email, customerId: 'C', isAdmin: false, isDelegatedAdmin: false };
      },
    });
    await expect(privately.bySignIn(own, null, signal)).rejects.toMatchObject({
      code: 'google_not_managed',
      details: { account: 'ana@gmail.com' },
    });
    expect(asked).toEqual([]);
  });

  it('keeps the refresh token that Google put in place of the first while trying it', async () => {
    const replacing = admissionWith({
      whoIs: async (email, secret) => {
        const held: unknown = JSON.parse((await secret.read()) ?? '{}');
        await secret.write(JSON.stringify({ ...Object(held), refreshToken: 'second' }));
        return { email, customerId: 'C0riv', isAdmin: true, isDelegatedAdmin: false };
      },
    });
    const { credentials } = await replacing.bySignIn(own, null, signal);
    expect(credentials).toMatchObject({ refreshToken: 'second' });
  });

  it('signs in again with the stored client, and says so when there is none', async () => {
    const used: string[] = [];
    const stored = JSON.stringify({ method: 'sign_in', client: CLIENT, refreshToken: 'r', account: 'a' });
    const again = admissionWith({
      storedSecret: async () => stored,
      signIn: async (client) => {
        used.push(client.clientId);
        return SIGNED;
      },
    });
    const input = { client: { kind: 'stored' }, endpoints: null } as const;
    await again.bySignIn(input, existing, signal);
    expect(used).toEqual([CLIENT.clientId]);
    await expect(admissionWith({}).bySignIn(input, existing, signal)).rejects.toMatchObject({
      code: 'google_client_forgotten',
    });
  });

  it('offers the demo’s client in a demo workspace only', async () => {
    const input = { client: { kind: 'demo' }, endpoints: null } as const;
    await expect(admissionWith({}).bySignIn(input, null, signal)).rejects.toMatchObject({
      code: 'not_available',
    });
    await expect(
      admissionWith({ demoClient: () => CLIENT }).bySignIn(input, null, signal),
    ).resolves.toBeDefined();
  });
});
