import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIRECTORY_SCOPES } from '../../../electron/demo/oauth/scopes.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { askWithKey, DEVICES, errorOf, MORNING, post, reader, UNITS } from './support.ts';

let demo: DemoOrganisation;
beforeAll(async () => {
  demo = await startDemoOrganisation({ devices: 50 }, { clock: createManualClock(MORNING) });
});
afterAll(() => demo.stop());

describe('a service account', () => {
  it('acts for an administrator with a key that is the same at every start', async () => {
    expect(await askWithKey(demo, MORNING)).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    const again = await startDemoOrganisation({ devices: 50 });
    expect((await again.serviceAccountKey()).private_key).toBe((await demo.serviceAccountKey()).private_key);
    await again.stop();
  });

  it('takes the audience Google’s own libraries write', async () => {
    expect((await askWithKey(demo, MORNING, { aud: 'https://oauth2.googleapis.com/token' })).status).toBe(
      200,
    );
  });

  it.each([
    [
      'an unknown subject',
      { sub: 'nobody@riverside.example' },
      400,
      'invalid_grant',
      'Invalid email or User ID',
    ],
    ['another audience', { aud: 'https://example.org/token' }, 400, 'invalid_grant', 'Failed audience check'],
    ['another issuer', { iss: 'x@y.iam.gserviceaccount.com' }, 400, 'invalid_grant', 'account not found'],
    ['an expired assertion', { iat: 1000, exp: 4600 }, 400, 'invalid_grant', 'short-lived'],
    ['an assertion for two hours', { exp: MORNING / 1000 + 7200 }, 400, 'invalid_grant', 'short-lived'],
    [
      'an unknown scope',
      { scope: 'https://www.googleapis.com/auth/drive' },
      400,
      'invalid_scope',
      'OAuth scope',
    ],
    ['no scope', { scope: '' }, 400, 'invalid_scope', 'OAuth scope'],
  ])('is refused with %s', async (_what, over, status, error, words) => {
    const answer = await askWithKey(demo, MORNING, over);
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.body.error_description).toContain(words);
  });

  it('is refused with a signature that does not fit', async () => {
    const stranger = await startDemoOrganisation({ devices: 1, seed: 'stranger' });
    const forged = { ...demo, serviceAccountKey: () => ourNames(demo, stranger) };
    expect(await askWithKey(forged, MORNING)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
    });
    await stranger.stop();
  });

  it('is unauthorized for what was not delegated to it', async () => {
    demo.control.delegateScopes([UNITS]);
    expect(await askWithKey(demo, MORNING)).toMatchObject({
      status: 401,
      body: { error: 'unauthorized_client' },
    });
    expect((await askWithKey(demo, MORNING, { scope: UNITS })).status).toBe(200);
    demo.control.delegateScopes([...DIRECTORY_SCOPES]);
  });

  it('sees nothing as itself', async () => {
    const { body } = await askWithKey(demo, MORNING, { sub: undefined, scope: DEVICES });
    const refused = await reader(demo, String(body.access_token)).get(
      'customer/my_customer/devices/chromeos',
    );
    expect(await errorOf(refused)).toMatchObject({ status: 403, reason: 'forbidden' });
  });

  it('is refused without anything that looks like an assertion', async () => {
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    for (const assertion of ['', 'a.b.c', 'e30.e30.e30']) {
      const answer = await post(`${demo.authRoot}/token`, { grant_type, assertion });
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    }
  });
});

/** The stranger's private key under our account's names. */
async function ourNames(ours: DemoOrganisation, stranger: DemoOrganisation) {
  return {
    ...(await ours.serviceAccountKey()),
    private_key: (await stranger.serviceAccountKey()).private_key,
  };
}
