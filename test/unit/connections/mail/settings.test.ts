import { describe, expect, it } from 'vitest';
import type { MailConnection } from '../../../../electron/model/mail.ts';
import { invitationMail, mailBench } from '../../../support/mail/service.ts';

const CONNECTION: MailConnection = {
  host: 'smtp.school.example',
  port: 587,
  security: 'start_tls',
  authority: null,
  auth: { kind: 'password', user: 'mailer' },
  from: { name: 'Riverside School', address: 'it@school.example' },
  replyTo: null,
  perMinute: 30,
};
const OAUTH = {
  kind: 'oauth',
  user: 'mailer',
  clientId: 'muster',
  tokenUrl: 'https://login.school.example/token',
} as const;
const PASSWORD = 'sends £ everything';
const never = new AbortController().signal;

describe('the settings of a mail server', () => {
  it('are kept, the password sealed and apart, noted, and removed whole', async () => {
    const bench = mailBench();
    const { service, settings, secrets, now } = bench;
    expect([await service.overview(), await service.pace()]).toEqual([null, null]);
    bench.standing = { queued: 3, unknown: 1, failed: 2, lastSentAt: now - 1000 };
    const overview = {
      connection: CONNECTION,
      savedAt: now,
      queued: 3,
      unknown: 1,
      failed: 2,
      lastSentAt: now - 1000,
      trouble: null,
    };
    expect(await service.save({ connection: CONNECTION, secrets: { password: PASSWORD } })).toEqual(overview);
    expect([...secrets.keys()]).toEqual(['mail.password']);
    const kept = Buffer.concat([...secrets.values()]).toString('latin1') + [...settings.values()];
    expect(kept + JSON.stringify(bench.audit)).not.toContain(PASSWORD);
    expect(bench.hurried).toEqual([now]);
    bench.trouble = { error: { code: 'mail_unreachable', details: {}, message: '' }, at: now, nextAt: now };
    expect(await service.overview()).toEqual({ ...overview, trouble: bench.trouble });
    expect(await service.pace()).toBe(30);
    await service.remove();
    expect([settings.size, secrets.size, bench.changes()]).toEqual([0, 0, 2]);
    expect(await service.overview()).toBeNull();
    expect(bench.audit.map(({ deed, object }) => [deed, object])).toEqual([
      ['mail.saved', 'smtp.school.example'],
      ['mail.removed', 'smtp.school.example'],
    ]);
  });

  it('keep their secrets when they are saved again without them', async () => {
    const { service, readSecret } = mailBench();
    await service.save({ connection: CONNECTION, secrets: { password: PASSWORD } });
    const again = { ...CONNECTION, perMinute: 5, from: { name: '', address: 'other@school.example' } };
    expect(await service.save({ connection: again, secrets: {} })).toMatchObject({ connection: again });
    expect(await readSecret('mail.password')).toBe(PASSWORD);
  });

  it.each<Partial<MailConnection>>([
    { host: 'smtp.other.example' },
    { port: 465 },
    { auth: { kind: 'password', user: 'other' } },
    { auth: OAUTH },
  ])('do not give the password to %j, for which it was not given', async (otherwise) => {
    const { service } = mailBench();
    await service.save({ connection: CONNECTION, secrets: { password: PASSWORD } });
    const elsewhere = { connection: { ...CONNECTION, ...otherwise }, secrets: {} };
    const refusal = {
      code: 'bad_input',
      details: { field: otherwise.auth === OAUTH ? 'refreshToken' : 'password' },
    };
    await expect(service.save(elsewhere)).rejects.toMatchObject(refusal);
    await expect(service.test({ ...elsewhere, to: null, language: 'en' }, never)).rejects.toMatchObject(
      refusal,
    );
    expect(await service.overview()).toMatchObject({ connection: CONNECTION });
  });

  it.each([
    { clientId: 'other' },
    { tokenUrl: 'https://other.example/token' },
    { user: 'other' },
  ])('do not give the tokens to %j', async (otherwise) => {
    const { service, secrets } = mailBench();
    const connection = { ...CONNECTION, auth: OAUTH };
    await service.save({ connection, secrets: { refreshToken: 'token', clientSecret: 'secret' } });
    expect([...secrets.keys()]).toEqual(['mail.clientSecret', 'mail.refreshToken']);
    const elsewhere = { connection: { ...CONNECTION, auth: { ...OAUTH, ...otherwise } }, secrets: {} };
    await expect(service.save(elsewhere)).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('forget the secrets of the way before', async () => {
    const { service, secrets } = mailBench();
    await service.save({ connection: CONNECTION, secrets: { password: PASSWORD } });
    await service.save({
      connection: { ...CONNECTION, auth: OAUTH },
      secrets: { refreshToken: 'token', clientSecret: '' },
    });
    expect([...secrets.keys()]).toEqual(['mail.refreshToken']);
    await service.save({ connection: { ...CONNECTION, auth: { kind: 'none' } }, secrets: { password: 'x' } });
    expect(secrets.size).toBe(0);
  });

  it.each<[string, Partial<MailConnection>]>([
    ['host', { host: 'smtps://smtp.school.example' }],
    ['host', { host: 'smtp.school.example:587' }],
    ['host', { host: ' ' }],
    ['port', { port: 0 }],
    ['security', { security: 'none' }],
    ['security', { security: 'none', host: '127.0.0.1.school.example' }],
    ['authority', { authority: 'no certificate' }],
    ['auth.user', { auth: { kind: 'password', user: 'a\x01b' } }],
    ['auth.tokenUrl', { auth: { ...OAUTH, tokenUrl: 'http://login.school.example/token' } }],
    ['auth.tokenUrl', { auth: { ...OAUTH, tokenUrl: 'ftp://localhost/token' } }],
    ['auth.tokenUrl', { auth: { ...OAUTH, tokenUrl: 'https://me:secret@login.school.example/token' } }],
    ['from.name', { from: { name: 'School\r\nBcc: all@school.example', address: 'it@school.example' } }],
    ['from.address', { from: { name: '', address: 'it@school.example\r\nBcc: all@school.example' } }],
    ['replyTo', { replyTo: 'nobody' }],
    ['perMinute', { perMinute: 601 }],
  ])('are refused with their field: %s %j', async (field, otherwise) => {
    const { service, settings, secrets } = mailBench();
    const connection = { ...CONNECTION, ...otherwise };
    const given = { password: PASSWORD, refreshToken: 'token' };
    const refusal = { code: 'bad_input', details: { field } };
    await expect(service.save({ connection, secrets: given })).rejects.toMatchObject(refusal);
    const test = { connection, secrets: given, to: null, language: 'en' } as const;
    await expect(service.test(test, never)).rejects.toMatchObject(refusal);
    expect([settings.size, secrets.size]).toEqual([0, 0]);
  });

  it.each<[Partial<MailConnection>, Partial<MailConnection>]>([
    [{ host: '[::1]', security: 'none' }, { host: '::1' }],
    [{ host: 'LOCALHOST', security: 'none' }, {}],
    [{ auth: { ...OAUTH, tokenUrl: 'http://[::1]:8080/token' } }, {}],
  ])('take %j', async (given, kept) => {
    const { service } = mailBench();
    const secrets = { password: PASSWORD, refreshToken: 'token' };
    const { connection } = await service.save({ connection: { ...CONNECTION, ...given }, secrets });
    expect(connection).toEqual({ ...CONNECTION, ...given, ...kept });
  });
});

it('nothing can be sent or removed where nothing is set up', async () => {
  const { service } = mailBench();
  await expect(service.deliver(invitationMail(), never)).rejects.toMatchObject({ code: 'mail_not_set' });
  await expect(service.remove()).rejects.toMatchObject({ code: 'mail_not_set' });
});

it('mails wait when the password is gone from the vault', async () => {
  const { service, secrets } = mailBench();
  await service.save({ connection: CONNECTION, secrets: { password: PASSWORD } });
  secrets.clear();
  expect(await service.deliver(invitationMail(), never)).toMatchObject({
    kind: 'later',
    all: true,
    trouble: { code: 'mail_sign_in_refused', details: { host: CONNECTION.host } },
  });
});
