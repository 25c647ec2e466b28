import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { restoreAppleDevice } from '../../../../electron/demo/apple/device/device.ts';
import type { DeviceState } from '../../../../electron/demo/apple/device/state.ts';
import type { PlistDict } from '../../../../electron/model/apple/plist.ts';
import { writePlist } from '../../../../electron/plist/plist.ts';
import { command, type ScriptedServer, scriptedServer } from './scripted/server.ts';
import { managed, unpack } from './support.ts';

const camille = { guid: 'A-1', shortName: 'camille', longName: 'Camille Noël' };
const sacha = { guid: 'B-2', shortName: 'sacha', longName: 'Sacha Petit' };

let server: ScriptedServer;
let mac: DeviceState;
beforeAll(async () => {
  server = await scriptedServer();
  mac = (await managed(server, { seed: 'mac', model: 'mac' })).device.save();
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
  server.queue.length = 0;
  server.users.clear();
  server.answer = () => null;
});

const again = () => restoreAppleDevice(unpack({ seed: 'any' }).world, structuredClone(mac));

test('a user who signs in has a channel of his own, with its own token and queue', async () => {
  const device = again();
  expect(await device.signInUser(camille)).toBe('managed');
  expect(await device.signInUser(sacha)).toBe('managed');
  expect(server.messages('TokenUpdate')).toMatchObject([
    { UserID: 'A-1', UserShortName: 'camille', UserLongName: 'Camille Noël' },
    { UserID: 'B-2' },
  ]);
  const [own, other] = server.messages('TokenUpdate');
  expect(own?.Token).not.toEqual(other?.Token);
  server.users.set('A-1', [command('a', 'ProfileList'), command('b', 'EraseDevice')]);
  const [forCamille, forSacha, forDevice] = await Promise.all([
    device.connectUser('A-1'),
    device.connectUser('B-2'),
    device.connect(),
  ]);
  expect(forCamille.map(({ status }) => status)).toEqual(['Acknowledged', 'CommandFormatError']);
  expect([forSacha, forDevice]).toEqual([[], []]);
  const idle = server.messages('Idle').map(({ UserID }) => UserID);
  expect(idle).toHaveLength(3);
  expect(idle).toEqual(expect.arrayContaining(['A-1', 'B-2', undefined]));
});

test('a push finds the user it is meant for', async () => {
  const device = again();
  await device.signInUser(camille);
  const push = device.state.users[0]?.push ?? { token: '', magic: '' };
  server.users.set('A-1', [command('a', 'ProfileList')]);
  expect(
    await device.wake({ ...push, token: Buffer.from(push.token, 'base64').toString('hex') }),
  ).toHaveLength(1);
});

test('a profile for one user is not seen by another, nor by the device', async () => {
  const device = again();
  await device.signInUser(camille);
  await device.signInUser(sacha);
  const profile: PlistDict = {
    PayloadType: 'Configuration',
    PayloadIdentifier: 'example.dock',
    PayloadUUID: 'dock',
    PayloadVersion: 1,
    PayloadScope: 'User',
    PayloadContent: [
      { PayloadType: 'com.apple.dock', PayloadIdentifier: 'd.1', PayloadUUID: 'd1', PayloadVersion: 1 },
    ],
  };
  server.users.set('A-1', [command('a', 'InstallProfile', { Payload: Buffer.from(writePlist(profile)) })]);
  await device.connectUser('A-1');
  const identifiers = device.state.users.map(({ profiles }) => profiles.map(({ identifier }) => identifier));
  expect(identifiers).toEqual([['example.dock'], []]);
  expect(device.state.profiles).toEqual([]);
});

test('410 turns a user down; the device stays managed', async () => {
  const device = again();
  server.answer = ({ message }) => (message.MessageType === 'UserAuthenticate' ? { status: 410 } : null);
  expect(await device.signInUser(camille)).toBe('declined');
  expect(server.messages('TokenUpdate')).toEqual([]);
  await expect(device.connectUser('A-1')).rejects.toMatchObject({ kind: 'not_enrolled' });
  await expect(device.connect()).resolves.toEqual([]);
});

test('a challenge is answered, and the token of the session kept', async () => {
  const device = again();
  const answers = { first: { DigestChallenge: 'nonce' }, second: { AuthToken: 'session' } };
  server.answer = ({ message }) =>
    message.MessageType === 'UserAuthenticate'
      ? { body: writePlist('DigestResponse' in message ? answers.second : answers.first) }
      : null;
  expect(await device.signInUser(camille)).toBe('managed');
  expect(server.messages('TokenUpdate')).toMatchObject([{ AuthToken: 'session' }]);
  answers.second.AuthToken = '';
  expect(await device.signInUser(sacha)).toBe('declined');
});

test('who enrolled the Mac need not be asked about', async () => {
  await again().signInUser({ ...camille, kind: 'local' });
  expect(server.messages('UserAuthenticate')).toEqual([]);
  expect(server.messages('TokenUpdate')).toMatchObject([{ UserID: 'A-1' }]);
});

test('the bootstrap token is left with the server, fetched, and taken back', async () => {
  const device = again();
  await device.signInUser(camille);
  const [left] = server.messages('SetBootstrapToken');
  expect(left?.BootstrapToken).toHaveLength(48);
  server.answer = ({ message }) =>
    message.MessageType === 'GetBootstrapToken'
      ? { body: writePlist({ BootstrapToken: Buffer.from('kept') }) }
      : null;
  expect(Buffer.from((await device.getBootstrapToken()) ?? '').toString()).toBe('kept');
  server.answer = () => null;
  expect(await device.getBootstrapToken()).toBeNull();
  await device.setBootstrapToken(null);
  expect(server.messages('SetBootstrapToken').at(-1)).not.toHaveProperty('BootstrapToken');
});
