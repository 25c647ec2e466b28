import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutgoingMail } from '../../../../electron/model/mail-job.ts';
import { type ArrivedMail, MAILER, type MailServer, startMailServer } from '../../../support/mail/server.ts';
import { invitationMail, type MailBench, mailBenchAt } from '../../../support/mail/service.ts';

const never = new AbortController().signal;
const SENT = { kind: 'sent' };

async function sent(bench: MailBench, server: MailServer, mail: OutgoingMail): Promise<ArrivedMail> {
  const place = server.mails.length + 1;
  expect(await bench.service.deliver(mail, never)).toEqual(SENT);
  return await server.arrived(place);
}

describe('a mail', () => {
  let server: MailServer;
  let bench: MailBench;
  beforeAll(async () => {
    server = await startMailServer();
    bench = await mailBenchAt(server, { replyTo: 'help@school.example' });
  });
  afterAll(() => server.stop());

  it('leaves over TLS, signed in, and says by whom and to whom', async () => {
    const mail = invitationMail();
    const arrived = await sent(bench, server, mail);
    expect(arrived).toMatchObject({
      from: 'it@school.example',
      to: ['ada@school.example'],
      user: MAILER.user,
      secure: true,
      accepted: true,
    });
    const read = await arrived.read();
    expect(read).toMatchObject({
      from: { name: 'Riverside School', address: 'it@school.example' },
      to: [{ name: 'Ada Byron', address: 'ada@school.example' }],
      replyTo: [{ address: 'help@school.example' }],
      subject: 'Register your device with Riverside School',
      messageId: `<${mail.id}@school.example>`,
      date: '2025-03-14T09:00:00.000Z',
    });
    const head = new Map(read.headers.map(({ key, value }) => [key, value]));
    expect([head.get('auto-submitted'), head.get('content-language')]).toEqual(['auto-generated', 'en']);
  });

  it('says the same as text and as a page, the link on a line of its own', async () => {
    const { text = '', html = '' } = await (await sent(bench, server, invitationMail())).read();
    const lines = text.split('\n');
    expect(lines).toContain('https://register.school.example:8443/i/kTq3vX9mLs0aBcDeFgHiJk');
    expect(lines).toContain('https://register.school.example:8443/go');
    expect(lines).toContain('4821 0937');
    expect(text).toContain('Friday, March 28, 2025 at 10:00 AM');
    expect(text).not.toMatch(/\{\{|undefined|\n\n\n/);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<a href="https://register.school.example:8443/i/kTq3vX9mLs0aBcDeFgHiJk">');
    expect(html).toMatch(/<strong [^>]*font:[^>]*28px[^>]*>4821 0937<\/strong>/);
    expect(html).not.toMatch(/<img|src=|url\(/);
  });

  it('is French where French is spoken', async () => {
    const mail = invitationMail({ language: 'fr' });
    const { subject, text, html } = await (await sent(bench, server, mail)).read();
    expect(subject).toBe('Inscrivez votre appareil (Riverside School)');
    expect(text).toContain('Merci de ne pas le transmettre\u00a0:');
    expect(text).toContain('l’appareil à inscrire');
    expect(html).toContain('<html lang="fr">');
  });

  it.each([
    'Ada\r\nBcc: all@school.example',
    'Ada\nBcc: all@school.example',
    'Ada\u2028Bcc: x@y.example\0',
  ])('has no line that a name brought along: %j', async (name) => {
    const mail = invitationMail({ to: { name, address: 'ada@school.example' } });
    const values = { ...mail.values, name, organisation: name };
    const { subject, to, headers } = await (await sent(bench, server, { ...mail, values })).read();
    expect(headers.map(({ key }) => key)).not.toContain('bcc');
    expect(to).toEqual([{ name: expect.stringMatching(/^Ada Bcc: /), address: 'ada@school.example' }]);
    expect(subject).toMatch(/^Register your device with Ada Bcc: \S+$/);
  });

  it.each([
    'ada@school.example\r\nRCPT TO:<all@school.example>',
    'ada@school.example, all@school.example',
    'Ada <ada@school.example>',
    'ada',
    '',
  ])('does not go to what is no address: %j', async (address) => {
    const before = server.mails.length;
    const outcome = await bench.service.deliver(invitationMail({ to: { name: '', address } }), never);
    expect(outcome).toEqual({ kind: 'refused', error: expect.stringMatching(/^no address: /) });
    expect(server.mails).toHaveLength(before);
  });

  it('shows what people call themselves as they write it, and no markup of theirs', async () => {
    const name = '<b>Zoë</b> & “Ada” O’Neil {{link}}';
    const mail = invitationMail({ to: { name, address: 'zoe@école.example' } });
    const arrived = await sent(bench, server, { ...mail, values: { ...mail.values, name } });
    expect(arrived.raw).toContain('<zoe@xn--cole-9oa.example>');
    const { to, text, html } = await arrived.read();
    expect(to?.[0]?.name).toBe(name);
    expect(text).toContain(`Hello ${name},`);
    expect(html).toContain('&lt;b&gt;Zoë&lt;/b&gt; &amp; “Ada” O’Neil {{link}}');
  });

  it('has the words an admin gave it', async () => {
    const template = {
      subject: 'Für {{name}}',
      body: 'Your link\n{{link}}\n.\n{{#until}}until {{until}}{{/until}}{{^until}}\n.hidden dot{{/until}}',
    };
    await bench.service.saveTemplate({ kind: 'reminder', language: 'en', template });
    const { until: _, ...values } = invitationMail().values;
    const mail = invitationMail({ kind: 'reminder', values });
    const { subject, text } = await (await sent(bench, server, mail)).read();
    expect(subject).toBe('Für Ada Byron');
    expect(text?.trimEnd()).toBe(`Your link\n${values.link}\n.\n\n.hidden dot`);
  });
});

describe('a connection', () => {
  it.each(['start_tls', 'tls', 'none'] as const)('is made by %s', async (security) => {
    const server = await startMailServer({ security });
    const arrived = await sent(await mailBenchAt(server), server, invitationMail());
    expect(arrived).toMatchObject({ user: MAILER.user, secure: security !== 'none' });
    await server.stop();
  });

  it('needs no account where nobody asks for one', async () => {
    const server = await startMailServer({ account: null });
    expect((await sent(await mailBenchAt(server), server, invitationMail())).user).toBeNull();
    await server.stop();
  });

  it('is kept for the next mail, and ended when none comes', async () => {
    const server = await startMailServer();
    const bench = await mailBenchAt(server, {}, { idleMs: 50 });
    for (let count = 0; count < 3; count += 1) await sent(bench, server, invitationMail());
    expect(server.connections()).toBe(1);
    await server.deserted();
    await sent(bench, server, invitationMail());
    expect(server.connections()).toBe(2);
    await server.stop();
  });

  it('that the server ended meanwhile is made anew, and the mail sent once', async () => {
    const server = await startMailServer();
    const bench = await mailBenchAt(server);
    await sent(bench, server, invitationMail());
    await server.down();
    await server.up();
    await sent(bench, server, invitationMail());
    expect(server.mails).toHaveLength(2);
    await server.stop();
  });

  it('is made anew when the server has had enough of it', async () => {
    const server = await startMailServer();
    const bench = await mailBenchAt(server);
    await sent(bench, server, invitationMail());
    server.mood.sender = { code: 421, words: '4.7.0 Too many messages in this connection' };
    const outcome = bench.service.deliver(invitationMail(), never);
    await expect(outcome).resolves.toMatchObject({ kind: 'later', all: true });
    expect(server.connections()).toBe(2);
    server.mood.sender = null;
    await sent(bench, server, invitationMail());
    expect(server.mails).toHaveLength(2);
    await server.stop();
  });

  it('follows the settings from one mail to the next', async () => {
    const [first, second] = [await startMailServer(), await startMailServer()];
    const bench = await mailBenchAt(first);
    await sent(bench, first, invitationMail());
    const { password } = MAILER;
    await bench.service.save({ connection: second.connection(), secrets: { password } });
    await sent(bench, second, invitationMail());
    await first.deserted();
    await Promise.all([first.stop(), second.stop()]);
  });
});
