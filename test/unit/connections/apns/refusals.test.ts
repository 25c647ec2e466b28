import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PushVerdict } from '../../../../electron/demo/apple/push/stand-in.ts';
import { isMusterError } from '../../../../electron/model/errors.ts';
import {
  addDevice,
  createPushFile,
  openPush,
  type PushFile,
  setUp,
  TOPIC,
} from '../../../support/apple/push-bench.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let file: PushFile;
let push: ReturnType<typeof openPush>['push'];

beforeEach(async () => {
  file = await createPushFile();
  ({ push } = openPush(file));
  await setUp(file, push);
});
afterEach(async () => {
  await push.close();
  await file.close();
});

function answerWith(verdict: PushVerdict): void {
  file.apple.misbehave({ kind: 'answer', verdict: () => verdict });
}

/** Pushes to one device, and answers it when what came of that is written down. */
async function pushedTo(fields: Parameters<typeof addDevice>[1] = { topic: TOPIC }) {
  const device = addDevice(file, fields);
  push.start();
  await file.until(() => device.noted.length === 1 && file.lease === null);
  return device;
}

/** Rings, and waits until the pusher has looked. */
async function lookedAgain(): Promise<void> {
  const looks = file.channels.looks();
  push.wake();
  await file.until(() => file.channels.looks() > looks);
}

describe('a device that is gone', () => {
  test('is reported with the token Apple’s word is about', async () => {
    answerWith({ status: 410, reason: 'Unregistered', timestamp: 2000 });
    const device = await pushedTo({ topic: TOPIC, tokenAt: 1000 });
    expect(file.gone).toEqual([{ deviceId: device.deviceId, token: device.token }]);
    expect(device).toMatchObject({ trouble: 'Unregistered', dueAt: null });
  });

  test('is not reported by a word older than its token, and is pushed again', async () => {
    answerWith({ status: 410, reason: 'Unregistered', timestamp: 1000 });
    const device = await pushedTo({ topic: TOPIC, tokenAt: 1000 });
    expect(file.gone).toEqual([]);
    expect(device.dueAt).toBe(file.clock.now() + 10 * MINUTE);
  });

  test('is not reported when it is a Mac user’s channel', async () => {
    answerWith({ status: 410, reason: 'Unregistered', timestamp: 2000 });
    const device = await pushedTo({ topic: TOPIC, guid: 'A-GUID' });
    expect(file.gone).toEqual([]);
    expect(device.trouble).toBe('Unregistered');
  });

  test('is found again when it could not be noted', async () => {
    await push.close();
    ({ push } = openPush(file, { unregistered: () => Promise.reject(new Error('disk full')) }));
    answerWith({ status: 410, reason: 'Unregistered', timestamp: 2000 });
    const device = await pushedTo();
    expect(device.dueAt).toBe(file.clock.now() + 15 * MINUTE);
  });
});

describe('a token that Apple does not take', () => {
  test.each(['BadDeviceToken', 'ExpiredToken'])('is noted on its channel alone: %s', async (reason) => {
    answerWith({ status: reason === 'ExpiredToken' ? 410 : 400, reason });
    const device = await pushedTo();
    expect(device).toMatchObject({ trouble: reason, dueAt: null });
    expect(file.gone).toEqual([]);
    expect(await push.overview()).toMatchObject({ trouble: null, waiting: 1 });
  });

  test('keeps no other push from leaving', async () => {
    file.apple.misbehave({
      kind: 'answer',
      verdict: (token) => (token.endsWith('1') ? { status: 400, reason: 'BadDeviceToken' } : null),
    });
    await pushedTo();
    const fine = addDevice(file);
    push.wake();
    await file.until(() => fine.noted.length === 1);
    expect(fine.trouble).toBeNull();
  });

  test('that is none is never sent', async () => {
    const device = await pushedTo({ topic: TOPIC, token: '../../x' });
    expect(device.trouble).toBe('BadDeviceToken');
    expect(file.apple.connections()).toBe(0);
  });
});

describe('too much, or too early', () => {
  test('one device that is pushed too often waits alone', async () => {
    answerWith({ status: 429, reason: 'TooManyRequests' });
    const device = await pushedTo();
    expect(device).toMatchObject({ trouble: 'TooManyRequests', dueAt: file.clock.now() + 15 * MINUTE });
    expect((await push.overview()).trouble).toBeNull();
  });

  test('the wait that Apple asks for is kept', async () => {
    answerWith({ status: 429, reason: 'TooManyRequests', retryAfter: 7200 });
    const device = await pushedTo();
    expect(device.dueAt).toBe(file.clock.now() + 120 * MINUTE);
  });

  test.each([
    { status: 500, reason: 'InternalServerError' },
    { status: 503, reason: 'ServiceUnavailable' },
  ])('all pause, longer each time, while Apple answers $status', async (verdict) => {
    answerWith(verdict);
    const first = await pushedTo();
    await file.until(() => file.settings.get('apple.push.standing')?.includes(verdict.reason) ?? false);
    expect((await push.overview()).trouble).toMatchObject({
      code: 'push_refused',
      details: { reason: verdict.reason },
    });
    const second = addDevice(file);
    file.clock.advance(9000);
    await lookedAgain();
    expect(file.apple.requests()).toBe(1);
    file.apple.misbehave(null);
    file.clock.advance(1000);
    await file.until(() => second.noted.length === 1 && file.lease === null);
    expect(first.dueAt).toBe(first.noted[0]?.nextAt);
    expect((await push.overview()).trouble).toBeNull();
  });
});

describe('our certificate', () => {
  test.each([
    { status: 403, reason: 'BadCertificate' },
    { status: 403, reason: 'BadCertificateEnvironment' },
    { status: 403, reason: 'ExpiredProviderToken' },
    { status: 400, reason: 'TopicDisallowed' },
  ])('that is refused is told, and every push waits: $reason', async (verdict) => {
    answerWith(verdict);
    const device = addDevice(file);
    push.start();
    await file.until(() => file.settings.get('apple.push.standing')?.includes(verdict.reason) ?? false);
    expect(await push.overview()).toMatchObject({
      waiting: 1,
      trouble: { code: 'push_certificate_refused', details: { reason: verdict.reason } },
    });
    expect(device).toMatchObject({ trouble: null, noted: [], dueAt: 0 });

    file.apple.misbehave(null);
    file.clock.advance(10_000);
    await file.until(() => device.noted.length === 1 && file.lease === null);
    expect((await push.overview()).trouble).toBeNull();
  });

  test('that is replaced is tried at once, whatever pause there was', async () => {
    answerWith({ status: 403, reason: 'BadCertificate' });
    addDevice(file);
    push.start();
    await file.until(() => file.settings.get('apple.push.standing')?.includes('BadCertificate') ?? false);
    file.apple.misbehave(null);
    await setUp(file, push);
    await file.until(() => file.delivered.length === 1);
  });

  test('that another program replaces is tried at once too', async () => {
    answerWith({ status: 403, reason: 'BadCertificate' });
    addDevice(file);
    push.start();
    await file.until(() => file.settings.get('apple.push.standing')?.includes('BadCertificate') ?? false);
    file.apple.misbehave(null);
    await setUp(file, openPush(file).push);
    push.wake();
    await file.until(() => file.delivered.length === 1);
  });

  test('that is refused is not shown to Apple again and again', async () => {
    answerWith({ status: 403, reason: 'BadCertificate' });
    for (let each = 0; each < 300; each++) addDevice(file);
    push.start();
    await file.until(() => file.settings.has('apple.push.standing') && file.lease === null);
    const first = file.apple.requests();
    expect(first).toBeLessThanOrEqual(100);
    await lookedAgain();
    expect(file.apple.requests()).toBe(first);
    file.clock.advance(10_000);
    await file.until(() => file.apple.requests() > first && file.lease === null);
    await lookedAgain();
    expect(file.apple.requests()).toBe(first + 1);
    file.apple.misbehave(null);
    file.clock.advance(60_000);
    await file.until(() => file.delivered.length === 300);
  });

  test('that does not fit a token is told, but the others go on', async () => {
    answerWith({ status: 400, reason: 'DeviceTokenNotForTopic' });
    const device = await pushedTo();
    expect(device).toMatchObject({ trouble: 'DeviceTokenNotForTopic', dueAt: file.clock.now() + DAY });
    expect((await push.overview()).trouble).toMatchObject({
      code: 'push_certificate_refused',
      details: { reason: 'DeviceTokenNotForTopic' },
    });
    file.apple.misbehave(null);
    const other = addDevice(file);
    push.wake();
    await file.until(() => other.noted.length === 1);
  });
});

describe('the test', () => {
  const signal = AbortSignal.any([]);
  const refusal = () => push.test(signal).catch((error: unknown) => (isMusterError(error) ? error : null));

  test('succeeds when Apple lets us in', async () => {
    await expect(push.test(signal)).resolves.toBeUndefined();
    expect(file.delivered).toEqual([]);
  });
  test('tells a refused certificate', async () => {
    answerWith({ status: 403, reason: 'BadCertificate' });
    expect(await refusal()).toMatchObject({
      code: 'push_certificate_refused',
      details: { reason: 'BadCertificate' },
    });
  });
  test('tells that Apple is busy', async () => {
    answerWith({ status: 503, reason: 'ServiceUnavailable' });
    expect(await refusal()).toMatchObject({
      code: 'push_refused',
      details: { reason: 'ServiceUnavailable' },
    });
  });
  test('tells that Apple cannot be reached', async () => {
    await file.apple.close();
    const error = await refusal();
    expect(error).toMatchObject({ code: 'push_unreachable', details: { host: '127.0.0.1' } });
    expect(error?.details.reason).toContain('ECONNREFUSED');
  });
  test('needs a certificate', async () => {
    await push.remove();
    expect(await refusal()).toMatchObject({ code: 'push_not_set' });
  });
  test('can be given up', async () => {
    file.apple.misbehave({ kind: 'silent' });
    const giveUp = new AbortController();
    const tested = push.test(giveUp.signal);
    giveUp.abort();
    await expect(tested).rejects.toMatchObject({ code: 'cancelled' });
  });
});
