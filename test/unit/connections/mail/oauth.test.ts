import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/model/errors.ts';
import type { MailConnection } from '../../../../electron/model/mail.ts';
import { MAILER, type MailServer, startMailServer } from '../../../support/mail/server.ts';
import { invitationMail, type MailBench, mailBench } from '../../../support/mail/service.ts';
import { GRANT, startTokenEndpoint, type TokenEndpoint } from '../../../support/mail/token-endpoint.ts';

const never = new AbortController().signal;
const SENT = { kind: 'sent' };
const { clientId, clientSecret, refreshToken } = GRANT;

describe('an account with tokens', () => {
  let endpoint: TokenEndpoint;
  let server: MailServer;
  let bench: MailBench;
  let connection: MailConnection;
  beforeEach(async () => {
    endpoint = await startTokenEndpoint();
    server = await startMailServer({ tokens: endpoint.good });
    const auth = { kind: 'oauth', user: MAILER.user, clientId, tokenUrl: endpoint.url } as const;
    connection = server.connection({ auth });
    bench = mailBench({ idleMs: 10 });
    await bench.service.save({ connection, secrets: { clientSecret, refreshToken } });
  });
  afterEach(() => Promise.all([endpoint.stop(), server.stop()]));

  const deliver = (): ReturnType<MailBench['service']['deliver']> =>
    bench.service.deliver(invitationMail(), never);

  it('signs in with an access token, and asks for the next when the time of this one is up', async () => {
    expect(await deliver()).toEqual(SENT);
    expect((await server.arrived(1)).user).toBe(MAILER.user);
    await server.deserted();
    expect(await deliver()).toEqual(SENT);
    expect([server.connections(), endpoint.asked.length]).toEqual([2, 1]);
    await server.deserted();
    bench.now += 3_600_000;
    expect(await deliver()).toEqual(SENT);
    expect(endpoint.asked).toHaveLength(2);
  });

  it('asks for another token when the server would not have this one any more', async () => {
    expect(await deliver()).toEqual(SENT);
    await server.deserted();
    endpoint.good.clear();
    expect(await deliver()).toEqual(SENT);
    expect(endpoint.asked).toHaveLength(2);
  });

  it('is told of when the server would not have a new one either', async () => {
    server.mood.signIn = { code: 535, words: '5.7.3 Authentication unsuccessful' };
    expect(await deliver()).toMatchObject({
      kind: 'later',
      all: true,
      trouble: { code: 'mail_sign_in_refused', details: { reason: '535 5.7.3 Authentication unsuccessful' } },
    });
    expect(endpoint.asked).toHaveLength(1);
  });

  it('is told of in the words of who gives the tokens, without the token', async () => {
    const secrets = { clientSecret, refreshToken: 'refresh of yesterday' };
    const test = { connection, secrets, to: null, language: 'en' } as const;
    await expect(bench.service.test(test, never)).rejects.toMatchObject({
      code: 'mail_sign_in_refused',
      details: { host: 'localhost', reason: 'invalid_grant Bad token …' },
    });
    expect(server.connections()).toBe(0);
  });

  it.each([
    { status: 503, body: 'try later' },
    { status: 429, body: '{"error":"slow_down"}' },
    { status: 200, body: '<html>' },
    { status: 302, body: '' },
  ])('waits where tokens are not to be had: %j', async (refusal) => {
    endpoint.refusal = refusal;
    expect(await deliver()).toMatchObject({
      kind: 'later',
      all: true,
      trouble: {
        code: 'mail_unreachable',
        details: { reason: expect.stringMatching(/^127\.0\.0\.1:\d+: HTTP \d+$/) },
      },
    });
    endpoint.refusal = null;
    expect(await deliver()).toEqual(SENT);
  });

  it('does not carry its secrets where it is sent on to', async () => {
    const elsewhere = await startTokenEndpoint();
    endpoint.refusal = { status: 307, body: '', location: elsewhere.url };
    expect(await deliver()).toMatchObject({ kind: 'later', all: true });
    expect([endpoint.asked.length, elsewhere.asked.length]).toEqual([1, 0]);
    await elsewhere.stop();
  });

  it('waits where nobody gives tokens', async () => {
    await endpoint.stop();
    expect(await deliver()).toMatchObject({
      kind: 'later',
      all: true,
      error: expect.stringContaining('ECONN'),
    });
    endpoint = await startTokenEndpoint();
  });

  it('keeps the refresh token that came in the place of the one before', async () => {
    endpoint.successor = 'refresh token 2';
    expect(await deliver()).toEqual(SENT);
    expect(await bench.readSecret('mail.refreshToken')).toBe('refresh token 2');
    await server.deserted();
    bench.now += 3_600_000;
    expect(await deliver()).toEqual(SENT);
    expect(endpoint.asked.map((asked) => asked.get('refresh_token'))).toEqual([
      refreshToken,
      'refresh token 2',
    ]);
  });

  it('tells that a mail was sent though its new refresh token could not be kept, and keeps it later', async () => {
    endpoint.successor = 'refresh token 2';
    const keep = bench.secrets.set.bind(bench.secrets);
    bench.secrets.set = () => {
      throw new MusterError('vault_locked');
    };
    expect(await deliver()).toEqual(SENT);
    bench.secrets.set = keep;
    expect(await bench.readSecret('mail.refreshToken')).toBe(refreshToken);
    expect(await deliver()).toEqual(SENT);
    expect(await bench.readSecret('mail.refreshToken')).toBe('refresh token 2');
  });

  it('is kept with the refresh token that came in the place of the one tried out', async () => {
    await bench.service.remove();
    endpoint.successor = 'refresh token 2';
    const input = { connection, secrets: { clientSecret, refreshToken } };
    await bench.service.test({ ...input, to: null, language: 'en' }, never);
    expect(await bench.readSecret('mail.refreshToken')).toBeNull();
    await bench.service.save(input);
    expect(await bench.readSecret('mail.refreshToken')).toBe('refresh token 2');
  });
});
