import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppleDevice } from '../../../../electron/demo/apple/device/contract.ts';
import { restoreAppleDevice } from '../../../../electron/demo/apple/device/device.ts';
import type { DeviceState } from '../../../../electron/demo/apple/device/state.ts';
import { type PlistDict, plistToJson } from '../../../../electron/model/apple/plist.ts';
import { writePlist } from '../../../../electron/plist/plist.ts';
import { command, dict, type ScriptedServer, scriptedServer } from './scripted/server.ts';
import { managed, unpack } from './support.ts';

let server: ScriptedServer;
let phone: DeviceState;
let mac: DeviceState;
beforeAll(async () => {
  server = await scriptedServer();
  phone = (await managed(server, { seed: 'phone', name: 'Téléphone de Zoé' })).device.save();
  mac = (await managed(server, { seed: 'mac', model: 'mac' })).device.save();
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
  server.queue.length = 0;
  server.users.clear();
  server.answer = () => null;
});

/** The managed device anew, with what is different about it. */
function again(state: DeviceState, changes: Partial<DeviceState> = {}): AppleDevice {
  return restoreAppleDevice(unpack({ seed: 'any' }).world, { ...structuredClone(state), ...changes });
}

/** Gives one command and returns what the device said to it. */
async function told(device: AppleDevice, requestType: string, more: PlistDict = {}): Promise<PlistDict> {
  server.queue.push(command('u1', requestType, more));
  await device.connect();
  const result = server.heard
    .map(({ message }) => message)
    .findLast(({ CommandUUID }) => CommandUUID === 'u1');
  if (result === undefined) throw new Error('no result');
  return result;
}

const errorOf = (result: PlistDict): unknown =>
  Array.isArray(result.ErrorChain) ? plistToJson(result.ErrorChain[0] ?? {}) : null;

test('it says it is idle, obeys one command after the other, and stops when there is none', async () => {
  const device = again(phone);
  server.queue.push(command('a', 'SecurityInfo'), command('b', 'ProfileList'), command('c', 'NoSuchThing'));
  expect(await device.connect()).toEqual([
    { uuid: 'a', requestType: 'SecurityInfo', status: 'Acknowledged' },
    { uuid: 'b', requestType: 'ProfileList', status: 'Acknowledged' },
    { uuid: 'c', requestType: 'NoSuchThing', status: 'CommandFormatError' },
  ]);
  expect(server.heard.map(({ message }) => [message.Status, message.CommandUUID])).toEqual([
    ['Idle', undefined],
    ['Acknowledged', 'a'],
    ['Acknowledged', 'b'],
    ['CommandFormatError', 'c'],
  ]);
  expect(server.heard.every(({ message }) => message.UDID === device.udid)).toBe(true);
  expect(server.heard[0]?.type).toBe('application/x-apple-aspen-mdm; charset=UTF-8');
});

test('it tells what it is asked and may tell, and leaves the rest out', async () => {
  const Queries = [
    'DeviceName',
    'OSVersion',
    'SerialNumber',
    'BatteryLevel',
    'IMEI',
    'HostName',
    'NoSuchQuery',
  ];
  const answers = dict((await told(again(phone), 'DeviceInformation', { Queries })).QueryResponses);
  expect(Object.keys(answers)).toEqual(['DeviceName', 'OSVersion', 'SerialNumber', 'BatteryLevel', 'IMEI']);
  expect(answers.DeviceName).toBe('Téléphone de Zoé');
  expect(answers.IMEI).toMatch(/^\d{2} \d{6} \d{6} \d$/);
  const blind = again(phone);
  if (blind.state.enrollment !== null) blind.state.enrollment.accessRights = 1;
  const few = dict((await told(blind, 'DeviceInformation', { Queries })).QueryResponses);
  expect(Object.keys(few)).toEqual(['DeviceName', 'IMEI']);
  const onMac = dict((await told(again(mac), 'DeviceInformation', { Queries })).QueryResponses);
  expect(Object.keys(onMac)).toContain('HostName');
  expect(Object.keys(onMac)).not.toContain('IMEI');
  expect((await told(again(phone), 'DeviceInformation')).Status).toBe('CommandFormatError');
});

test('a lost answer is sent again, first of all', async () => {
  const device = again(phone);
  server.queue.push(command('a', 'SecurityInfo'));
  device.mishaps.cutBefore('report:SecurityInfo');
  await expect(device.connect()).rejects.toMatchObject({ kind: 'cut' });
  const after = again(JSON.parse(JSON.stringify(device.save())));
  await after.connect();
  expect(server.heard.map(({ message }) => message.Status)).toEqual(['Idle', 'Acknowledged']);
  expect(server.queue).toEqual([]);
});

test('a profile waits for the phone to be unlocked, which then comes by itself', async () => {
  const device = again(phone);
  const Payload = Buffer.from(writePlist(wifi('school')));
  device.lock();
  expect((await told(device, 'InstallProfile', { Payload })).Status).toBe('NotNow');
  expect(device.state.profiles).toEqual([]);
  expect((await device.unlock()).map(({ status }) => status)).toEqual(['Acknowledged']);
  expect(device.state.profiles).toMatchObject([{ identifier: 'example.wifi', name: 'school' }]);
  expect(await device.unlock()).toEqual([]);
});

test('profiles are kept by identifier, listed, and removed', async () => {
  const device = again(phone);
  for (const name of ['one', 'two']) {
    expect(
      (await told(device, 'InstallProfile', { Payload: Buffer.from(writePlist(wifi(name))) })).Status,
    ).toBe('Acknowledged');
  }
  const { ProfileList } = await told(device, 'ProfileList');
  expect(plistToJson(ProfileList ?? [])).toMatchObject([
    { PayloadDisplayName: 'School' },
    { PayloadIdentifier: 'example.wifi', PayloadDisplayName: 'two' },
  ]);
  expect((await told(device, 'RemoveProfile', { Identifier: 'example.wifi' })).Status).toBe('Acknowledged');
  expect(errorOf(await told(device, 'RemoveProfile', { Identifier: 'example.wifi' }))).toMatchObject({
    ErrorCode: 12013,
  });
  expect(errorOf(await told(device, 'InstallProfile', { Payload: Buffer.from('<plist/>') }))).toMatchObject({
    ErrorCode: 1000,
  });
});

test('the enrollment profile anew gives it another identity, before it says so', async () => {
  const device = again(phone);
  const before = device.state.enrollment;
  const result = await told(device, 'InstallProfile', { Payload: await server.profile() });
  expect(result.Status).toBe('Acknowledged');
  expect(server.messages('Authenticate')).toHaveLength(1);
  expect(server.messages('TokenUpdate')).toHaveLength(1);
  expect(device.state.enrollment?.identity.certificate).not.toBe(before?.identity.certificate);
  expect(device.state.enrollment?.push).toEqual(before?.push);
  const last = server.heard.at(-1);
  expect(last?.message.Status).toBe('Acknowledged');
  const other = await server.profile({ mdm: { Topic: 'com.apple.mgmt.External.other' } });
  expect(errorOf(await told(device, 'InstallProfile', { Payload: other }))).toMatchObject({
    ErrorCode: 4001,
  });
  expect(device.enrolled).toBe(true);
});

test('without its enrollment profile it is no longer managed', async () => {
  const device = again(phone);
  expect((await told(device, 'RemoveProfile', { Identifier: 'example.school.enrollment' })).Status).toBe(
    'Acknowledged',
  );
  expect(server.messages('CheckOut')).toHaveLength(1);
  expect(device.enrolled).toBe(false);
});

test('it is erased once its word is out, and whether or not that arrives', async () => {
  for (const lost of [false, true]) {
    const device = again(phone);
    server.queue.push(command('u1', 'EraseDevice'), command('u2', 'SecurityInfo'));
    if (lost) device.mishaps.cutBefore('report:EraseDevice');
    await device.connect().catch(() => undefined);
    expect(device.state).toMatchObject({ life: 2, enrollment: null, name: 'iPhone', passcode: false });
    expect(server.heard.some(({ message }) => message.CommandUUID === 'u2')).toBe(false);
    server.queue.length = 0;
  }
});

test('a phone is locked, a Mac wants its six digits', async () => {
  expect((await told(again(phone), 'DeviceLock')).Status).toBe('Acknowledged');
  const device = again(mac);
  expect((await told(device, 'DeviceLock')).Status).toBe('CommandFormatError');
  expect((await told(device, 'DeviceLock', { PIN: '123456' })).Status).toBe('Acknowledged');
  await expect(device.connect()).rejects.toMatchObject({ kind: 'off' });
  expect(() => device.powerOn('654321')).toThrow('PIN');
  device.powerOn('123456');
  await expect(device.connect()).resolves.toEqual([]);
});

test('a passcode is cleared with the token the phone gave, and with no other', async () => {
  const device = again(phone);
  const UnlockToken = Buffer.from(device.state.enrollment?.unlockToken ?? '', 'base64');
  expect(errorOf(await told(device, 'ClearPasscode', { UnlockToken: Buffer.alloc(256) }))).toMatchObject({
    ErrorDomain: 'MCPasscodeErrorDomain',
  });
  expect(device.state.passcode).toBe(true);
  expect((await told(device, 'ClearPasscode', { UnlockToken })).Status).toBe('Acknowledged');
  expect(device.state.passcode).toBe(false);
});

test('what asks for supervision asks for it', async () => {
  const lost = { Message: 'Rendez-moi', PhoneNumber: '+33 1' };
  for (const [type, more] of [
    ['EnableLostMode', lost],
    ['RestartDevice', {}],
    ['ShutDownDevice', {}],
  ] as const) {
    expect(errorOf(await told(again(phone), type, more))).toMatchObject({ ErrorCode: 12021 });
  }
  const device = again(phone, { supervised: true });
  expect((await told(device, 'DisableLostMode')).Status).toBe('Error');
  expect((await told(device, 'EnableLostMode', { Footnote: 'x' })).Status).toBe('CommandFormatError');
  expect((await told(device, 'EnableLostMode', lost)).Status).toBe('Acknowledged');
  expect(device.state.lostMode).toEqual({ message: 'Rendez-moi', phone: '+33 1', footnote: '' });
  expect((await told(device, 'DisableLostMode')).Status).toBe('Acknowledged');
  expect((await told(device, 'RestartDevice')).Status).toBe('Acknowledged');
  expect(device.state.restarts).toBe(1);
  await told(device, 'ShutDownDevice');
  await expect(device.connect()).rejects.toMatchObject({ kind: 'off' });
});

test('it takes a new name, where it may', async () => {
  const Settings = [{ Item: 'DeviceName', DeviceName: 'CDI 04' }];
  const refused = await told(again(phone), 'Settings', { Settings });
  expect(plistToJson(refused)).toMatchObject({ Status: 'Acknowledged', Settings: [{ Status: 'Error' }] });
  const device = again(mac);
  await told(device, 'Settings', { Settings });
  expect(device.state.name).toBe('CDI 04');
});

test('without the right to it, a command is refused', async () => {
  const device = again(phone);
  if (device.state.enrollment !== null) device.state.enrollment.accessRights = 16;
  for (const type of ['EraseDevice', 'SecurityInfo', 'InstallProfile', 'ClearPasscode']) {
    expect(errorOf(await told(device, type, { Payload: Buffer.alloc(1) }))).toMatchObject({
      ErrorCode: 12000,
    });
  }
  expect(device.state.life).toBe(1);
});

test('answers are scripted, one after the other', async () => {
  const device = again(phone);
  device.mishaps.answer('SecurityInfo', { status: 'NotNow' }, { status: 'Error' });
  expect((await told(device, 'SecurityInfo')).Status).toBe('NotNow');
  server.queue.length = 0;
  expect(errorOf(await told(device, 'SecurityInfo'))).toMatchObject({ ErrorCode: 12010 });
  expect((await told(device, 'SecurityInfo')).Status).toBe('Acknowledged');
});

test('it comes for a push that is meant for it alone', async () => {
  const device = again(phone);
  const push = device.state.enrollment?.push ?? { token: '', magic: '' };
  const hex = Buffer.from(push.token, 'base64').toString('hex');
  expect(await device.wake({ token: hex, magic: push.magic })).toEqual([]);
  expect(device.wake({ token: hex, magic: 'another' })).toBeNull();
});

test('declarations are fetched once each, and their status told', async () => {
  const device = again(phone);
  const replies: Record<string, unknown> = {
    tokens: { SyncTokens: { Timestamp: '2026-11-21T00:00:00Z', DeclarationsToken: 't1' } },
    'declaration-items': {
      Declarations: { Configurations: [{ Identifier: 'c1', ServerToken: 's1' }] },
      DeclarationsToken: 't1',
    },
  };
  server.answer = ({ message }) =>
    message.MessageType === 'DeclarativeManagement'
      ? {
          type: 'application/json',
          body: Buffer.from(JSON.stringify(replies[String(message.Endpoint)] ?? {})),
        }
      : null;
  await told(device, 'DeclarativeManagement');
  await told(device, 'DeclarativeManagement');
  const asked = ['tokens', 'declaration-items', 'declaration/configuration/c1', 'status'];
  expect(server.messages('DeclarativeManagement').map(({ Endpoint }) => Endpoint)).toEqual([
    ...asked,
    ...asked.filter((one) => one !== 'declaration/configuration/c1'),
  ]);
});

function wifi(name: string): PlistDict {
  return {
    PayloadType: 'Configuration',
    PayloadIdentifier: 'example.wifi',
    PayloadUUID: `wifi-${name}`,
    PayloadVersion: 1,
    PayloadDisplayName: name,
    PayloadContent: [
      {
        PayloadType: 'com.apple.wifi.managed',
        PayloadIdentifier: 'example.wifi.1',
        PayloadUUID: 'w1',
        PayloadVersion: 1,
        SSID_STR: name,
      },
    ],
  };
}
