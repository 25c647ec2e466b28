import { hash, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AppleDevice } from '../../../../electron/demo/apple/device/contract.ts';
import type { AppleOrder, QueuedOrder } from '../../../../electron/model/apple/order.ts';
import type { OpenWorkspace } from '../../../../electron/open-workspace.ts';
import { systemRandom } from '../../../../electron/system.ts';
import { enrollFleet, type Fleet } from '../../../devices/apple/fleet.ts';
import {
  HOSTILE,
  saying,
  sending,
  signedByAnother,
  tampered,
  unsigned,
} from '../../../devices/apple/misbehaviour.ts';
import { type Listening, openListening } from '../../../support/apple/listening.ts';

const PEOPLE = ['ada', 'lea', 'noe', 'sam', 'zoe'].map((name) => `${name}@school.test`);

let listening: Listening;
let workspace: OpenWorkspace;
let fleet: Fleet;
beforeAll(async () => {
  listening = await openListening(PEOPLE);
  workspace = listening.workspace;
  fleet = await enrollFleet({
    count: PEOPLE.length,
    each: () => ({ supervised: true }),
    profileFor: async (index) =>
      (await workspace.apple.enrollment.profileFor(await listening.userId(index))).bytes,
  });
});
afterAll(async () => {
  fleet?.close();
  await listening?.close();
});

/** The device’s id here, by the certificate it proves itself with. */
async function idOf({ state }: AppleDevice): Promise<string> {
  const { raw } = new X509Certificate(state.enrollment?.identity.certificate ?? '');
  const identity = await workspace.store.apple.identity(hash('sha256', raw, 'hex'));
  return identity?.deviceId ?? '';
}

function deviceAt(index: number): AppleDevice {
  const device = fleet.devices[index];
  if (device === undefined) throw new RangeError(`no device ${index}`);
  return device;
}

/** Queues an order, and lets the device come until there is nothing more. */
async function obeyed(device: AppleDevice, order: AppleOrder, guid = ''): Promise<QueuedOrder | null> {
  const uuid = systemRandom.uuid(Date.now());
  const deviceId = await idOf(device);
  const { refused } = await workspace.store.apple.enqueue({
    orders: [
      { uuid, deviceId, guid, order, sealed: null, purpose: 'action', bundle: uuid, enrolledAt: null },
    ],
    at: Date.now(),
  });
  expect(refused).toEqual({});
  await (guid === '' ? device.connect() : device.connectUser(guid));
  return workspace.store.apple.queued(uuid);
}

test('profiles make managed devices, with owner, model, serial and inventory', async () => {
  await fleet.all((device) => device.connect());
  for (const [index, device] of fleet.devices.entries()) {
    const deviceId = await idOf(device);
    const detail = await workspace.apple.detail(deviceId);
    expect(detail).toMatchObject({
      udid: device.udid,
      state: 'active',
      user: { userName: PEOPLE[index] },
      hasUnlockToken: device.state.hardware.kind !== 'mac',
    });
    const document = await workspace.store.apple.document(deviceId);
    expect(document?.information).toMatchObject({
      SerialNumber: device.serial,
      BatteryLevel: device.state.battery,
      OSVersion: device.state.osVersion,
      IsSupervised: true,
    });
    expect(document?.applications).toHaveLength(10);
    expect(document?.profiles).toHaveLength(1);
    expect(document?.certificates).toHaveLength(2);
    expect(document?.security).not.toEqual({});
  }
  expect(await workspace.apple.counts()).toMatchObject({ active: PEOPLE.length, waiting: 0 });
});

test('a profile of the library reaches every device, and goes again', async () => {
  const { profiles } = workspace.apple;
  const made = await profiles.build({
    id: null,
    name: 'Wi-Fi',
    description: '',
    scope: 'System',
    form: {
      kind: 'wifi',
      ssid: 'École',
      hidden: false,
      autoJoin: true,
      security: 'wpa2',
      password: 's3cret-s3cret',
    },
  });
  // What a device has said is settled once it has its answer.
  const counted = (counts: object): Promise<void> =>
    vi.waitFor(async () => expect((await profiles.get(made.id))?.counts).toMatchObject(counts));
  await profiles.assign(made.id, [{ kind: 'all' }]);
  deviceAt(0).lock();
  await fleet.all((device) => device.connect());
  await counted({ pending: 1, installed: PEOPLE.length - 1 });
  expect(await workspace.apple.counts()).toMatchObject({ notNow: 1 });
  await deviceAt(0).unlock();
  await counted({ pending: 0, installed: PEOPLE.length });
  expect(deviceAt(1).state.profiles).toMatchObject([{ identifier: made.identifier, name: 'Wi-Fi' }]);
  await profiles.remove(made.id);
  await fleet.all((device) => device.connect());
  expect(fleet.devices.flatMap(({ state }) => state.profiles)).toEqual([]);
});

test('what a device refuses is told in its words', async () => {
  const device = deviceAt(0);
  const order = await obeyed(device, { type: 'DisableLostMode' });
  expect(order).toMatchObject({
    state: 'failed',
    errors: [{ ErrorDomain: 'MCMDMErrorDomain', LocalizedDescription: 'The device is not in Lost Mode.' }],
  });
});

test('a result that was cut off arrives the next time', async () => {
  const device = deviceAt(1);
  device.mishaps.cutBefore('report:SecurityInfo');
  await expect(obeyed(device, { type: 'SecurityInfo' })).rejects.toMatchObject({ kind: 'cut' });
  await device.connect();
  const { rows } = await workspace.apple.orders({
    deviceId: await idOf(device),
    open: true,
    offset: 0,
    limit: 9,
  });
  expect(rows).toEqual([]);
});

test('another identity is not another registration', async () => {
  const device = deviceAt(2);
  const before = await workspace.apple.detail(await idOf(device));
  const certificate = device.state.enrollment?.identity.certificate;
  expect(await obeyed(device, { type: 'RenewIdentity' })).toMatchObject({ state: 'acknowledged' });
  expect(device.state.enrollment?.identity.certificate).not.toBe(certificate);
  const after = await workspace.apple.detail(await idOf(device));
  expect(after).toMatchObject({
    deviceId: before?.deviceId,
    state: 'active',
    enrolledAt: before?.enrolledAt,
  });
});

test('a user of a Mac has a queue of his own', async () => {
  const mac = deviceAt(3);
  expect(mac.state.hardware.kind).toBe('mac');
  expect(await mac.signInUser({ guid: 'A-1', shortName: 'sam', longName: 'Sam', kind: 'local' })).toBe(
    'managed',
  );
  expect(await obeyed(mac, { type: 'ProfileList' }, 'A-1')).toMatchObject({
    state: 'acknowledged',
    user: 'sam',
  });
  expect((await workspace.apple.detail(await idOf(mac)))?.hasBootstrapToken).toBe(true);
  const kept = Buffer.from(mac.state.bootstrapToken ?? '', 'base64');
  expect(Buffer.from((await mac.getBootstrapToken()) ?? '')).toEqual(kept);
});

test('whoever poses as a device is turned away, and the device stays', async () => {
  const device = deviceAt(1);
  const cases = [
    [unsigned(), [400, 403]],
    [tampered(), [400]],
    [signedByAnother(deviceAt(0)), [403]],
    [saying({ UDID: deviceAt(0).udid }), [403]],
    ...Object.values(HOSTILE).map((bytes) => [sending(bytes), [400]] as const),
  ] as const;
  for (const [mishap, statuses] of cases) {
    device.mishaps.at('Idle', mishap);
    const refused = await device.connect().catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'status' });
    expect(statuses).toContain(refused instanceof Error && 'status' in refused ? refused.status : null);
  }
  await expect(device.connect()).resolves.toEqual([]);
});

test('what devices entrusted to us, and what lets them in, stands nowhere in the clear', async () => {
  const [phone, mac] = [deviceAt(0), deviceAt(3)];
  const unlock = Buffer.from(phone.state.enrollment?.unlockToken ?? '', 'base64');
  const bootstrap = Buffer.from(mac.state.bootstrapToken ?? '', 'base64');
  expect(Math.min(unlock.length, bootstrap.length)).toBeGreaterThan(15);
  const { bytes } = await workspace.apple.enrollment.profileFor(await listening.userId(0));
  const [, challenge = ''] =
    /<key>Challenge<\/key>\s*<string>([^<]{20,})/.exec(String(Buffer.from(bytes))) ?? [];
  expect(challenge).not.toBe('');
  const secrets = [unlock, bootstrap].flatMap((token) => [
    token,
    token.toString('base64'),
    token.toString('hex'),
  ]);
  const kept = readdirSync(listening.folder).map((name) => readFileSync(join(listening.folder, name)));
  expect(Buffer.concat(kept).includes(phone.udid)).toBe(true);
  const said = Buffer.concat([...kept, Buffer.from(listening.said.join('\n'))]);
  for (const secret of [...secrets, challenge, 's3cret-s3cret']) expect(said.includes(secret)).toBe(false);
  const shown = await Promise.all([
    workspace.apple.detail(await idOf(phone)),
    workspace.apple.detail(await idOf(mac)),
    workspace.apple.orders({ deviceId: null, open: false, offset: 0, limit: 500 }),
    workspace.apple.profiles.list(),
  ]);
  const { push } = phone.state.enrollment ?? {};
  const pushed = [push?.magic ?? '-', Buffer.from(push?.token ?? '-', 'base64').toString('hex')];
  const text = JSON.stringify(shown);
  for (const secret of [...pushed, ...secrets.map(String), 's3cret-s3cret'])
    expect(text).not.toContain(secret);
});

test('erased, its state is told; registered again, it is the same device with a new life', async () => {
  const device = deviceAt(4);
  const deviceId = await idOf(device);
  expect(await obeyed(device, { type: 'EraseDevice', pin: false })).toMatchObject({ state: 'acknowledged' });
  expect(device.state.life).toBe(2);
  expect(await workspace.apple.detail(deviceId)).toMatchObject({ state: 'wiped' });
  await device.install((await workspace.apple.enrollment.profileFor(await listening.userId(4))).bytes);
  expect(await idOf(device)).toBe(deviceId);
  expect(await workspace.apple.detail(deviceId)).toMatchObject({ state: 'active' });
});

test('its profile removed, by its user or from here, it is retired', async () => {
  const [byUser, fromHere] = [deviceAt(0), deviceAt(1)];
  const ids = [await idOf(byUser), await idOf(fromHere)];
  await byUser.uninstall();
  expect(await obeyed(fromHere, { type: 'Unenroll' })).toMatchObject({ state: 'acknowledged' });
  expect(fromHere.enrolled).toBe(false);
  for (const id of ids) expect(await workspace.apple.detail(id)).toMatchObject({ state: 'retired' });
});
