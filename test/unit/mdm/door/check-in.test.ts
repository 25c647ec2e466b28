import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDict, type PlistDict } from '../../../../electron/model/apple/plist.ts';
import { DEVICE_LIMITS, readPlist, writePlist } from '../../../../electron/plist/plist.ts';
import { type DoorWorld, openDoorWorld } from '../../../support/apple/door-bench.ts';
import { type TestDevice, TOPIC, tokenUpdate } from '../../../support/apple/door-device.ts';
import { binaryOf } from '../../plist/binary-writer.ts';

let world: DoorWorld;
let device: TestDevice;
beforeAll(async () => {
  world = await openDoorWorld();
  device = await world.registeredDevice('mac');
});
afterAll(() => world.close());

const EMPTY = new Uint8Array();

describe('a bootstrap token', () => {
  const set = (more: PlistDict) => device.checkIn({ MessageType: 'SetBootstrapToken', ...more });
  const get = async () => {
    const { status, body } = await device.checkIn({ MessageType: 'GetBootstrapToken' });
    expect(status).toBe(200);
    return readPlist(body, DEVICE_LIMITS).BootstrapToken;
  };

  it('is kept sealed and given back; an empty one, or none, takes it away', async () => {
    expect(await get()).toBeUndefined();
    expect(await set({ BootstrapToken: Buffer.from('escrow') })).toMatchObject({ status: 200, body: EMPTY });
    expect(await get()).toEqual(new Uint8Array(Buffer.from('escrow')));
    const kept = (await world.store.apple.device(await device.id()))?.bootstrapToken;
    expect(Buffer.from(kept ?? EMPTY).includes('escrow')).toBe(false);
    await set({ BootstrapToken: EMPTY });
    expect(await get()).toBeUndefined();
    await set({ BootstrapToken: Buffer.from('escrow') });
    await set({});
    expect(await get()).toBeUndefined();
  });
});

describe('what is not offered', () => {
  it('is answered properly: no token of Apple’s services', async () => {
    const asking = { MessageType: 'GetToken', TokenServiceType: 'com.apple.maid' };
    expect(await device.checkIn(asking)).toMatchObject({ status: 400, body: EMPTY });
  });

  it('is answered properly: nothing is declared', async () => {
    const ask = (Endpoint: string) => device.checkIn({ MessageType: 'DeclarativeManagement', Endpoint });
    const read = async (endpoint: string) => {
      const answer = await ask(endpoint);
      expect(answer).toMatchObject({ status: 200, type: 'application/json' });
      return JSON.parse(Buffer.from(answer.body).toString());
    };
    const { SyncTokens } = await read('tokens');
    const { Declarations, DeclarationsToken } = await read('declaration-items');
    expect(SyncTokens.DeclarationsToken).toBe(DeclarationsToken);
    expect(SyncTokens.Timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Declarations).toEqual({ Activations: [], Assets: [], Configurations: [], Management: [] });
    expect(await ask('status')).toMatchObject({ status: 200, body: EMPTY });
    expect(await ask('declaration/configuration/com.example')).toMatchObject({ status: 404 });
    expect(await ask('elsewhere')).toMatchObject({ status: 400 });
  });

  it('is refused with 400 and told of: an unknown message', async () => {
    const before = world.log.length;
    expect(await device.checkIn({ MessageType: 'Abracadabra' })).toMatchObject({ status: 400 });
    expect(world.log.slice(before)).toEqual(['apple: a check-in that cannot be answered: of unknown type']);
  });
});

describe('a message', () => {
  const send = (body: Uint8Array, channel: 'checkIn' | 'report' = 'checkIn') =>
    world.door[channel](device.proves(body), body);
  const xml = (body: string) => Buffer.from(`<plist version="1.0"><dict>${body}</dict></plist>`);
  const UDID = () => `<key>UDID</key><string>${device.udid}</string>`;

  it('is read as a binary property list as well', async () => {
    const message = Object.assign(Object.create(null), {
      ...tokenUpdate(),
      UDID: device.udid,
      PushMagic: 'BIN',
    });
    expect(isDict(message)).toBe(true);
    expect(await send(binaryOf(message))).toMatchObject({ status: 200 });
    expect(await world.store.apple.channels(await device.id())).toMatchObject([{ pushMagic: 'BIN' }]);
  });

  it('that is hostile is refused with 400, soon: entities, external DTD, nesting, __proto__, duplicate keys', async () => {
    const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
    const hostile = [
      `<!DOCTYPE plist [<!ENTITY e0 "ha">${entities.join('')}]><plist><dict><key>UDID</key><string>&e9;</string></dict></plist>`,
      '<!DOCTYPE plist SYSTEM "http://127.0.0.1:9/evil.dtd"><plist><dict/></plist>',
      `<plist>${'<array>'.repeat(100_000)}`,
      xml(`${UDID()}<key>__proto__</key><dict><key>MessageType</key><string>CheckOut</string></dict>`),
      xml(`${UDID()}<key>MessageType</key><string>CheckOut</string><key>MessageType</key><string>X</string>`),
      'bplist00 is not one',
      'UDID = "x"',
      '',
    ];
    const began = performance.now();
    for (const text of hostile) {
      const body = Buffer.from(text);
      expect(await send(body), text.slice(0, 40).toString()).toMatchObject({ status: 400 });
      expect(await send(body, 'report'), text.slice(0, 40).toString()).toMatchObject({ status: 400 });
    }
    expect(performance.now() - began).toBeLessThan(3000);
    expect(await world.store.apple.device(await device.id())).toMatchObject({ state: 'active' });
  });

  it.each<[string, PlistDict]>([
    ['Authenticate without a topic', { MessageType: 'Authenticate' }],
    ['TokenUpdate without a token', { MessageType: 'TokenUpdate', Topic: TOPIC, PushMagic: 'M' }],
    ['a token that is a text', tokenUpdate({ Token: 'abcd' })],
    ['an empty token', tokenUpdate({ Token: EMPTY })],
    ['an immense token', tokenUpdate({ Token: new Uint8Array(5000) })],
    ['no device', { MessageType: 'CheckOut', UDID: '' }],
    ['a user with an immense name', tokenUpdate({ UserID: 'x'.repeat(300) })],
    ['a user that is no text', tokenUpdate({ UserID: 5 })],
    ['a type that is no text', { MessageType: 7 }],
    ['a type that every object has', { MessageType: 'constructor' }],
  ])('that is malformed is refused with 400: %s', async (_, message) => {
    const before = await world.store.apple.channels(await device.id());
    const body = writePlist({ UDID: device.udid, ...message });
    expect(await send(body)).toEqual({ status: 400, type: null, body: EMPTY });
    expect(await world.store.apple.channels(await device.id())).toEqual(before);
  });

  it('says nothing of itself in the log', async () => {
    await send(xml(`${UDID()}<key>UnlockToken</key><string>&hunter2;</string>`));
    await device.checkIn({ MessageType: 'hunter2', UnlockToken: Buffer.from('hunter2') });
    expect(world.log.join('\n')).not.toContain('hunter2');
  });
});
