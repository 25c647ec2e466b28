import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/model/errors.ts';
import { writePlist } from '../../../../electron/plist/plist.ts';
import { type DoorWorld, openDoorWorld } from '../../../support/apple/door-bench.ts';
import { commandOf, type TestDevice, tokenUpdate } from '../../../support/apple/door-device.ts';

let world: DoorWorld;
beforeAll(async () => {
  world = await openDoorWorld();
});
afterAll(() => world.close());

const NOTHING = { status: 200, type: null, body: new Uint8Array() };
const CHAIN = [
  { ErrorCode: 12_021, ErrorDomain: 'MCMDMErrorDomain', LocalizedDescription: 'Not supervised' },
];

async function stateOf(uuid: string) {
  const order = await world.store.apple.queued(uuid);
  return order && { state: order.state, reason: order.reason };
}
async function idle(device: TestDevice, more = {}) {
  return commandOf(await device.report({ Status: 'Idle', ...more }));
}

describe('a report', () => {
  it('is answered with nothing at all when nothing waits', async () => {
    const device = await world.registeredDevice('quiet');
    expect(await device.report({ Status: 'Idle' })).toEqual(NOTHING);
  });

  it('brings one order after the other, and what came of each is told when it is kept', async () => {
    const device = await world.registeredDevice('busy');
    const first = await world.order(device, { type: 'DeviceInformation' });
    const second = await world.order(device, { type: 'RestartDevice' });
    expect(await idle(device)).toEqual({ uuid: first, type: 'DeviceInformation' });
    const before = world.settled.length;
    const done = await device.report({
      Status: 'Acknowledged',
      CommandUUID: first,
      QueryResponses: { DeviceName: 'Busy', BatteryLevel: 0.5 },
    });
    expect(done.type).toBe('application/xml; charset=UTF-8');
    expect(commandOf(done)).toEqual({ uuid: second, type: 'RestartDevice' });
    expect(await device.report({ Status: 'Error', CommandUUID: second, ErrorChain: CHAIN })).toEqual(NOTHING);
    expect(world.settled.slice(before)).toMatchObject([
      { uuid: first, state: 'acknowledged' },
      { uuid: second, state: 'failed', errors: CHAIN },
    ]);
    expect(await world.store.apple.document(await device.id())).toMatchObject({
      information: { DeviceName: 'Busy', BatteryLevel: 0.5 },
    });
  });

  it('for an unknown order, or another device’s, is taken, logged, and the device goes on', async () => {
    const device = await world.registeredDevice('confused');
    const foreign = await world.order(await world.registeredDevice('other'), { type: 'SecurityInfo' });
    const own = await world.order(device, { type: 'ProfileList' });
    const before = world.log.length;
    const answers = [
      await device.report({ Status: 'Acknowledged', CommandUUID: 'nobody’s' }),
      await device.report({ Status: 'Acknowledged', CommandUUID: foreign }),
    ];
    expect(answers.map(commandOf)).toEqual([
      { uuid: own, type: 'ProfileList' },
      { uuid: own, type: 'ProfileList' },
    ]);
    expect(world.log.slice(before)).toHaveLength(2);
    expect(await stateOf(foreign)).toEqual({ state: 'queued', reason: null });
  });

  it('with a UDID that is not the certificate’s is refused, and told of', async () => {
    const device = await world.registeredDevice('honest');
    const uuid = await world.order(device, { type: 'ProfileList' });
    const posing = (await world.device('posing')).as(device);
    expect(await posing.report({ Status: 'Idle' })).toMatchObject({ status: 403, type: null });
    expect(await stateOf(uuid)).toMatchObject({ state: 'queued' });
    const { rows } = await world.store.audit.list({
      filter: { deeds: ['apple.refused'] },
      before: null,
      limit: 1,
    });
    expect(rows[0]).toMatchObject({ object: await device.id(), detail: { why: 'other_device' } });
  });

  it('that is malformed gets 400, and its order does not stand in the way of the next', async () => {
    const device = await world.registeredDevice('garbled');
    const first = await world.order(device, { type: 'SecurityInfo' });
    const second = await world.order(device, { type: 'ProfileList' });
    const third = await world.order(device, { type: 'CertificateList' });
    expect(await idle(device)).toMatchObject({ uuid: first });
    const garbled = Buffer.from('<plist><dict><key>Status</key><string>Acknowl');
    expect(await world.door.report(device.proves(garbled), garbled)).toMatchObject({ status: 400 });
    expect(await stateOf(first)).toEqual({ state: 'unknown', reason: 'unreadable' });
    expect(await idle(device)).toMatchObject({ uuid: second });
    expect(await device.report({ Status: 'Perhaps', CommandUUID: second })).toMatchObject({ status: 400 });
    expect(await idle(device)).toMatchObject({ uuid: third });
  });

  it('that nobody signed moves nothing, however garbled', async () => {
    const device = await world.registeredDevice('unsigned');
    const uuid = await world.order(device, { type: 'SecurityInfo' });
    await idle(device);
    const garbled = Buffer.from('<plist>');
    await world.door.report({ signature: device.sign(Buffer.from('<')), certificate: null }, garbled);
    expect(await stateOf(uuid)).toMatchObject({ state: 'sent' });
  });

  it('of the device and of its users go their own ways at once, one order on its way in each', async () => {
    const mac = await world.registeredDevice('mac');
    const UserID = 'GUID-ADA';
    await mac.checkIn(tokenUpdate({ UserID, UserShortName: 'ada' }));
    const ours = [
      await world.order(mac, { type: 'SecurityInfo' }),
      await world.order(mac, { type: 'ProfileList' }),
    ];
    const hers = await world.order(mac, { type: 'ProfileList' }, UserID);
    const answers = await Promise.all([idle(mac), idle(mac, { UserID }), idle(mac), idle(mac, { UserID })]);
    expect(answers.map((answer) => answer?.uuid)).toEqual([ours[0], hers, ours[0], hers]);
    expect(await stateOf(ours[1] ?? '')).toMatchObject({ state: 'queued' });
    expect(await mac.report({ Status: 'Acknowledged', CommandUUID: hers, UserID })).toEqual(NOTHING);
    expect(await stateOf(ours[0] ?? '')).toMatchObject({ state: 'sent' });
  });

  it('from many devices at once is kept for each, and each gets its own order', async () => {
    const devices: TestDevice[] = [];
    for (let at = 0; at < 6; at += 1) devices.push(await world.registeredDevice(`crowd-${at}`));
    const uuids = await Promise.all(devices.map((each) => world.order(each, { type: 'SecurityInfo' })));
    const body = (each: TestDevice) => writePlist({ UDID: each.udid, Status: 'Idle' });
    const signed = devices.map((each) => ({ body: body(each), presented: each.proves(body(each)) }));
    let calls = 0;
    const { apple } = world.store;
    const door = world.remake({
      apple: {
        ...apple,
        exchange: (reports) => {
          calls += 1;
          return apple.exchange(reports);
        },
      },
    });
    const answers = await Promise.all(signed.map((each) => door.report(each.presented, each.body)));
    expect(answers.map((answer) => commandOf(answer)?.uuid)).toEqual(uuids);
    expect(calls).toBeLessThan(devices.length);
  });
});

describe('the next order', () => {
  it('is passed over and cancelled when it is not wanted any more', async () => {
    const device = await world.registeredDevice('fickle');
    const unwanted = [
      await world.order(device, { type: 'SecurityInfo' }),
      await world.order(device, { type: 'SecurityInfo' }),
    ];
    const wanted = await world.order(device, { type: 'ProfileList' });
    const door = world.remake({
      render: async (order) => (order.order.type === 'SecurityInfo' ? 'not_wanted' : world.render(order)),
    });
    expect(commandOf(await device.report({ Status: 'Idle' }, door))).toMatchObject({ uuid: wanted });
    for (const uuid of unwanted) {
      expect(await stateOf(uuid)).toEqual({ state: 'cancelled', reason: 'not_wanted' });
      expect(world.settled).toContainEqual(expect.objectContaining({ uuid, state: 'cancelled' }));
    }
  });

  it('passed over does not bring back what the device has just put off', async () => {
    const device = await world.registeredDevice('later');
    const later = await world.order(device, { type: 'ProfileList' });
    await world.order(device, { type: 'SecurityInfo' });
    const door = world.remake({
      render: async (order) => (order.order.type === 'SecurityInfo' ? 'not_wanted' : world.render(order)),
    });
    expect(await idle(device)).toMatchObject({ uuid: later });
    expect(await device.report({ Status: 'NotNow', CommandUUID: later }, door)).toEqual(NOTHING);
    expect(await stateOf(later)).toMatchObject({ state: 'not_now' });
  });

  it('waits for the vault, however long it is locked, and lets pass what needs no secret', async () => {
    const device = await world.registeredDevice('sealed');
    const secret = await world.order(device, { type: 'ClearPasscode' });
    const plain = await world.order(device, { type: 'SecurityInfo' });
    const locked = () => Promise.reject(new MusterError('vault_locked'));
    const door = world.remake({
      render: (order) => (order.order.type === 'ClearPasscode' ? locked() : world.render(order)),
    });
    expect(commandOf(await device.report({ Status: 'Idle' }, door))).toMatchObject({ uuid: plain });
    expect(await device.report({ Status: 'Acknowledged', CommandUUID: plain }, door)).toEqual(NOTHING);
    for (let hour = 0; hour < 12; hour += 1)
      expect(await device.report({ Status: 'Idle' }, door)).toMatchObject({ status: 503 });
    expect(await world.store.apple.queued(secret)).toMatchObject({ state: 'queued', tries: 0 });
    expect(await idle(device)).toMatchObject({ uuid: secret });
  });
});

describe('200', () => {
  it.each([
    ['store_busy', 503],
    ['disk_full', 503],
    ['internal', 500],
  ] as const)('is never said before it is on the disk: %s', async (code, status) => {
    const device = await world.registeredDevice(`disk-${code}`);
    const fails = () => Promise.reject(new MusterError(code));
    const door = world.remake({
      apple: {
        ...world.store.apple,
        authenticate: fails,
        tokenUpdate: fails,
        end: fails,
        setBootstrapToken: fails,
        exchange: fails,
        unreadable: fails,
      },
    });
    const answers = [
      await device.checkIn({ MessageType: 'Authenticate', Topic: 'x' }, door),
      await device.checkIn(tokenUpdate(), door),
      await device.checkIn({ MessageType: 'SetBootstrapToken' }, door),
      await device.checkIn({ MessageType: 'CheckOut' }, door),
      await device.report({ Status: 'Idle' }, door),
      await device.report({ Status: 'What' }, door),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(status));
  });
});
