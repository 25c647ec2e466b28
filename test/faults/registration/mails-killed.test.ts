import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MailJob } from '../../../electron/model/mail-job.ts';
import { verifySecret } from '../../../electron/registration/secrets/scrypt.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { type ArrivedMail, MAILER, type MailServer, startMailServer } from '../../support/mail/server.ts';
import { openBrowser } from '../../support/served/browser.ts';
import { startListening } from '../../support/served/program.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { openTestStore } from '../../support/store-fixtures.ts';
import { deathAt, startMortal } from './support/programs.ts';

/** Moments of the program’s work, and of its talk with the mail server. */
const MOMENTS = [
  ...['before invitations.create', 'during invitations.create', 'after invitations.create'],
  ...['before mails.claim 2', 'during mails.claim', 'after mails.claim 2'],
  ...['before pins.make 2', 'during pins.make', 'after pins.make'],
  ...['before mails.settle 2', 'during mails.settle', 'after mails.settle'],
  ...['at the recipient', 'with the mail at the server'],
] as const;
const groups = MOMENTS.map((_, index) => [0, 1, 2].map((at) => `person-${index}-${at}@school.example`));
const people = groups.flat();

let server: MailServer;
let workspace: ServedWorkspace;
beforeAll(async () => {
  server = await startMailServer();
  const mail = { connection: server.connection(), password: MAILER.password };
  workspace = await makeServedWorkspace({ people, mail });
});
afterAll(async () => {
  workspace.remove();
  await server.stop();
});

async function inStore<Result>(look: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openTestStore(`${workspace.folder}/muster.db`);
  return await look(store).finally(store.close);
}

/** Invites all of them, those invited already left out, and is killed; what waits from before goes out as well. */
async function inviteAndDie(names: readonly string[], moment: (typeof MOMENTS)[number]): Promise<void> {
  const args = ['invite', 'send', ...names, '--json'];
  const isServers = moment.startsWith('at ') || moment.startsWith('with ');
  const program = startMortal(workspace, args, isServers ? null : deathAt(moment));
  if (moment === 'at the recipient')
    server.mood.recipient = () => {
      program.child.kill('SIGKILL');
      return null;
    };
  const release = moment === 'with the mail at the server' ? server.hold() : null;
  if (release !== null) {
    await server.arrived(server.mails.length + 1);
    program.child.kill('SIGKILL');
  }
  expect(await program.ended, `${moment}: ${program.errors()}`).toBeNull();
  expect(program.child.signalCode).toBe('SIGKILL');
  server.mood.recipient = null;
  release?.();
  await server.deserted();
}

it(`${MOMENTS.length} kills while people are invited by mail: nobody is written to twice, and what is in doubt is said`, async () => {
  for (const [index, moment] of MOMENTS.entries())
    await inviteAndDie(groups.slice(0, index + 1).flat(), moment);
  const last = startMortal(workspace, ['invite', 'send', ...people, '--json'], null);
  // The one that the last kill left in doubt is told of.
  expect(await last.ended, last.errors()).toBe(3);
  expect(JSON.parse(last.lines.at(-1) ?? '')).toMatchObject({ sent: { waiting: 0, failed: 0, unknown: 1 } });

  const sentTo = new Map<string, ArrivedMail[]>();
  for (const mail of server.mails)
    for (const to of mail.to) sentTo.set(to, [...(sentTo.get(to) ?? []), mail]);
  for (const [to, mails] of sentTo) expect(mails, to).toHaveLength(1);
  const jobs = await inStore(async (store) => {
    expect(await store.checkIntegrity()).toEqual([]);
    expect((await store.audit.verify()).broken).toBeNull();
    const { rows } = await store.mails.list({ offset: 0, limit: 500 });
    await expectPinsKept(store, sentTo, rows);
    return rows;
  });
  expect(jobs.map(({ to }) => to).sort()).toEqual([...people].sort());
  for (const { to, state } of jobs) {
    expect(['sent', 'unknown'], to).toContain(state);
    // What the server has not got was never said to be sent.
    if (state === 'sent') expect(sentTo.get(to)?.[0]?.accepted, to).toBe(true);
  }
  const doubtful = jobs.filter(({ state }) => state === 'unknown');
  // A kill leaves no more than one of which nobody knows, and none where the server had heard nothing.
  expect(doubtful.length).toBeLessThanOrEqual(MOMENTS.length - 5);
  expect(doubtful.length).toBeGreaterThan(4);
  await expectIn([...sentTo.values()].flat().filter(({ accepted }) => accepted));
});

/** Every PIN in a mail the server took is kept, and so are those of mails it may have taken. */
async function expectPinsKept(
  store: Store,
  sentTo: ReadonlyMap<string, ArrivedMail[]>,
  jobs: readonly MailJob[],
): Promise<void> {
  for (const { to, userId } of jobs) {
    const [mail] = sentTo.get(to) ?? [];
    if (mail === undefined) continue;
    const pin = (await secretsOf(mail)).pin.replace(' ', '');
    const kept = await store.pins.active(userId);
    expect(await verifySecret(pin, kept?.hash ?? null), to).toBe(true);
  }
}

/** Some of them go in by what their mail says. */
async function expectIn(mails: readonly ArrivedMail[]): Promise<void> {
  const program = await startListening(workspace);
  for (const mail of mails.slice(-6)) {
    const { link, pin } = await secretsOf(mail);
    const browser = openBrowser(workspace);
    const page = await browser.follow(await browser.send(link, { pin }));
    expect(page.body, mail.to[0]).toContain('Choose a password');
    browser.close();
  }
  expect(await program.stop()).toBe(0);
}

async function secretsOf(mail: ArrivedMail): Promise<{ link: string; pin: string }> {
  const { text = '' } = await mail.read();
  return { link: /\/i\/[\w-]{22}/.exec(text)?.[0] ?? '', pin: /^\d{4} \d{4}$/m.exec(text)?.[0] ?? '' };
}
