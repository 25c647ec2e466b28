import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { restoreAppleDevice } from '../../../../electron/demo/apple/device/device.ts';
import { createDeviceNetwork } from '../../../../electron/demo/apple/device/network.ts';
import type { PlistDict } from '../../../../electron/model/apple/plist.ts';
import { type ScriptedServer, scriptedServer } from './scripted/server.ts';
import { managed, unpack } from './support.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await scriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
  server.queue.length = 0;
  server.answer = () => null;
  server.scep = {};
  server.caps = 'AES\nPOSTPKIOperation\nSCEPStandard\nSHA-256\n';
});

const paths = () =>
  server.heard.map(({ method, path }) => `${method} ${path.replace(/&message=.*/, '&message')}`);

test('an iPhone installs a profile and is managed: SCEP, Authenticate, TokenUpdate, and nothing more', async () => {
  const { device } = unpack({ seed: '1', model: 'iphone' });
  const shown = await device.install(await server.profile());
  expect(shown).toMatchObject({ name: 'School', standing: 'verified' });
  expect(device.enrolled).toBe(true);
  expect(paths()).toEqual([
    'GET /scep?operation=GetCACaps',
    'GET /scep?operation=GetCACert',
    'POST /scep?operation=PKIOperation',
    'PUT /checkin',
    'PUT /checkin',
  ]);
  const [authenticate] = server.messages('Authenticate');
  expect(authenticate).toMatchObject({
    Topic: 'com.apple.mgmt.External.school',
    UDID: device.udid,
    SerialNumber: device.serial,
    ProductName: device.state.hardware.product,
  });
  const [token] = server.messages('TokenUpdate');
  expect(token).toMatchObject({ UDID: device.udid, PushMagic: device.state.enrollment?.push.magic });
  expect(token?.Token).toHaveLength(32);
  expect(token?.UnlockToken).toBeInstanceOf(Uint8Array);
});

test('its identity is for the key it made, and its signature is over the very bytes', async () => {
  const { device } = await managed(server, { seed: '2' });
  const certificate = new X509Certificate(device.state.enrollment?.identity.certificate ?? '');
  expect(certificate.subject).toBe('CN=device-1');
  const heard = server.heard.at(-1);
  expect(heard?.type).toBe('application/x-apple-aspen-mdm-checkin');
  await server.ssl.write('body', heard?.bytes ?? '');
  await server.ssl.write('header', Buffer.from(heard?.signature ?? '', 'base64'));
  const verify =
    'cms -verify -inform DER -in header -content body -binary -CAfile root.pem -purpose any -signer by.pem -out seen';
  await server.ssl(verify);
  expect(new X509Certificate(await server.ssl.read('by.pem')).raw).toEqual(certificate.raw);
});

test('a Mac names the authority, says what it is called, and has no unlock token', async () => {
  const { device } = await managed(server, { seed: '3', model: 'mac', name: 'Poste de Camille' });
  expect(server.heard[1]?.path).toBe('/scep?operation=GetCACert&message=SCHOOL');
  expect(server.messages('Authenticate')[0]).toMatchObject({ DeviceName: 'Poste de Camille' });
  expect(server.messages('TokenUpdate')[0]).not.toHaveProperty('UnlockToken');
  expect(device.udid).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
});

test('without POSTPKIOperation the request goes in the address, and without AES it is 3DES', async () => {
  server.caps = 'DES3\nSHA-1\n';
  const { device } = await managed(server, { seed: '4' });
  expect(device.enrolled).toBe(true);
  expect(paths()[2]).toBe('GET /scep?operation=PKIOperation&message');
});

test('a server that wants to think is asked again', async () => {
  server.scep = { pending: 2 };
  const { device, clock } = await managed(server, { seed: '5' });
  expect(device.enrolled).toBe(true);
  expect(clock.slept()).toBe(2000);
});

test('a refusal says why, and nothing is checked in', async () => {
  const { device } = unpack({ seed: '6' });
  const profile = await server.profile({ scep: { Challenge: 'wrong' } });
  await expect(device.install(profile)).rejects.toMatchObject({ kind: 'scep_failed', failInfo: 2 });
  expect(server.messages('Authenticate')).toEqual([]);
});

test('after a lost answer it asks with the same key and number again', async () => {
  const { device } = unpack({ seed: '7' });
  device.mishaps.cutAfter('PKIOperation');
  await device.install(await server.profile());
  expect(device.enrolled).toBe(true);
  const asked = server.heard.filter(({ path }) => path.includes('PKIOperation'));
  expect(asked).toHaveLength(2);
  expect(asked[0]?.bytes.equals(asked[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test.each([
  'GetCACaps',
  'PKIOperation',
  'Authenticate',
  'TokenUpdate',
])('cut at %s, another try goes on with the same key', async (step) => {
  for (const cut of ['cutBefore', 'cutAfter'] as const) {
    const { device, world } = unpack({ seed: `cut ${step}`, insists: false });
    const profile = await server.profile();
    device.mishaps[cut](step);
    await expect(device.install(profile)).rejects.toMatchObject({ kind: 'cut', step });
    const key = device.state.installing?.key;
    const again = restoreAppleDevice(world, JSON.parse(JSON.stringify(device.save())));
    if (step === 'TokenUpdate') await again.connect();
    else await again.install(profile);
    expect(again.enrolled).toBe(true);
    if (key !== undefined) expect(again.state.enrollment?.identity.key).toBe(key);
  }
});

test('turned away at Authenticate, the next try begins anew', async () => {
  const { device } = unpack({ seed: '8' });
  server.answer = ({ message }) => (message.MessageType === 'Authenticate' ? { status: 400 } : null);
  await expect(device.install(await server.profile())).rejects.toMatchObject({ kind: 'status', status: 400 });
  expect(device.enrolled).toBe(false);
  expect(device.state.installing).toBeNull();
});

test('the server is trusted by the profile alone', async () => {
  const { device } = unpack({ seed: '9' });
  const bare = await server.profile({
    payloads: (all) => all.filter(({ PayloadType }) => PayloadType !== 'com.apple.security.root'),
  });
  await expect(device.install(bare)).rejects.toMatchObject({ kind: 'untrusted' });
  const trusting = unpack({ seed: '9' }, [server.root]);
  await trusting.device.install(bare);
  expect(trusting.device.enrolled).toBe(true);
});

test('where the profile asks for no signature, the certificate of the connection proves who it is', async () => {
  const { device } = unpack({ seed: '10' });
  await device.install(await server.profile({ mdm: { SignMessage: false } }));
  const heard = server.heard.at(-1);
  const { fingerprint256 } = new X509Certificate(device.state.enrollment?.identity.certificate ?? '');
  expect(heard).toMatchObject({ signature: null, client: fingerprint256 });
});

test('a profile that was tampered with, or asks for too much, is not installed', async () => {
  const { device } = unpack({ seed: '11' });
  const good = await server.profile();
  const tampered = Buffer.from(good);
  tampered.write('Evil', tampered.indexOf('School'));
  await expect(device.install(tampered)).rejects.toMatchObject({ kind: 'profile_invalid' });
  const wrong: PlistDict[] = [
    { AccessRights: 0 },
    { AccessRights: 2 },
    { Topic: 'com.example' },
    { ServerURL: 'http://localhost/' },
    { IdentityCertificateUUID: 'nobody' },
  ];
  for (const mdm of wrong) {
    await expect(device.install(await server.profile({ mdm }))).rejects.toMatchObject({
      kind: 'profile_invalid',
    });
  }
  expect(server.heard).toEqual([]);
});

test('removed by its user, it says good-bye once and forgets everything', async () => {
  const { device } = await managed(server, { seed: '12' });
  await device.uninstall();
  expect(server.messages('CheckOut')).toMatchObject([{ UDID: device.udid }]);
  expect(device.enrolled).toBe(false);
  await expect(device.connect()).rejects.toMatchObject({ kind: 'not_enrolled' });
});

test.each([
  [401, undefined, undefined],
  [403, 'application/json', '{"code":"com.apple.unrecognized.device"}'],
])('an answer of %s takes the management off', async (status, type, body) => {
  const { device } = await managed(server, { seed: `gone ${status}` });
  server.answer = () => ({ status, ...(type === undefined ? {} : { type, body: Buffer.from(body ?? '') }) });
  await expect(device.connect()).rejects.toMatchObject({ kind: 'removed' });
  expect(device.state.enrollment).toBeNull();
});

test('other errors leave it managed', async () => {
  const { device } = await managed(server, { seed: '13' });
  for (const status of [400, 403, 500, 503]) {
    server.answer = () => ({ status });
    await expect(device.connect()).rejects.toMatchObject({ kind: 'status', status });
  }
  server.answer = () => null;
  await expect(device.connect()).resolves.toEqual([]);
});

test('the network lets a name lead to loopback, and checks the name', async () => {
  const { device } = unpack({ seed: '14', network: createDeviceNetwork({ resolve: () => '127.0.0.1' }) });
  const elsewhere = (url: string): string => url.replace('localhost', 'mdm.example');
  const wrong = await server.profile({ scep: { URL: elsewhere(`${server.url}/scep`) } });
  await expect(device.install(wrong)).rejects.toMatchObject({ kind: 'untrusted' });
});
