import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ListenerState } from '../../../electron/model/listener.ts';
import type { ServerCredentials } from '../../../electron/pki/contract.ts';
import { makeTestAuthority, type TestAuthority } from '../../support/listener/certificates.ts';
import { ask, dial } from '../../support/listener/client.ts';
import {
  createSharedStore,
  type FixtureOptions,
  freePorts,
  type ListenerFixture,
  LOCAL_NAMES,
  LOOPBACK,
  makeListener,
  occupy,
  tryRoom,
} from '../../support/listener/fixture.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { T0 } from '../../support/store-fixtures.ts';

let authority: TestAuthority;
let credentials: ServerCredentials;
const opened: ListenerFixture[] = [];
beforeAll(() => {
  authority = makeTestAuthority();
  credentials = authority.certify(LOCAL_NAMES);
});
afterAll(() => authority.remove());
afterEach(async () => {
  for (const listener of opened.splice(0)) await listener.close();
});

async function make(options: FixtureOptions = {}): Promise<ListenerFixture> {
  const listener = await makeListener({ rooms: [tryRoom()], authority, credentials, ...options });
  opened.push(listener);
  return listener;
}
const answers = async (port: number): Promise<boolean> =>
  await ask(port, { path: '/hello', headers: { host: 'localhost' }, ca: authority.pem }).then(
    ({ status }) => status === 200,
    () => false,
  );
const stateOf = async ({ service }: ListenerFixture): Promise<ListenerState['kind']> =>
  (await service.overview()).state.kind;
/** Lets time pass until the listener is as wanted. */
async function pass(clock: ManualClock, until: () => Promise<boolean>): Promise<void> {
  while (!(await until())) {
    clock.advance(1000);
    await turn();
  }
}

describe('switching', () => {
  it('opens both doors, shows what is exposed, and closes them again', async () => {
    const listener = await make();
    const { peoplePort, devicesPort } = listener.settings;
    expect(await stateOf(listener)).toBe('off');
    const on = await listener.service.switchTo(true);
    expect(on).toMatchObject({
      state: { kind: 'on' },
      settings: { on: true },
      baseUrl: `https://localhost:${peoplePort}`,
    });
    expect(on.exposed).toContainEqual({
      door: 'devices',
      port: devicesPort,
      methods: ['GET', 'HEAD'],
      path: '/join/:token',
    });
    expect(await answers(peoplePort)).toBe(true);
    expect(await answers(devicesPort)).toBe(true);
    const off = await listener.service.switchTo(false);
    expect(off).toMatchObject({ state: { kind: 'off' }, settings: { on: false }, exposed: [] });
    expect(await answers(peoplePort)).toBe(false);
    expect(listener.store.audit.map(({ deed, result }) => [deed, result])).toEqual([
      ['listener.on', 'done'],
      ['listener.off', 'done'],
    ]);
  });

  it('opens none when one port is taken, and says which', async () => {
    const listener = await make();
    const { peoplePort, devicesPort } = listener.settings;
    const other = await occupy(devicesPort);
    await expect(listener.service.switchTo(true)).rejects.toMatchObject({
      code: 'port_in_use',
      details: { port: devicesPort },
    });
    expect(await answers(peoplePort)).toBe(false);
    expect(await listener.service.overview()).toMatchObject({
      state: { kind: 'off' },
      settings: { on: false },
    });
    expect(listener.store.audit.map(({ result }) => result)).toEqual(['port_in_use']);
    await other.free();
    await listener.service.switchTo(true);
    expect(await answers(devicesPort)).toBe(true);
  });

  it('names an address this machine has not', async () => {
    const listener = await make({ settings: { host: '192.0.2.7' } });
    await expect(listener.service.switchTo(true)).rejects.toMatchObject({
      code: 'listener_address_gone',
      details: { address: '192.0.2.7' },
    });
  });

  it('goes off although nothing can be written', async () => {
    const listener = await make();
    await listener.service.switchTo(true);
    listener.store.settings.set = async () => {
      throw new Error('full');
    };
    await expect(listener.service.switchTo(false)).rejects.toThrow('full');
    expect(await answers(listener.settings.peoplePort)).toBe(false);
  });

  it('finishes the answers under way, and takes no new questions meanwhile', async () => {
    const asked = Promise.withResolvers<void>();
    const mayAnswer = Promise.withResolvers<void>();
    const slow = tryRoom({
      routes: (_door, server) => {
        server.get('/slow', async () => {
          asked.resolve();
          await mayAnswer.promise;
          return 'at last';
        });
      },
    });
    const listener = await make({ rooms: [slow] });
    const { peoplePort: port } = listener.settings;
    await listener.service.switchTo(true);
    const idle = await dial(port);
    const answer = ask(port, { path: '/slow', ca: authority.pem });
    await asked.promise;
    const off = listener.service.switchTo(false);
    await expect.poll(() => answers(port)).toBe(false);
    mayAnswer.resolve();
    expect((await answer).body).toBe('at last');
    await off;
    await idle.over();
  });

  it('cuts an answer that takes longer than the grace', async () => {
    const asked = Promise.withResolvers<void>();
    const stuck = tryRoom({
      routes: (_door, server) => {
        server.get('/stuck', async () => {
          asked.resolve();
          await new Promise(() => undefined);
        });
      },
    });
    const listener = await make({ rooms: [stuck], limits: { graceMs: 50 } });
    await listener.service.switchTo(true);
    const answer = ask(listener.settings.peoplePort, { path: '/stuck', ca: authority.pem });
    const cut = expect(answer).rejects.toThrow();
    await asked.promise;
    await listener.service.switchTo(false);
    await cut;
  });
});

describe('saving', () => {
  it('moves one door and leaves the connections of the other alone', async () => {
    const listener = await make();
    const { settings } = listener;
    await listener.service.switchTo(true);
    const device = await dial(settings.devicesPort);
    const [peoplePort = 0] = await freePorts(1);
    const { baseUrl } = await listener.service.save({
      ...settings,
      peoplePort,
      publicName: 'muster.example',
    });
    expect(baseUrl).toBe(`https://muster.example:${peoplePort}`);
    await expect.poll(() => answers(settings.peoplePort)).toBe(false);
    const hello = { path: '/hello', headers: { host: 'muster.example' }, ca: authority.pem };
    expect((await ask(peoplePort, hello)).status).toBe(200);
    expect((await ask(peoplePort, { ...hello, headers: { host: 'former.example' } })).status).toBe(421);
    device.say('GET /hello HTTP/1.1\r\nHost: muster.example\r\n\r\n');
    await device.until('200 OK');
    device.socket.destroy();
    expect(listener.store.audit.at(-1)).toMatchObject({ deed: 'listener.saved', detail: { peoplePort } });
  });

  it('tells at once where people register, on or off', async () => {
    const listener = await make();
    const { settings, service } = listener;
    const name = async (publicName: string): Promise<string> => {
      await service.save({ ...settings, publicName });
      return await service.baseUrl();
    };
    expect(await name('one.example')).toBe(`https://one.example:${settings.peoplePort}`);
    await service.switchTo(true);
    expect(await name('two.example')).toBe(`https://two.example:${settings.peoplePort}`);
    await service.switchTo(false);
    expect(await name('three.example')).toBe(`https://three.example:${settings.peoplePort}`);
  });

  it('exchanges the two ports', async () => {
    const listener = await make();
    const { peoplePort, devicesPort } = listener.settings;
    await listener.service.switchTo(true);
    const swapped = { ...listener.settings, peoplePort: devicesPort, devicesPort: peoplePort };
    const { exposed } = await listener.service.save(swapped);
    expect(exposed.find(({ door }) => door === 'people')?.port).toBe(devicesPort);
    expect(await answers(peoplePort)).toBe(true);
  });

  it.each(['taken', 'mine'])('goes on as before when the new port cannot be had (%s)', async (how) => {
    const listener = await make();
    const { settings } = listener;
    const [free = 0] = await freePorts(1);
    const other = await occupy(free);
    await listener.service.switchTo(true);
    // In the second case a door takes a port that is still the other's: that one has to let go of it first.
    const wanted =
      how === 'taken'
        ? { ...settings, peoplePort: other.port }
        : { ...settings, peoplePort: settings.devicesPort, devicesPort: other.port };
    await expect(listener.service.save(wanted)).rejects.toMatchObject({ code: 'port_in_use' });
    expect(await answers(settings.peoplePort)).toBe(true);
    expect(await answers(settings.devicesPort)).toBe(true);
    expect(await listener.service.overview()).toMatchObject({
      state: { kind: 'on' },
      settings: { peoplePort: settings.peoplePort },
    });
    await other.free();
  });

  it('goes on as before when it cannot be written down', async () => {
    const listener = await make();
    const { settings } = listener;
    await listener.service.switchTo(true);
    const { set } = listener.store.settings;
    listener.store.settings.set = async () => {
      throw new Error('full');
    };
    const [peoplePort = 0] = await freePorts(1);
    await expect(listener.service.save({ ...settings, peoplePort })).rejects.toThrow('full');
    listener.store.settings.set = set;
    expect(await answers(settings.peoplePort)).toBe(true);
    await expect.poll(() => answers(peoplePort)).toBe(false);
  });

  it('keeps what is saved while it is off, and refuses what cannot be', async () => {
    const listener = await make();
    const { settings } = listener;
    await listener.service.save({ ...settings, publicName: 'muster.example', on: true });
    expect(await listener.service.settings()).toEqual({ ...settings, publicName: 'muster.example' });
    const wrong = { ...settings, devicesPort: settings.peoplePort };
    await expect(listener.service.save(wrong)).rejects.toMatchObject({
      code: 'bad_input',
      details: { field: 'devicesPort', problem: 'same_port' },
    });
  });
});

describe('the certificate', () => {
  it('is exchanged without dropping anybody', async () => {
    const listener = await make();
    const { peoplePort: port } = listener.settings;
    await listener.service.switchTo(true);
    const before = await dial(port);
    const shownTo = (line: typeof before) => line.socket.getPeerX509Certificate()?.fingerprint256;
    listener.pki.credentials = authority.certify(LOCAL_NAMES);
    await listener.service.certificateChanged();
    const after = await dial(port);
    expect(shownTo(after)).not.toBe(shownTo(before));
    before.say('GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await before.until('200 OK');
  });

  it('is made for the names that lead here; insisting on TLS comes with one that was brought', async () => {
    const listener = await make({ settings: { publicName: 'muster.example' } });
    listener.interfaces = {
      ...LOOPBACK,
      eth0: [
        { address: '192.0.2.7', netmask: '', family: 'IPv4', mac: '', internal: false, cidr: null },
        {
          address: '2001:db8::7',
          netmask: '',
          family: 'IPv6',
          mac: '',
          internal: false,
          cidr: null,
          scopeid: 0,
        },
        { address: 'fe80::7', netmask: '', family: 'IPv6', mac: '', internal: false, cidr: null, scopeid: 2 },
      ],
    };
    const on = await listener.service.switchTo(true);
    expect(on.interfaces.map(({ address }) => address)).toEqual(['127.0.0.1', '192.0.2.7', '2001:db8::7']);
    expect(listener.pki.asked.at(-1)).toEqual(['muster.example', '127.0.0.1', 'localhost']);
    await listener.service.save({ ...listener.settings, host: '0.0.0.0', certificate: 'brought' });
    expect(listener.pki.asked.at(-1)).toEqual(['muster.example', '127.0.0.1', '192.0.2.7', 'localhost']);
    const { headers } = await ask(listener.settings.peoplePort, { path: '/hello', ca: authority.pem });
    expect(headers['strict-transport-security']).toBe('max-age=2592000');
  });
});

describe('by itself', () => {
  it('listens when a program starts with it on, and tries again while the port is taken', async () => {
    const clock = createManualClock(T0);
    const listener = await make({ settings: { on: true }, clock });
    const { peoplePort } = listener.settings;
    const other = await occupy(peoplePort);
    listener.service.start();
    await pass(clock, async () => (await stateOf(listener)) === 'failed');
    const { state } = await listener.service.overview();
    expect(state).toMatchObject({ error: { code: 'port_in_use', details: { port: peoplePort } } });
    await other.free();
    const began = clock.now();
    await pass(clock, async () => (await stateOf(listener)) === 'on');
    expect(clock.now() - began).toBeLessThanOrEqual(60_000);
    expect(await answers(peoplePort)).toBe(true);
  });

  it('tries again at once when it is woken', async () => {
    const clock = createManualClock(T0);
    const listener = await make({ settings: { on: true }, clock });
    const other = await occupy(listener.settings.peoplePort);
    listener.service.start();
    await expect.poll(() => stateOf(listener)).toBe('failed');
    await other.free();
    listener.service.wake();
    await expect.poll(() => stateOf(listener)).toBe('on');
    expect(clock.now()).toBe(T0);
  });

  it('stays off when that was chosen, and in a program that does not listen', async () => {
    const off = await make();
    const reader = await make({ settings: { on: true }, listens: false });
    for (const { service } of [off, reader]) service.start();
    expect(await stateOf(off)).toBe('off');
    expect(await stateOf(reader)).toBe('off');
    await expect(reader.service.switchTo(true)).rejects.toMatchObject({ code: 'not_available' });
  });

  it('notices that its address has gone, and comes back with it', async () => {
    const clock = createManualClock(T0);
    // To Linux every 127.x is there; to the listener only what the machine says it has.
    const host = '127.0.0.9';
    const listener = await make({ clock });
    await listener.service.switchTo(true);
    const cable = {
      address: host,
      netmask: '',
      family: 'IPv4' as const,
      mac: '',
      internal: false,
      cidr: null,
    };
    const there = { ...LOOPBACK, eth0: [cable] };
    listener.interfaces = there;
    await listener.service.save({ ...listener.settings, host });
    expect(await stateOf(listener)).toBe('on');
    listener.interfaces = LOOPBACK;
    await pass(clock, async () => (await stateOf(listener)) !== 'on');
    expect((await listener.service.overview()).state).toMatchObject({
      kind: 'failed',
      error: { code: 'listener_address_gone', details: { address: host } },
    });
    expect(listener.service.on).toBe(false);
    // However long it was away, and pauses between tries have become: it is noticed at the next look.
    const until = clock.now() + 620_000;
    await pass(clock, async () => clock.now() >= until);
    listener.interfaces = there;
    await pass(clock, async () => (await stateOf(listener)) === 'on');
    expect(clock.now() - until).toBeLessThanOrEqual(16_000);
  });
});

describe('two programs', () => {
  it('listen one at a time; the second takes over when the first ends', async () => {
    const store = createSharedStore();
    const first = await make({ store });
    await first.service.switchTo(true);
    const clock = createManualClock(T0);
    const second = await make({ store, clock });
    expect(await stateOf(second)).toBe('elsewhere');
    await expect(second.service.switchTo(true)).rejects.toMatchObject({ code: 'listener_elsewhere' });
    await expect(second.service.switchTo(false)).rejects.toMatchObject({ code: 'listener_elsewhere' });
    await expect(second.service.save(first.settings)).rejects.toMatchObject({ code: 'listener_elsewhere' });
    second.service.start();
    expect(await stateOf(second)).toBe('elsewhere');
    expect(await answers(first.settings.peoplePort)).toBe(true);
    await first.service.close();
    await pass(clock, async () => second.service.on);
    expect(await answers(first.settings.peoplePort)).toBe(true);
  });

  it('one that slept too long lets the other have it', async () => {
    const store = createSharedStore();
    const clock = createManualClock(T0);
    const sleeper = await make({ store, clock });
    await sleeper.service.switchTo(true);
    store.leases.renew = async () => false;
    store.leases.acquire = async () => false;
    sleeper.service.wake();
    await expect.poll(() => stateOf(sleeper)).toBe('elsewhere');
    expect(await answers(sleeper.settings.peoplePort)).toBe(false);
  });

  it('keeps its right by renewing it, and listens on while the store takes nothing', async () => {
    const clock = createManualClock(T0);
    const store = createSharedStore();
    const listener = await make({ store, clock });
    await listener.service.switchTo(true);
    let renewals = 0;
    store.leases.renew = async () => {
      renewals++;
      throw new Error('full');
    };
    await pass(clock, async () => renewals >= 2);
    expect(clock.now() - T0).toBeGreaterThanOrEqual(120_000);
    expect(await answers(listener.settings.peoplePort)).toBe(true);
  });
});
