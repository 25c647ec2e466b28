import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MusterError } from '../../../electron/model/errors.ts';
import {
  addDevice,
  createPushFile,
  openPush,
  type PushFile,
  setUp,
  TOPIC,
} from '../../support/apple/push-bench.ts';
import { temporaryFolder } from '../../support/store-fixtures.ts';

const SECOND = 1000;

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

const standing = (): string => file.settings.get('apple.push.standing') ?? '';
const allNoted = (): boolean => file.lease === null && file.channels.waiting(file.clock.now()) === 0;

/** Does something in the midst of the push of that number. */
function once(number: number, act: () => void): void {
  const forget = file.apple.onPush(() => {
    if (file.delivered.length !== number) return;
    forget();
    act();
  });
}

function reached(): number {
  return new Set(file.delivered.map(({ token }) => token)).size;
}

describe('a connection', () => {
  test('that Apple closes politely in the midst of 500 pushes loses none', async () => {
    for (let each = 0; each < 500; each++) addDevice(file);
    once(120, file.apple.goAway);
    push.start();
    await file.until(allNoted);
    expect(reached()).toBe(500);
    expect(file.apple.connections()).toBe(2);
    expect(standing()).toContain('"trouble":null');
  });

  test('that is cut in the midst of 500 pushes loses none', async () => {
    for (let each = 0; each < 500; each++) addDevice(file);
    once(120, file.apple.cut);
    push.start();
    await file.until(allNoted);
    expect(reached()).toBe(500);
    expect(standing()).toContain('"trouble":null');
  });

  test('that was closed while idle is made anew', async () => {
    addDevice(file);
    push.start();
    await file.until(allNoted);
    file.apple.goAway();
    const next = addDevice(file);
    push.wake();
    await file.until(() => next.noted.length === 1);
    expect(file.apple.connections()).toBe(2);
  });

  test('that was idle for long is tried before it is used', async () => {
    addDevice(file);
    push.start();
    await file.until(allNoted);
    file.clock.advance(120 * SECOND);
    const next = addDevice(file);
    push.wake();
    await file.until(() => next.noted.length === 1);
    expect(file.apple.connections()).toBe(1);
  });

  test('on which nothing is answered is given up, and pushes pause', async () => {
    file.apple.misbehave({ kind: 'silent' });
    const device = addDevice(file);
    push.start();
    for (let tries = 1; tries <= 3; tries++) {
      await file.until(() => file.apple.waiting() === 1);
      file.clock.advance(30 * SECOND);
      await file.until(() => file.apple.waiting() === 0);
    }
    await file.until(() => standing().includes('push_unreachable'));
    expect(device).toMatchObject({ dueAt: 0, noted: [] });
    file.apple.misbehave(null);
    file.clock.advance(10 * SECOND);
    await file.until(() => device.noted.length === 1);
  });

  test('that cannot be made is told with host and reason, and tried again after longer waits', async () => {
    const { port } = file.apple.endpoint;
    await push.close();
    await file.apple.close();
    const looked: number[] = [];
    ({ push } = openPush(file, { endpoint: () => ({ ...file.apple.endpoint, port }) }));
    const device = addDevice(file);
    push.start();
    for (const wait of [10, 60, 300, 900, 900]) {
      await file.until(() => standing().includes('ECONNREFUSED') && file.lease === null);
      looked.push(wait);
      file.clock.advance(wait * SECOND);
    }
    expect(await push.overview()).toMatchObject({
      waiting: 1,
      trouble: { code: 'push_unreachable', details: { host: '127.0.0.1' } },
    });
    expect(device.noted).toEqual([]);
  });

  test('to a server with another authority is not trusted', async () => {
    await push.close();
    const stranger = await createPushFile();
    const { authority } = stranger.apple.endpoint;
    ({ push } = openPush(file, { endpoint: () => ({ ...file.apple.endpoint, authority }) }));
    addDevice(file);
    push.start();
    await file.until(() => standing().includes('push_unreachable'));
    expect(file.delivered).toEqual([]);
    await stranger.close();
  });

  test('whose farewell names the certificate says so', async () => {
    file.apple.misbehave({ kind: 'silent' });
    addDevice(file);
    push.start();
    for (let tries = 1; tries <= 3; tries++) {
      await file.until(() => file.apple.waiting() === 1);
      file.apple.goAway('BadCertificate');
      file.apple.cut();
      await file.until(() => file.apple.waiting() === 0);
    }
    await file.until(() => standing().includes('push_certificate_refused'));
    expect((await push.overview()).trouble).toMatchObject({ details: { reason: 'BadCertificate' } });
  });
});

describe('a certificate that is turned down in the handshake', () => {
  const folder = temporaryFolder();
  let server: ChildProcess | null = null;

  afterEach(() => {
    server?.kill();
    folder.remove();
  });

  test('is told as ours to mend', async () => {
    await push.close();
    const request =
      'req -x509 -newkey rsa:2048 -nodes -keyout s.key -out s.crt -subj /CN=a -addext subjectAltName=IP:127.0.0.1';
    execFileSync('openssl', request.split(' '), { cwd: folder.path, stdio: 'ignore' });
    const authority = readFileSync(join(folder.path, 's.crt'), 'utf8');
    const port = await serve();
    ({ push } = openPush(file, { endpoint: () => ({ host: '127.0.0.1', port, authority }) }));
    const device = addDevice(file);
    push.start();
    await file.until(() => standing().includes('"trouble":{'));
    expect((await push.overview()).trouble).toMatchObject({ code: 'push_certificate_refused' });
    expect(device).toMatchObject({ dueAt: 0, trouble: null });
  });

  /** A server that asks for a certificate of its own authority alone, and says so by an alert. Answers its port. */
  async function serve(): Promise<number> {
    const options =
      's_server -accept 127.0.0.1:0 -cert s.crt -key s.key -CAfile s.crt -Verify 1 -verify_return_error -alpn h2';
    const started = spawn('openssl', options.split(' '), {
      cwd: folder.path,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    server = started;
    const { promise, resolve } = Promise.withResolvers<number>();
    started.stdout.on('data', (text: Buffer) => {
      const port = /ACCEPT .*:(\d+)/.exec(text.toString())?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    return await promise;
  }
});

describe('a program', () => {
  test('that ends in the midst of pushes leaves the rest to the next one', async () => {
    for (let each = 0; each < 1200; each++) addDevice(file);
    const closed = Promise.withResolvers<void>();
    once(700, () => push.close().then(closed.resolve));
    push.start();
    await closed.promise;
    expect(file.channels.waiting(file.clock.now())).toBeGreaterThan(0);
    ({ push } = openPush(file));
    push.start();
    await file.until(allNoted);
    expect(reached()).toBe(1200);
  });

  test('that ends between key and certificate leaves one that can be brought again', async () => {
    const before = await push.overview();
    const { pem } = await push.request();
    const certificate = await file.apple.issue(pem, TOPIC, 300);
    const broken = openPush(file, {
      settings: {
        get: async (key) => file.settings.get(key) ?? null,
        set: () => Promise.reject(new Error('killed')),
        delete: async () => undefined,
      },
    }).push;
    const pick = (which: typeof push) =>
      which.pick([{ name: 'push.pem', bytes: Buffer.from(certificate) }]).handle;
    const input = { password: null, appleId: null, replaceTopic: false };
    await expect(broken.bring({ ...input, handle: pick(broken) })).rejects.toThrow('killed');
    expect(await push.overview()).toMatchObject({ certificate: before.certificate });
    await expect(push.test(AbortSignal.any([]))).resolves.toBeUndefined();
    const after = await push.bring({ ...input, handle: pick(push) });
    expect(after.certificate?.serial).not.toBe(before.certificate?.serial);
    await expect(push.test(AbortSignal.any([]))).resolves.toBeUndefined();
  });

  test('that cannot open the vault says so, and goes on when it can', async () => {
    await push.close();
    let locked = true;
    const opened = openPush(file);
    push = opened.push;
    await push.close();
    ({ push } = openPush(file, {
      vault: {
        ...opened.vault,
        read: async (name) => {
          if (locked) throw new MusterError('vault_locked');
          return await opened.vault.read(name);
        },
      },
    }));
    const device = addDevice(file);
    push.start();
    await file.until(() => standing().includes('vault_locked'));
    locked = false;
    push.wake();
    await file.until(() => device.noted.length === 1 && standing().includes('"trouble":null'));
  });
});
