import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Outbox } from '../../../electron/registration/outbox/outbox.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { person, UNITS } from '../../support/ldap/people.ts';
import { startProxy, type WireProxy } from '../../support/ldap/proxy.ts';
import { READER, startLdapServer } from '../../support/ldap/server.ts';
import { ldapBench } from '../../support/ldap/service.ts';
import { type MailServer, startMailServer } from '../../support/mail/server.ts';
import { mailBenchAt } from '../../support/mail/service.ts';
import { givePassword, HOUR, MINUTE, nextAddress, portalBench, somebody } from '../../support/portal.ts';
import { type RegistrationBench, registrationBench } from '../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const folder = temporaryFolder();
let store: Store;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/muster.db`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

interface Post {
  server: MailServer;
  clock: VirtualClock;
  bench: RegistrationBench;
  outbox: Outbox;
  /** The states of all mails, the oldest first. */
  states(): Promise<string[]>;
}

let posts = 0;

/** An outbox over a real mail server, and these people invited by mail. */
async function post(...names: string[]): Promise<Post> {
  const server = await startMailServer();
  const clock = createVirtualClock(T0 + ++posts * 30 * 24 * HOUR);
  const bench = registrationBench(clock.tracked(store), clock);
  const { deliver } = clock.tracked((await mailBenchAt(server)).service);
  bench.post.always = (mail) => deliver(mail, new AbortController().signal);
  bench.perMinute = 600;
  await put(store, ...names.map((name) => keptHere(name, { email: `${name}@example.org` })));
  // Who has a password needs no PIN, whose hash would be made beside this clock.
  for (const name of names) await givePassword(store, `id-${name}`, 'none');
  await bench.invitations.create(
    { users: { ids: names.map((name) => `id-${name}`) }, send: 'mail', again: false },
    () => undefined,
    new AbortController().signal,
  );
  const outbox = bench.outbox();
  onTestFinished(async () => {
    await clock.until(outbox.close());
    await server.stop();
  });
  const states = async () => {
    const { rows } = await store.mails.list({ offset: 0, limit: 500 });
    return rows.filter(({ to }) => names.includes(to.split('@')[0] ?? '')).map(({ state }) => state);
  };
  return { server, clock, bench, outbox, states };
}

it('a mail server that is down: all waits and is seen, and leaves once when it is back', async () => {
  const { server, clock, outbox, states } = await post('ada', 'bea', 'cleo');
  await server.down();
  outbox.start();
  await clock.pass(3 * MINUTE);
  expect(await states()).toEqual(['queued', 'queued', 'queued']);
  expect(outbox.trouble()).toMatchObject({ error: { code: 'mail_unreachable' } });
  expect(await store.mails.standing()).toMatchObject({ queued: 3, failed: 0, unknown: 0 });
  await server.up();
  await clock.pass(10 * MINUTE);
  expect(await states()).toEqual(['sent', 'sent', 'sent']);
  expect(outbox.trouble()).toBeNull();
  await clock.pass(24 * HOUR);
  expect(server.mails.map(({ to }) => to.join()).sort()).toEqual([
    'ada@example.org',
    'bea@example.org',
    'cleo@example.org',
  ]);
});

it('a mail server that is gone before its receipt: one mail is in doubt and never sent again, the others go on', async () => {
  const { server, clock, outbox, states } = await post('dora', 'emma');
  const release = server.hold();
  outbox.start();
  const passing = clock.pass(MINUTE);
  await server.arrived(1);
  server.mood.drop = 'receipt';
  release();
  await server.deserted();
  server.mood.drop = null;
  await passing;
  await clock.pass(24 * HOUR);
  expect((await states()).sort()).toEqual(['sent', 'unknown']);
  expect(server.mails).toHaveLength(2);
});

it('a directory that is gone while somebody signs in: he is refused like others, and gets in when it is back', async () => {
  const password = 'Zoé’s own pass phrase';
  const server = await startLdapServer(
    [UNITS, person('uid=zoe', { uid: 'zoe', cn: 'Zoé', userPassword: password })].join('\n'),
  );
  onTestFinished(() => server.stop());
  let proxy: WireProxy = await startProxy(server.port);
  const { service } = ldapBench({ patience: { connectMs: 500, answerMs: 500 } });
  const connect = () =>
    service.save({ connection: server.connection({ port: proxy.port }), password: READER.password });
  await connect();
  const bench = portalBench(store, {
    checkDirectory: (user, given) => service.verify(user, given, AbortSignal.timeout(2000)),
  });
  await put(store, keptHere('zoe', { source: 'ldap', email: null }));
  const signIn = (given: string) =>
    bench.portal.signIn({ who: { userName: 'zoe' }, password: given, pin: null, address: nextAddress() });
  expect(await signIn(password)).toMatchObject({ kind: 'in' });

  // In the middle of the answer, then altogether.
  proxy.mishap = { afterBytes: 1000, what: 'cut' };
  const refused = await signIn(password);
  await proxy.stop();
  expect([refused, await signIn(password)]).toEqual([{ kind: 'refused' }, { kind: 'refused' }]);
  const nobody = { userName: 'nobody at all' };
  expect(await bench.portal.signIn({ who: nobody, password, pin: null, address: nextAddress() })).toEqual(
    refused,
  );
  const { rows } = await store.audit.list({
    filter: { deeds: ['portal.refused'] },
    before: null,
    limit: 50,
  });
  expect(rows.map(({ result }) => result)).toEqual(['ldap_unreachable']);

  proxy = await startProxy(server.port);
  onTestFinished(() => proxy.stop());
  await connect();
  expect(await signIn(password)).toMatchObject({ kind: 'in' });
  // Who does not come from the directory never noticed.
  const local = await somebody(store, { password, invited: true });
  const who = { link: local.link };
  expect(await bench.portal.signIn({ who, password, pin: null, address: nextAddress() })).toMatchObject({
    kind: 'in',
  });
});
