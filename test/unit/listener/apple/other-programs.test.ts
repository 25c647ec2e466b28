import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppleDevice } from '../../../../electron/demo/apple/device/device.ts';
import { sharedKeys } from '../../../../electron/demo/apple/device/keys.ts';
import { writePlist } from '../../../../electron/plist/plist.ts';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import { systemRandom } from '../../../../electron/system.ts';
import { type Listening, openListening } from '../../../support/apple/listening.ts';
import { challengeOf, openProfile, payloadOf } from '../../../support/apple/read-profile.ts';
import { ask } from '../../../support/listener/client.ts';
import { type OpenSsl, openSsl } from '../../../support/pki/openssl.ts';
import { createQuickClock } from '../../../support/quick-clock.ts';
import { beginRegistration, downloadProfile, networkTo } from '../../../support/served/apple.ts';
import { openBrowser } from '../../../support/served/browser.ts';
import { inviteAll } from '../../../support/served/invited.ts';
import { PUBLIC_NAME } from '../../../support/served/workspace.ts';

const run = promisify(execFile);
const MINUTE = 60_000;

let listening: Listening;
let openssl: OpenSsl;
let http: Server;
let url: string;
beforeAll(async () => {
  listening = await openListening(['ada@school.test', 'lea@school.test'], PUBLIC_NAME);
  openssl = await openSsl();
  await openssl.write('root.pem', listening.ca);
  http = forwarder();
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/scep`;
  await strongSwan('--scepca', '--caout', 'ca.der', '--raout', 'ra.der');
  await openssl('genrsa -traditional -out phone.key 2048');
});
afterAll(async () => {
  http?.close();
  await openssl?.remove();
  await listening?.close();
});

/** strongSwan speaks HTTP alone: what it says goes on to the listener over TLS, and statuses are kept. */
const statuses: number[] = [];
function forwarder(): Server {
  return createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const { devicesPort: port, ca } = listening;
    const onward = request(
      {
        ...{ host: '127.0.0.1', servername: PUBLIC_NAME, port, ca, method, path },
        headers: { ...headers, host: `${PUBLIC_NAME}:${port}` },
      },
      (answered) => {
        statuses.push(answered.statusCode ?? 0);
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    asked.pipe(onward);
  });
}

async function strongSwan(command: string, ...args: string[]): Promise<Buffer> {
  const { stdout } = await run('pki', [command, '--url', url, ...args], {
    ...{ cwd: openssl.folder, encoding: 'buffer', maxBuffer: 2 ** 24 },
  });
  return stdout;
}

const enroll = (password: string, key = 'phone.key') =>
  strongSwan(
    ...(['--scep', '--in', key, '--dn', 'CN=iPhone', '--password', password] as const),
    ...['--cacert-enc', 'ra.der', '--cacert-sig', 'ra.der', '--cacert', 'ca.der'],
  );

async function profile(): Promise<Uint8Array> {
  const { enrollment } = listening.workspace.apple;
  return (await enrollment.profileFor(await listening.userId(0))).bytes;
}

const challenge = async () => challengeOf(await openProfile(openssl, listening.ca, await profile()));

describe('strongSwan, with the challenge of a profile', () => {
  it('gets an identity that openssl verifies', async () => {
    await openssl.write('phone.der', await enroll(await challenge()));
    await openssl('x509 -inform DER -in phone.der -out phone.pem');
    expect(await openssl('verify -purpose sslclient -CAfile root.pem phone.pem')).toContain('phone.pem: OK');
    expect(await openssl('x509 -in phone.pem -noout -subject')).toMatch(/CN ?= ?Muster device [\da-f]{8}/);
  });

  it('is refused in SCEP’s own words when it is wrong, used by another key, or too late; never by HTTP', async () => {
    const used = await challenge();
    await enroll(used);
    await openssl('genrsa -traditional -out other.key 2048');
    const now = Date.now();
    await listening.workspace.store.apple.putChallenge({
      ...{ hash: tokenHash('too-late'), purpose: 'enroll', ticketId: null, userId: null, deviceId: null },
      ...{ issuedAt: now - 9 * MINUTE, expiresAt: now - MINUTE },
    });
    statuses.length = 0;
    for (const [password, key] of [
      ['wrong', 'phone.key'],
      [used, 'other.key'],
      ['too-late', 'phone.key'],
    ] as const) {
      const why = await enroll(password, key).catch((error: { stderr: Buffer }) => String(error.stderr));
      expect(why).toContain('failInfo:     badRequest');
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('openssl', () => {
  const put = (body: Uint8Array, signature: Uint8Array) =>
    ask(listening.devicesPort, {
      ...{ method: 'PUT', path: '/mdm/checkin', ca: listening.ca, body: Buffer.from(body).toString() },
      headers: { 'mdm-signature': Buffer.from(signature).toString('base64') },
    });

  it('signs a check-in as a device does, and what is altered is refused with 400', async () => {
    const body = writePlist({
      ...{
        MessageType: 'Authenticate',
        UDID: 'OPENSSL-1',
        SerialNumber: 'C02SSL',
        ProductName: 'iPhone15,2',
      },
      Topic: await listening.workspace.push.topic(),
    });
    await openssl.write('body.plist', body);
    await openssl(
      'cms -sign -binary -in body.plist -signer phone.pem -inkey phone.key -outform DER -out body.sig',
    );
    const signature = await openssl.read('body.sig');
    const altered = Buffer.from(Buffer.from(body).toString().replace('OPENSSL-1', 'OPENSSL-2'));
    const broken = Buffer.from(signature);
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    expect(await put(altered, signature)).toMatchObject({ status: 400 });
    expect(await put(body, broken)).toMatchObject({ status: 400 });
    expect(await put(body, Buffer.from('no signature'))).toMatchObject({ status: 400 });
    const { devices } = listening.workspace.store;
    expect(await devices.find({ serial: 'C02SSL' })).toEqual([]);
    expect(await put(body, signature)).toMatchObject({ status: 200, body: '' });
    expect(await devices.find({ serial: 'C02SSL' })).toMatchObject([{ providerId: 'OPENSSL-1' }]);
  });

  it('unwraps the profile that the portal hands out, which a device installs', async () => {
    const { register } = listening.workspace;
    await register.registration.save({ ...(await register.registration.settings()), mode: 'pin' });
    const [invited] = await inviteAll(listening.workspace);
    if (invited === undefined) throw new Error('nobody was invited');
    const browser = openBrowser(listening);
    const path = await beginRegistration(browser, invited, 'ios');
    const bytes = await downloadProfile(browser, path);
    const unwrapped = await openProfile(openssl, listening.ca, bytes);
    expect(payloadOf(unwrapped, 'com.apple.mdm')).toMatchObject({
      ServerURL: `https://${PUBLIC_NAME}:${listening.devicesPort}/mdm/connect`,
      SignMessage: true,
      AccessRights: 8191,
    });
    const network = networkTo(listening);
    const device = createAppleDevice({
      ...{ model: 'iphone', seed: 'portal', clock: createQuickClock(), random: systemRandom },
      ...{ network, keys: sharedKeys(1) },
    });
    await device.install(bytes);
    expect(device.enrolled).toBe(true);
    const [{ id = '' } = {}] = await listening.workspace.store.devices.find({ providerId: device.udid });
    expect(await listening.workspace.apple.detail(id)).toMatchObject({
      ...{ state: 'active', user: { userName: invited.userName } },
    });
    expect((await browser.get(path)).body).not.toContain('/profile');
    browser.close();
    network.close();
  });
});
