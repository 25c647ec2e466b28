import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/model/errors.ts';
import { type DoorWorld, openDoorWorld } from '../../../support/apple/door-bench.ts';
import { TOPIC, tokenUpdate } from '../../../support/apple/door-device.ts';
import { keptHere, put } from '../../../support/user-fixtures.ts';

let world: DoorWorld;
beforeAll(async () => {
  world = await openDoorWorld();
  await put(world.store, keptHere('camille', { email: 'camille@example.org', orgUnitPath: '/Staff' }));
});
afterAll(() => world.close());

const OK = { status: 200, type: null, body: new Uint8Array() };
const REFUSED = { status: 403, type: null, body: new Uint8Array() };
const AUTHENTICATE = { MessageType: 'Authenticate', Topic: TOPIC };

async function logged(deed: 'apple.registered' | 'apple.unregistered' | 'apple.refused') {
  const { rows } = await world.store.audit.list({ filter: { deeds: [deed] }, before: null, limit: 100 });
  return rows;
}

describe('a registration', () => {
  it('is complete with the first TokenUpdate, and says whose device it is', async () => {
    const device = await world.device('whose', { userId: 'id-camille' });
    const said = { ...AUTHENTICATE, SerialNumber: 'C02', Model: 'Mac14,2', Great: 2n ** 60n };
    expect(await device.checkIn(said)).toEqual(OK);
    const deviceId = await device.id();
    expect(await world.store.apple.device(deviceId)).toMatchObject({ state: 'pending', topic: TOPIC });
    expect(world.registered).toEqual([]);
    expect(await device.checkIn(tokenUpdate())).toEqual(OK);
    expect(await world.store.apple.device(deviceId)).toMatchObject({ state: 'active', userId: 'id-camille' });
    expect(world.registered).toEqual([{ deviceId, first: true }]);
    expect(await world.store.apple.document(deviceId)).toMatchObject({
      owner: {
        id: 'id-camille',
        userName: 'camille',
        email: 'camille@example.org',
        orgUnitPath: '/Staff',
      },
      authenticate: { SerialNumber: 'C02', Model: 'Mac14,2', Great: '1152921504606846976' },
    });
    const [deed] = await logged('apple.registered');
    expect(deed).toMatchObject({ actor: 'camille', origin: 'device', object: deviceId });
  });

  it('repeated is idempotent: Authenticate again, TokenUpdate again, and the newest token wins', async () => {
    const device = await world.device('again');
    await device.checkIn(AUTHENTICATE);
    const before = await world.store.apple.device(await device.id());
    await device.checkIn(AUTHENTICATE);
    expect(await world.store.apple.device(await device.id())).toMatchObject({ life: before?.life });
    await device.checkIn(tokenUpdate());
    const deeds = (await logged('apple.registered')).length;
    world.clock.now += 1000;
    expect(await device.checkIn(tokenUpdate({ Token: new Uint8Array([1, 2]), PushMagic: 'NEW' }))).toEqual(
      OK,
    );
    expect(await world.store.apple.channels(await device.id())).toMatchObject([
      { guid: '', token: '0102', pushMagic: 'NEW', tokenAt: world.clock.now },
    ]);
    expect(await logged('apple.registered')).toHaveLength(deeds);
    expect(world.registered.filter(({ first }) => first)).toHaveLength(2);
  });

  it('without Authenticate is refused, and nothing is stored', async () => {
    const device = await world.device('early');
    expect(await device.checkIn(tokenUpdate())).toEqual(REFUSED);
    expect(await world.store.apple.identity(device.fingerprint)).toMatchObject({
      state: 'issued',
      deviceId: null,
    });
  });

  it('with a certificate that is bound to another device is refused, never with 401, and told of', async () => {
    const mine = await world.registeredDevice('mine');
    const thief = (await world.device('thief')).as(mine);
    expect(await thief.checkIn(AUTHENTICATE)).toEqual(REFUSED);
    expect(await thief.checkIn(tokenUpdate())).toEqual(REFUSED);
    expect((await logged('apple.refused'))[0]).toMatchObject({
      object: await mine.id(),
      detail: { why: 'other_device' },
    });
    expect(await mine.checkIn(tokenUpdate())).toEqual(OK);
  });

  it('keeps the unlock token sealed, also when a later TokenUpdate has none', async () => {
    const device = await world.registeredDevice('unlock');
    await device.checkIn(tokenUpdate({ UnlockToken: Buffer.from('open sesame') }));
    await device.checkIn(tokenUpdate());
    const row = await world.store.apple.device(await device.id());
    const box = row?.unlockToken ?? new Uint8Array();
    expect(Buffer.from(box).includes('sesame')).toBe(false);
    const opened = await world.vault.open(`apple.unlock.${device.udid}`, box);
    expect(Buffer.from(opened).toString()).toBe('open sesame');
  });

  it('waits for a locked vault with 503: a token that cannot be sealed is not taken in', async () => {
    const device = await world.registeredDevice('locked');
    const door = world.remake({
      vault: {
        seal: () => Promise.reject(new MusterError('vault_locked')),
        open: () => Promise.reject(new MusterError('vault_locked')),
      },
    });
    const update = tokenUpdate({ UnlockToken: Buffer.from('open'), PushMagic: 'LATER' });
    expect(await device.checkIn(update, door)).toMatchObject({ status: 503 });
    expect(await world.store.apple.channels(await device.id())).toMatchObject([{ pushMagic: 'MAGIC' }]);
  });
});

describe('a Mac’s users', () => {
  const ADA = { UserID: 'GUID-ADA', UserShortName: 'ada', UserLongName: 'Ada L.' };

  it('each get a channel of their own with their first TokenUpdate', async () => {
    const mac = await world.registeredDevice('mac');
    expect(await mac.checkIn(tokenUpdate({ ...ADA, NotOnConsole: false }))).toEqual(OK);
    expect(await world.store.apple.channels(await mac.id())).toMatchObject([
      { guid: '' },
      { guid: 'GUID-ADA', shortName: 'ada', longName: 'Ada L.' },
    ]);
    expect(world.registered.at(-1)).toEqual({ deviceId: await mac.id(), first: false });
  });

  it('of a shared iPad are told apart by their short names', async () => {
    const ipad = await world.registeredDevice('shared');
    const UserID = 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF';
    for (const UserShortName of ['bob@example.org', 'eve@example.org']) {
      await ipad.checkIn(tokenUpdate({ UserID, UserShortName }));
    }
    const channels = await world.store.apple.channels(await ipad.id());
    expect(channels.map(({ guid }) => guid)).toEqual(['', 'bob@example.org', 'eve@example.org']);
  });

  it('who log in are managed if they are known here, else declined with 410, the Mac staying registered', async () => {
    const mac = await world.registeredDevice('network');
    const login = (short: string) =>
      mac.checkIn({ MessageType: 'UserAuthenticate', UserID: `GUID-${short}`, UserShortName: short });
    const accepted = await login('camille');
    expect(accepted).toMatchObject({ status: 200 });
    expect(Buffer.from(accepted.body).toString()).toMatch(/<key>DigestChallenge<\/key>\s*<string><\/string>/);
    expect(await login('stranger')).toEqual({ status: 410, type: null, body: new Uint8Array() });
    expect(await world.store.apple.device(await mac.id())).toMatchObject({ state: 'active' });
    await mac.checkIn(tokenUpdate({ UserID: 'GUID-guest', UserShortName: 'guest' }));
    expect(await login('guest')).toMatchObject({ status: 200 });
    // By Apple’s schema nobody is named before his TokenUpdate.
    const unnamed = { MessageType: 'UserAuthenticate', UserID: 'GUID-unnamed' };
    expect(await mac.checkIn(unnamed)).toMatchObject({ status: 410 });
    const owned = await world.registeredDevice('owned', { userId: 'id-camille' });
    expect(await owned.checkIn(unnamed)).toMatchObject({ status: 200 });
    const responding = { MessageType: 'UserAuthenticate', UserID: 'GUID-x', DigestResponse: 'made up' };
    expect(Buffer.from((await mac.checkIn(responding)).body).toString()).toMatch(
      /<key>AuthToken<\/key>\s*<string><\/string>/,
    );
  });
});

describe('the end of management', () => {
  it('is what CheckOut says, once or often; later messages are told so in Apple’s own words', async () => {
    const device = await world.registeredDevice('leaver');
    await world.order(device, { type: 'SecurityInfo' });
    const checkOut = { MessageType: 'CheckOut' };
    expect(await device.checkIn(checkOut)).toEqual(OK);
    expect(await device.checkIn(checkOut)).toEqual(OK);
    expect(await world.store.apple.device(await device.id())).toMatchObject({ state: 'retired' });
    expect((await logged('apple.unregistered')).map(({ object }) => object)).toEqual([await device.id()]);
    for (const answer of [await device.checkIn(tokenUpdate()), await device.report({ Status: 'Idle' })]) {
      expect(answer).toMatchObject({ status: 403, type: 'application/json' });
      expect(JSON.parse(Buffer.from(answer.body).toString())).toMatchObject({
        code: 'com.apple.unrecognized.device',
      });
    }
  });

  it('is not what a user of a Mac says', async () => {
    const mac = await world.registeredDevice('stays');
    expect(await mac.checkIn({ MessageType: 'CheckOut', UserID: 'GUID-ADA' })).toEqual(OK);
    expect(await world.store.apple.device(await mac.id())).toMatchObject({ state: 'active' });
  });
});
