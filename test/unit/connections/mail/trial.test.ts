import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MailConnection, MailTest } from '../../../../electron/model/mail.ts';
import { MAILER, type MailServer, type Mood, startMailServer } from '../../../support/mail/server.ts';
import { mailBench } from '../../../support/mail/service.ts';

const never = new AbortController().signal;
const { password } = MAILER;
const CALM: Mood = { greeting: null, signIn: null, sender: null, recipient: null, message: null, drop: null };

function tryOut(
  connection: MailConnection,
  to: string | null = null,
  options: { language?: 'en' | 'fr'; signal?: AbortSignal; secret?: string } = {},
): Promise<MailTest> {
  const { language = 'en', signal = never, secret = password } = options;
  const secrets = connection.auth.kind === 'none' ? {} : { password: secret };
  return mailBench({ connectMs: 500 }).service.test({ connection, secrets, to, language }, signal);
}

describe('trying a server out', () => {
  let server: MailServer;
  let tlsServer: MailServer;
  beforeAll(async () => {
    [server, tlsServer] = await Promise.all([startMailServer(), startMailServer({ security: 'tls' })]);
  });
  beforeEach(() => {
    Object.assign(server.mood, CALM);
  });
  afterAll(() => Promise.all([server.stop(), tlsServer.stop()]));

  it('tells who answers and with which certificate, and sends nothing', async () => {
    for (const one of [server, tlsServer]) {
      const found = await tryOut(one.connection());
      expect(found).toEqual({
        greeting: 'mail.school.example ESMTP Riverside post',
        secured: true,
        to: null,
        certificate: {
          subject: 'O=Riverside, CN=localhost',
          issuer: 'CN=authority',
          validTo: expect.any(Number),
        },
      });
      expect(found.certificate?.validTo).toBeGreaterThan(Date.now());
      expect(one.mails).toHaveLength(0);
      await one.deserted();
    }
  });

  it.each([
    ['en', 'Test mail for Riverside School', 'leave by the server localhost'],
    ['fr', 'Message d’essai (Riverside School)', 'partent par le serveur localhost'],
  ] as const)('sends a mail to who asks for one: %s', async (language, subject, words) => {
    const place = server.mails.length + 1;
    const found = await tryOut(server.connection(), 'admin@school.example', { language });
    expect(found.to).toBe('admin@school.example');
    const arrived = await server.arrived(place);
    expect(arrived).toMatchObject({ to: ['admin@school.example'], accepted: true });
    const read = await arrived.read();
    expect(read).toMatchObject({ subject, text: expect.stringContaining(words) });
    expect(read.html).toContain(words);
  });

  it('keeps nothing', async () => {
    const bench = mailBench();
    const input = {
      connection: server.connection(),
      secrets: { password },
      to: null,
      language: 'en',
    } as const;
    await bench.service.test(input, never);
    expect([bench.settings.size, bench.secrets.size, bench.audit.length, bench.changes()]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('fails where nobody listens', async () => {
    const gone = await startMailServer({ security: 'none', account: null });
    await gone.stop();
    await expect(tryOut(gone.connection())).rejects.toMatchObject({
      code: 'mail_unreachable',
      details: { host: 'localhost', reason: expect.stringContaining('ECONNREFUSED') },
    });
    const nowhere = tryOut(server.connection({ host: 'smtp.invalid' }));
    await expect(nowhere).rejects.toMatchObject({
      code: 'mail_unreachable',
      details: { host: 'smtp.invalid' },
    });
  });

  it.each([
    ['that somebody else vouches for', { authority: 'stranger' }],
    ['that nobody here knows', { authority: null }],
    ['that is for another name', { host: '127.0.0.1' }],
  ])('fails with a certificate %s, before anything is said', async (_, {
    authority,
    host,
  }: {
    authority?: string | null;
    host?: string;
  }) => {
    for (const one of [server, tlsServer]) {
      const connection = one.connection({
        ...(authority === undefined ? {} : { authority: authority && one.stranger }),
        ...(host === undefined ? {} : { host }),
      });
      await expect(tryOut(connection)).rejects.toMatchObject({
        code: 'mail_certificate',
        details: { host: connection.host, reason: expect.stringMatching(/certificate|IP/) },
      });
    }
  });

  it('fails where encryption is not offered, and signs in to nobody', async () => {
    const open = await startMailServer({ withoutTls: true });
    open.mood.signIn = { code: 535, words: 'should not have been asked' };
    await expect(tryOut(open.connection())).rejects.toMatchObject({
      code: 'mail_not_secured',
      details: { host: 'localhost' },
    });
    await expect(tryOut(open.connection({ security: 'tls' }))).rejects.toMatchObject({
      code: 'mail_not_secured',
    });
    await open.stop();
  });

  it('fails where TLS is spoken from the first byte and not expected', async () => {
    const wrong = tryOut(tlsServer.connection({ security: 'start_tls' }));
    await expect(wrong).rejects.toMatchObject({ code: 'mail_unreachable' });
  });

  it.each([
    'smtp.school.example',
    '192.0.2.1',
    '127.0.0.1.school.example',
  ])('in the clear is for this machine, not for %s', async (host) => {
    await expect(tryOut(server.connection({ security: 'none', host }))).rejects.toMatchObject({
      code: 'bad_input',
      details: { field: 'security' },
    });
  });

  it.each<[string, Partial<Mood>, object]>([
    ['the account', {}, { code: 'mail_sign_in_refused' }],
    [
      'the sender',
      { sender: { code: 553, words: '5.7.1 Not owned by you' } },
      { code: 'mail_refused', details: { host: 'localhost', reason: '553 5.7.1 Not owned by you' } },
    ],
    [
      'the mail',
      { message: { code: 554, words: '5.6.0 No' } },
      { code: 'mail_refused', details: { host: 'localhost', reason: '554 5.6.0 No' } },
    ],
    ['us', { greeting: { code: 421, words: 'Busy' } }, { code: 'mail_unreachable' }],
  ])('tells of a refusal of %s, and no secret', async (who, mood, error) => {
    Object.assign(server.mood, mood);
    const secret = who === 'the account' ? 'not the password' : password;
    const failed = await tryOut(server.connection(), 'admin@school.example', { secret }).catch((one) => one);
    expect(failed).toMatchObject(error);
    expect(JSON.stringify([failed, failed.message])).not.toContain(secret);
  });

  it('ends when nobody wants to know any more', async () => {
    await expect(tryOut(server.connection(), null, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const stop = new AbortController();
    const release = server.hold();
    const place = server.mails.length + 1;
    const trial = tryOut(server.connection(), 'admin@school.example', { signal: stop.signal });
    await server.arrived(place);
    stop.abort();
    release();
    // It is on its way already: that is what is told.
    expect(await trial).toMatchObject({ to: 'admin@school.example' });
  });
});
