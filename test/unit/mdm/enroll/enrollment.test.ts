import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { profileFileName } from '../../../../electron/mdm/apple/enroll/file-name.ts';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import { challengeOf, openProfile } from '../../../support/apple/read-profile.ts';
import { type OpenSsl, openSsl } from '../../../support/pki/openssl.ts';
import { MINUTE } from '../../../support/portal.ts';
import { openTestStore, temporaryFolder } from '../../../support/store-fixtures.ts';
import { type Begun, type EnrollBench, enrollBench } from './enroll-bench.ts';

const folder = temporaryFolder();
let store: Store;
let openssl: OpenSsl;
let bench: EnrollBench;
let begun: Begun;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/cache.sqlite`);
  openssl = await openSsl();
  bench = enrollBench(store);
});
beforeEach(async () => {
  begun = await bench.begin();
});
afterAll(async () => {
  await store.close();
  await openssl.remove();
  folder.remove();
});

const BROWSER = 'the-browser-of-camille';
let identities = 0;

async function challengeNow(browser = BROWSER): Promise<string> {
  const { bytes } = await bench.enrollment.profile(begun.token, browser);
  return challengeOf(await openProfile(openssl, (await bench.pki.root()).pem, bytes));
}

/** The device gets its identity, as over SCEP. Answers its fingerprint, or why it was refused. */
async function identify(challenge: string, key: string): Promise<string> {
  const at = bench.portal.now();
  const hash = tokenHash(challenge);
  const taken = await store.apple.takeChallenge({ hash, key, at });
  if (taken.kind === 'refused') return taken.why;
  identities += 1;
  const fingerprint = `fingerprint ${identities}`;
  const certificate = {
    fingerprint,
    serial: `${identities}`,
    pem: '',
    notAfter: at + 400 * 24 * 60 * MINUTE,
  };
  await store.apple.noteIssued({ hash, ...certificate, at });
  return fingerprint;
}

/** It comes with its identity; `whole`: with its token, too. */
async function come(fingerprint: string, whole = true): Promise<void> {
  const caller = { fingerprint, udid: `udid ${fingerprint}`, at: bench.portal.now() };
  const topic = 'com.apple.mgmt.External.muster-test';
  const fields = { ProductName: 'iPhone17,1', DeviceName: 'Camille’s iPhone' };
  const came = await store.apple.authenticate({ ...caller, topic, fields, owner: null, audit: null });
  expect(came.kind).toBe('ok');
  if (!whole) return;
  const told = { token: 'aa', pushMagic: 'm', unlockToken: null, user: null, audit: null };
  expect(await store.apple.tokenUpdate({ ...caller, topic, ...told })).toMatchObject({
    kind: 'ok',
    first: true,
  });
}

const progress = () => bench.enrollment.progress(begun.token);

describe('a ticket', () => {
  it('leads to one profile, however often its browser asks', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => bench.enrollment.profile(begun.token, BROWSER)));
    const [first] = asked;
    expect(asked.every(({ bytes }) => Buffer.from(bytes).equals(Buffer.from(first?.bytes ?? [])))).toBe(true);
    expect(first?.until).toBe(bench.portal.now() + 8 * MINUTE);
  });

  it('is refused to a second browser', async () => {
    await challengeNow();
    await expect(challengeNow('another')).rejects.toMatchObject({ code: 'ticket_gone' });
    expect(await progress()).toMatchObject({ kind: 'profile', browser: BROWSER });
  });

  it('is over after its minutes, and so is the challenge', async () => {
    const challenge = await challengeNow();
    bench.portal.turn(8 * MINUTE);
    await expect(challengeNow()).rejects.toMatchObject({ code: 'ticket_gone' });
    expect(await identify(challenge, 'key')).toBe('expired');
    expect(await progress()).toMatchObject({ kind: 'expired' });
  });

  it('leads nowhere when it is invented, or was not made for a registration of this kind', async () => {
    expect(await bench.enrollment.progress('invented')).toBeNull();
    await expect(bench.enrollment.profile('invented', BROWSER)).rejects.toMatchObject({
      code: 'ticket_gone',
    });
    const { url } = await bench.portal.portal.handover(begun.session);
    const handover = url.replace('https://mdm.example.org/t/', '');
    expect(await bench.enrollment.progress(handover)).toBeNull();
    await expect(bench.enrollment.profile(handover, BROWSER)).rejects.toMatchObject({ code: 'ticket_gone' });
    expect(await bench.portal.portal.lookAtHandover(handover)).not.toBeNull();
  });

  it('is not given while nobody listens', async () => {
    bench.listening = false;
    await expect(bench.begin()).rejects.toMatchObject({ code: 'platform_not_ready' });
    bench.listening = true;
  });
});

describe('a stopped installation', () => {
  it('goes on with the same profile while nothing came of it', async () => {
    const challenge = await challengeNow();
    bench.portal.turn(5 * MINUTE);
    expect(await challengeNow()).toBe(challenge);
  });

  it('after the identity goes on with a new download: the challenge is good for one key', async () => {
    const challenge = await challengeNow();
    await identify(challenge, 'first key');
    expect(await identify(challenge, 'second key')).toBe('used');
    const another = await challengeNow();
    expect(another).not.toBe(challenge);
    expect(await challengeNow()).toBe(another);
    await come(await identify(another, 'second key'));
    expect(await progress()).toMatchObject({ kind: 'done' });
  });

  it('outlives a restart: what was downloaded before still works, and so does a new download', async () => {
    const before = await challengeNow();
    bench.restart();
    const after = await challengeNow();
    expect(after).not.toBe(before);
    await come(await identify(before, 'key'));
    expect(await progress()).toMatchObject({ kind: 'done', deviceName: 'Camille’s iPhone' });
    await expect(challengeNow()).rejects.toMatchObject({ code: 'ticket_gone' });
  });
});

describe('progress', () => {
  it('goes from the download to the registered device', async () => {
    const until = bench.portal.now() + 8 * MINUTE;
    expect(await progress()).toMatchObject({ platform: 'ios', kind: 'profile', downloaded: false, until });
    const challenge = await challengeNow();
    expect(await progress()).toMatchObject({ kind: 'profile', downloaded: true, until });
    const fingerprint = await identify(challenge, 'key');
    expect(await progress()).toMatchObject({ kind: 'installing', until });
    await come(fingerprint, false);
    expect(await progress()).toMatchObject({ kind: 'installing' });
    await come(fingerprint);
    expect(await progress()).toMatchObject({ kind: 'done', deviceName: 'Camille’s iPhone' });
  });

  it('waits a while for a device that got its identity at the last moment, and no longer', async () => {
    const challenge = await challengeNow();
    bench.portal.turn(8 * MINUTE - 1);
    const fingerprint = await identify(challenge, 'key');
    bench.portal.turn(4 * MINUTE);
    expect(await progress()).toMatchObject({ kind: 'installing' });
    bench.portal.turn(MINUTE);
    expect(await progress()).toMatchObject({ kind: 'expired' });
    await come(fingerprint);
    expect(await progress()).toMatchObject({ kind: 'done' });
  });
});

it.each([
  ['Riverside Schools', 'Riverside-Schools.mobileconfig'],
  ['  Lycée "Ça"; x=1 \r\n', 'Lycee-Ca-x-1.mobileconfig'],
  ['学校', 'enrollment.mobileconfig'],
  ['a'.repeat(200), `${'a'.repeat(60)}.mobileconfig`],
])('a file is named after the organisation: %j', (organisation, name) => {
  expect(profileFileName(organisation)).toBe(name);
});
