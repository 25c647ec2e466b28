import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAILER, type MailServer, type Mood, startMailServer } from '../../../support/mail/server.ts';
import { invitationMail, type MailBench, mailBenchAt } from '../../../support/mail/service.ts';

const never = new AbortController().signal;
const CALM: Mood = { greeting: null, signIn: null, sender: null, recipient: null, message: null, drop: null };
const busy = { code: 421, words: '4.3.2 Service shutting down' };

/** Speaks as it is told and understands nothing: `lines[n]` answers the nth thing that comes; null closes. */
async function startParrot(
  lines: readonly (string | null)[],
): Promise<{ port: number; heard(): string; stop(): void }> {
  let heard = '';
  const server = createServer((socket: Socket) => {
    const rest = [...lines];
    const answer = (): void => {
      const line = rest.shift();
      if (line === null) socket.destroy();
      else if (line !== undefined) socket.write(line);
    };
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      heard += data.toString();
      answer();
    });
    answer();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, heard: () => heard, stop: () => void server.close() };
}

describe('of a mail', () => {
  let server: MailServer;
  let bench: MailBench;
  beforeAll(async () => {
    server = await startMailServer();
    bench = await mailBenchAt(server);
  });
  beforeEach(() => {
    Object.assign(server.mood, CALM);
  });
  afterAll(() => server.stop());

  const deliver = (): ReturnType<MailBench['service']['deliver']> =>
    bench.service.deliver(invitationMail(), never);

  it.each<[string, Partial<Mood>, string]>([
    ['has no time', { greeting: busy }, 'mail_unreachable'],
    ['will not speak to us', { greeting: { code: 554, words: 'No service here' } }, 'mail_unreachable'],
    ['hangs up', { drop: 'connection' }, 'mail_unreachable'],
    ['does not know the account', { signIn: { code: 535, words: '5.7.8 Bad' } }, 'mail_sign_in_refused'],
    ['cannot look accounts up', { signIn: { code: 454, words: '4.7.0 Later' } }, 'mail_unreachable'],
    ['does not like the sender', { sender: { code: 550, words: '5.7.1 Not yours' } }, 'mail_refused'],
    ['is busy with the sender', { sender: { code: 451, words: '4.3.0 Try again' } }, 'mail_refused'],
    ['wants a sign-in late', { recipient: { code: 530, words: '5.7.0 Must sign in' } }, 'mail_refused'],
    ['closes at the recipient', { recipient: busy }, 'mail_unreachable'],
    ['hangs up at the mail', { drop: 'data' }, 'mail_unreachable'],
    ['has no room', { message: { code: 452, words: '4.3.1 Disk full' } }, 'mail_refused'],
    ['has had enough today', { message: { code: 550, words: '5.4.5 Daily limit reached' } }, 'mail_refused'],
    ['closes after it', { message: busy }, 'mail_refused'],
  ])('it and the others wait where the server %s', async (_, mood, code) => {
    Object.assign(server.mood, mood);
    const outcome = await deliver();
    const [refusal] = Object.values(mood).filter((one) => typeof one === 'object' && one !== null);
    expect(outcome).toMatchObject({
      kind: 'later',
      all: true,
      error: expect.stringContaining(refusal === undefined ? 'closed' : refusal.words),
      trouble: { code, details: { host: 'localhost' } },
    });
  });

  it.each<[string, Partial<Mood>]>([
    ['this mailbox is full', { recipient: { code: 452, words: '4.2.2 Over quota' } }],
    ['this recipient is greylisted', { recipient: { code: 450, words: '4.7.1 Come back later' } }],
    ['this mail could not be looked at', { message: { code: 451, words: '4.7.1 Scanner is busy' } }],
  ])('it alone waits where %s', async (_, mood) => {
    Object.assign(server.mood, mood);
    expect(await deliver()).toEqual({
      kind: 'later',
      all: false,
      error: expect.stringMatching(/^45\d 4\.[27]\.\d /),
    });
  });

  it.each<[string, Partial<Mood>, string]>([
    ['this recipient', { recipient: { code: 550, words: '5.1.1 No such user' } }, '550 5.1.1 No such user'],
    ['what it says', { message: { code: 554, words: '5.7.1 Looks like spam' } }, '554 5.7.1 Looks like spam'],
    ['its size', { message: { code: 552, words: '5.3.4 Too big' } }, '552 5.3.4 Too big'],
  ])('it is refused where the server refuses %s, in its words', async (_, mood, error) => {
    Object.assign(server.mood, mood);
    expect(await deliver()).toEqual({ kind: 'refused', error });
  });

  it('one that is refused does not keep the next from leaving', async () => {
    server.mood.recipient = (address) =>
      address.startsWith('gone') ? { code: 550, words: '5.1.1 No such user' } : null;
    const gone = invitationMail({ to: { name: '', address: 'gone@school.example' } });
    expect(await bench.service.deliver(gone, never)).toMatchObject({ kind: 'refused' });
    expect(await deliver()).toEqual({ kind: 'sent' });
  });

  it('nothing is known when all of it was there and no answer came', async () => {
    const before = server.mails.length;
    server.mood.drop = 'receipt';
    expect(await deliver()).toEqual({ kind: 'unknown', error: expect.stringContaining('closed') });
    expect(server.mails).toHaveLength(before + 1);
  });

  it('nothing is known when the answer does not come in time', async () => {
    const hasty = await mailBenchAt(server, {}, { receiptMs: 100 });
    const release = server.hold();
    expect(await hasty.service.deliver(invitationMail(), never)).toMatchObject({ kind: 'unknown' });
    release();
  });

  it('what the server repeats of its secrets is not told', async () => {
    const { values } = invitationMail();
    const token = values.link?.split('/').pop();
    server.mood.message = {
      code: 554,
      words: `${values.link} ${token} 4821 0937 (48210937) ${MAILER.password}`,
    };
    expect(await deliver()).toEqual({ kind: 'refused', error: '554 … … … (…) …' });
    const blob = Buffer.from(`\0${MAILER.user}\0${MAILER.password}`).toString('base64');
    server.mood.message = null;
    server.mood.signIn = { code: 535, words: `What is AUTH PLAIN ${blob}?` };
    await server.down();
    await server.up();
    const outcome = await deliver();
    expect(outcome).toMatchObject({ kind: 'later', error: '535 What is AUTH PLAIN …?' });
    expect(JSON.stringify(outcome)).not.toContain(blob);
  });

  it('it waits while the server is down, and leaves when it is back', async () => {
    await server.down();
    expect(await deliver()).toMatchObject({
      kind: 'later',
      all: true,
      error: expect.stringContaining('ECONNREFUSED'),
      trouble: { code: 'mail_unreachable' },
    });
    await server.up();
    expect(await deliver()).toEqual({ kind: 'sent' });
  });

  it('cancelled before it is handed over, it stays', async () => {
    const before = server.mails.length;
    expect(await bench.service.deliver(invitationMail(), AbortSignal.abort())).toEqual({
      kind: 'later',
      all: false,
      error: 'cancelled',
    });
    expect(server.mails).toHaveLength(before);
  });

  it('cancelled after it was handed over, its answer is waited for', async () => {
    const stop = new AbortController();
    const release = server.hold();
    const place = server.mails.length + 1;
    const outcome = bench.service.deliver(invitationMail(), stop.signal);
    await server.arrived(place);
    stop.abort();
    release();
    expect(await outcome).toEqual({ kind: 'sent' });
  });

  it('cancelled after it was handed over, its answer is not waited for much longer', async () => {
    const hasty = await mailBenchAt(server, {}, { hurriedReceiptMs: 50 });
    const stop = new AbortController();
    const release = server.hold();
    const place = server.mails.length + 1;
    const outcome = hasty.service.deliver(invitationMail(), stop.signal);
    await server.arrived(place);
    stop.abort();
    expect(await outcome).toMatchObject({ kind: 'unknown' });
    release();
  });
});

describe('of a mail to a strange server', () => {
  const IN = ['220 hello\r\n', '250 parrot\r\n'];
  it.each<[string, (string | null)[], unknown]>([
    ['says nothing', [], { kind: 'later', all: true }],
    ['is no mail server', ['HTTP/1.1 400 Bad Request\r\n\r\n'], { kind: 'later', all: true }],
    ['ends amid the recipient', [...IN, '250 ok\r\n', null], { kind: 'later', all: true }],
    ['ends when asked for the mail', [...IN, '250 ok\r\n', '250 ok\r\n', null], { kind: 'later', all: true }],
    [
      'wants no mail',
      [...IN, '250 ok\r\n', '250 ok\r\n', '554 no\r\n'],
      { kind: 'refused', error: '554 no' },
    ],
    ['ends after it', [...IN, '250 ok\r\n', '250 ok\r\n', '354 go\r\n', null], { kind: 'unknown' }],
    ['begins an answer', [...IN, '250 ok\r\n', '250 ok\r\n', '354 go\r\n', '25'], { kind: 'unknown' }],
    ['speaks too long', ['220-'.padEnd(2_000_000, '.')], { kind: 'later', all: true }],
  ])('that %s', async (_, lines, outcome) => {
    const parrot = await startParrot(lines);
    const server = await startMailServer({ security: 'none', account: null });
    const bench = await mailBenchAt(
      server,
      { port: parrot.port, host: '127.0.0.1' },
      { connectMs: 300, receiptMs: 300 },
    );
    expect(await bench.service.deliver(invitationMail(), never)).toMatchObject(Object(outcome));
    await server.stop();
    parrot.stop();
  });

  it('nothing said in the clear before TLS is taken for what is said in it', async () => {
    const parrot = await startParrot([
      '220 hello\r\n',
      '250-parrot\r\n250 STARTTLS\r\n',
      '220 go\r\n250 ok\r\n',
    ]);
    const server = await startMailServer();
    const bench = await mailBenchAt(server, { port: parrot.port }, { connectMs: 300 });
    expect(await bench.service.deliver(invitationMail(), never)).toMatchObject({ kind: 'later', all: true });
    expect(parrot.heard()).not.toMatch(/AUTH|MAIL FROM/);
    await server.stop();
    parrot.stop();
  });
});
