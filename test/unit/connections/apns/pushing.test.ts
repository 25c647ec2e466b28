import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addDevice,
  createPushFile,
  openPush,
  type PushFile,
  setUp,
  TOPIC,
} from '../../../support/apple/push-bench.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let file: PushFile;
let close: () => Promise<void>;

beforeEach(async () => {
  file = await createPushFile();
});
afterEach(async () => {
  await close();
  await file.close();
});

function open(...changes: Parameters<typeof openPush> extends [unknown, ...infer Rest] ? Rest : never) {
  const { push } = openPush(file, ...changes);
  close = push.close;
  return push;
}

describe('pushes', () => {
  test('reach the device with its magic, kept by Apple for a week', async () => {
    const push = open();
    await setUp(file, push);
    const device = addDevice(file);
    push.start();
    await file.until(() => device.noted.length === 1);
    const expiresAt = Math.floor((file.clock.now() + 7 * DAY) / 1000) * 1000;
    expect(file.delivered).toEqual([
      { token: device.token, magic: device.pushMagic, topic: TOPIC, expiresAt },
    ]);
    expect(await push.overview()).toMatchObject({
      waiting: 0,
      trouble: null,
      lastPushAt: file.clock.now(),
      host: '127.0.0.1',
    });
  });

  test('are repeated with growing waits until the device has come', async () => {
    const push = open();
    await setUp(file, push);
    const device = addDevice(file);
    push.start();
    for (const [index, wait] of [10 * MINUTE, HOUR, 6 * HOUR, DAY, DAY].entries()) {
      await file.until(() => device.noted.length === index + 1 && file.lease === null);
      expect(device.dueAt).toBe(file.clock.now() + wait);
      file.clock.advance(wait);
      push.wake();
    }
    await file.until(() => device.noted.length === 6 && file.lease === null);
    device.dueAt = null;
    file.clock.advance(30 * DAY);
    push.wake();
    expect(file.delivered).toHaveLength(6);
  });

  test('to 2,000 devices leave over one connection', async () => {
    const push = open();
    await setUp(file, push);
    for (let each = 0; each < 2000; each++) addDevice(file);
    push.start();
    await file.until(() => file.delivered.length === 2000 && file.channels.waiting(file.clock.now()) === 0);
    expect(new Set(file.delivered.map(({ token }) => token)).size).toBe(2000);
    expect(file.apple.connections()).toBe(1);
  });

  test('wait while there is no certificate, and leave once there is one', async () => {
    const push = open();
    addDevice(file);
    push.start();
    push.wake();
    expect(await push.overview()).toMatchObject({ state: 'none', waiting: 1, trouble: null });
    await setUp(file, push);
    await file.until(() => file.delivered.length === 1);
  });

  test('go out with a renewed certificate from the next one on', async () => {
    const push = open();
    const before = await setUp(file, push, { days: 10 });
    addDevice(file);
    push.start();
    await file.until(() => file.delivered.length === 1);
    const after = await setUp(file, push);
    expect(after.certificate?.fingerprint).not.toBe(before.certificate?.fingerprint);
    await file.until(() => file.delivered.length === 2);
    expect(file.apple.connections()).toBe(2);
  });

  test('of a device registered under another topic are not sent', async () => {
    const push = open();
    await setUp(file, push);
    const other = addDevice(file, { topic: 'com.apple.mgmt.External.other' });
    push.start();
    await file.until(() => other.noted.length === 1);
    expect(other).toMatchObject({ trouble: 'DeviceTokenNotForTopic', dueAt: null });
    expect(file.apple.connections()).toBe(0);
    expect(await push.overview()).toMatchObject({ trouble: null, waiting: 1 });
  });

  test('go to the newer token when it changed on the way', async () => {
    const push = open();
    await setUp(file, push);
    const device = addDevice(file);
    const forget = file.apple.onPush(() => {
      forget();
      device.token = 'ab'.repeat(32);
      file.apple.register(device.token, TOPIC);
    });
    push.start();
    await file.until(() => device.noted.length === 1);
    expect(file.delivered.map(({ token }) => token)).toEqual([expect.stringMatching(/1$/), device.token]);
  });

  test('are sent by one program at a time', async () => {
    const push = open();
    await setUp(file, push);
    const device = addDevice(file);
    file.lease = { owner: 'somebody else', pid: 2 };
    push.start();
    await file.until(() => file.leaseRefused > 0);
    expect(file.delivered).toEqual([]);
    file.lease = null;
    push.wake();
    await file.until(() => device.noted.length === 1);
  });
});
