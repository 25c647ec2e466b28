import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDemoAppleFleet, type DemoAppleFleet } from '../../../../electron/demo/apple/fleet.ts';
import { createQuickClock } from '../../../support/quick-clock.ts';
import { command, type ScriptedServer, scriptedServer } from './scripted/server.ts';
import { keys, random } from './support.ts';

let server: ScriptedServer;
let folder: string;
beforeAll(async () => {
  server = await scriptedServer();
  folder = mkdtempSync(join(tmpdir(), 'muster-fleet-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  server.heard.length = 0;
  server.queue.length = 0;
  server.answer = () => null;
});

/** Apple’s push service, as far as a fleet sees it. */
function pushService() {
  const tokens = new Map<string, { topic: string; gone: boolean }>();
  const listeners = new Set<(push: { token: string; magic: string }) => void>();
  return {
    tokens,
    register: (token: string, topic: string) => void tokens.set(token, { topic, gone: false }),
    unregister: (token: string) => {
      const known = tokens.get(token);
      if (known !== undefined) known.gone = true;
    },
    onPush: (listener: (push: { token: string; magic: string }) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    push: (token: string, magic: string) => {
      for (const listener of listeners) listener({ token, magic });
    },
  };
}

async function open(name: string, service = pushService()) {
  const log: string[] = [];
  const clock = createQuickClock();
  const stateFile = join(folder, name);
  const fleet = await createDemoAppleFleet({
    pushes: service,
    stateFile,
    roots: [],
    clock,
    random,
    keys,
    log: (message) => log.push(message),
  });
  return { fleet, clock, log, service, stateFile };
}

function pushOf(fleet: DemoAppleFleet, seed: string): { token: string; magic: string } {
  const push = fleet.find(seed)?.state.enrollment?.push ?? { token: '', magic: '' };
  return { token: Buffer.from(push.token, 'base64').toString('hex'), magic: push.magic };
}

test('a device that was registered comes some while after a push, once for many', async () => {
  const { fleet, clock, service } = await open('a');
  await fleet.register(await server.profile(), { model: 'ipad', seed: 'cart-1', name: 'Chariot 1' });
  const { token, magic } = pushOf(fleet, 'cart-1');
  expect(service.tokens.get(token)).toEqual({ topic: 'com.apple.mgmt.External.school', gone: false });
  server.queue.push(command('a', 'SecurityInfo'));
  service.push(token, magic);
  service.push(token, magic);
  service.push(token, 'of another');
  expect(server.messages('Idle')).toEqual([]);
  await fleet.settled();
  expect(server.messages('Idle')).toHaveLength(1);
  expect(server.queue).toEqual([]);
  expect(clock.slept()).toBeGreaterThanOrEqual(300);
  await fleet.close();
});

test('devices outlive a restart with their keys, and a push service that forgot them', async () => {
  const first = await open('b');
  const { device } = await first.fleet.register(await server.profile(), { model: 'mac', seed: 'desk' });
  await first.fleet.signIn(device.udid, { guid: 'A-1', shortName: 'camille', longName: 'Camille' });
  await first.fleet.close();
  expect(statSync(first.stateFile).mode & 0o077).toBe(0);
  const second = await open('b');
  expect(second.fleet.devices().map(({ udid }) => udid)).toEqual([device.udid]);
  expect(second.service.tokens.size).toBe(2);
  const { token, magic } = pushOf(second.fleet, 'desk');
  second.service.push(token, magic);
  await second.fleet.settled();
  expect(server.messages('Idle')).toMatchObject([{ UDID: device.udid }]);
  await second.fleet.close();
});

test('a connection that breaks is tried again after a pause; one that is refused is not', async () => {
  const { fleet, clock, service, log } = await open('c');
  const { device } = await fleet.register(await server.profile(), { model: 'iphone', seed: 'p' });
  const { token, magic } = pushOf(fleet, 'p');
  device.mishaps.cutBefore('Idle');
  service.push(token, magic);
  await fleet.settled();
  expect(server.messages('Idle')).toHaveLength(1);
  expect(clock.slept()).toBeGreaterThanOrEqual(5000);
  server.answer = () => ({ status: 500 });
  service.push(token, magic);
  await fleet.settled();
  expect(server.messages('Idle')).toHaveLength(2);
  expect(log.join()).toContain('answered with 500');
  await fleet.close();
});

test('erased by a command, its token is gone, and the same device registers in its next life', async () => {
  const { fleet, service, stateFile } = await open('d');
  await fleet.register(await server.profile(), { model: 'iphone', seed: 'p' });
  const { token, magic } = pushOf(fleet, 'p');
  server.queue.push(command('a', 'EraseDevice'));
  service.push(token, magic);
  await fleet.settled();
  expect(service.tokens.get(token)?.gone).toBe(true);
  expect(JSON.parse(readFileSync(stateFile, 'utf8')).devices[0].state).toMatchObject({ life: 2 });
  const { device } = await fleet.register(await server.profile(), { model: 'iphone', seed: 'p' });
  expect(device.enrolled).toBe(true);
  expect(fleet.devices()).toHaveLength(1);
  expect(pushOf(fleet, 'p').token).not.toBe(token);
  await fleet.close();
});
