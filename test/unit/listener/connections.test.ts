import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ListenerLimits } from '../../../electron/listener/limits.ts';
import type { ServerCredentials } from '../../../electron/pki/contract.ts';
import { makeTestAuthority, type TestAuthority } from '../../support/listener/certificates.ts';
import { ask, dial } from '../../support/listener/client.ts';
import { type ListenerFixture, LOCAL_NAMES, makeListener, tryRoom } from '../../support/listener/fixture.ts';

let authority: TestAuthority;
let credentials: ServerCredentials;
let listener: ListenerFixture;
beforeAll(() => {
  authority = makeTestAuthority();
  credentials = authority.certify(LOCAL_NAMES);
});
afterAll(() => authority.remove());
afterEach(() => listener.close());

async function open(limits: Partial<ListenerLimits>): Promise<number> {
  listener = await makeListener({ rooms: [tryRoom()], authority, credentials, limits });
  await listener.service.switchTo(true);
  return listener.settings.peoplePort;
}

/** A connection without TLS; resolves when the other side hangs up. */
function knock(port: number, text = ''): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
  });
}

it('refuses more connections from one address before TLS, at each door for itself, and counts them', async () => {
  const port = await open({ perAddress: { people: 2, devices: 3 } });
  const lines = [await dial(port), await dial(listener.settings.devicesPort), await dial(port)];
  await expect(dial(port)).rejects.toThrow();
  const { connected, refused } = await listener.service.overview();
  expect(connected.map(({ door, address }) => `${door} ${address}`).sort()).toEqual([
    'devices 127.0.0.1',
    'people 127.0.0.1',
    'people 127.0.0.1',
  ]);
  expect(refused).toBe(1);
  lines[0]?.socket.destroy();
  await expect.poll(async () => (await listener.service.overview()).connected.length).toBe(2);
  await (await dial(port)).socket.destroy();
});

it('refuses more connections than it can bear in all', async () => {
  const port = await open({ inAll: 2 });
  await dial(port);
  await dial(port);
  await expect(dial(port)).rejects.toThrow();
});

it('refuses an address that comes too often', async () => {
  const port = await open({ arrivals: { people: 3, devices: 3 } });
  for (let time = 0; time < 3; time++) (await dial(port)).socket.destroy();
  await expect(dial(port)).rejects.toThrow();
});

it('refuses an address that asks too often, at either door for itself, and says when to come again', async () => {
  const port = await open({ requests: { people: 3, devices: 1 } });
  const statuses = async (path: string, at = port) => {
    const headers = { host: `localhost:${at}`, 'x-forwarded-for': '192.0.2.1' };
    const { status, headers: told } = await ask(at, { path, headers, ca: authority.pem });
    return { status, after: Number(told['retry-after'] ?? 0) };
  };
  expect((await statuses('/hello')).status).toBe(200);
  expect((await statuses('/nowhere')).status).toBe(404);
  expect((await statuses('/hello')).status).toBe(200);
  const refused = await statuses('/hello');
  expect(refused.status).toBe(429);
  expect(refused.after).toBeGreaterThan(0);
  expect(refused.after).toBeLessThanOrEqual(60);
  expect((await statuses('/nowhere')).status).toBe(429);
  expect((await statuses('/hello', listener.settings.devicesPort)).status).toBe(200);
});

it('hangs up on those who begin no TLS, and on those who speak something else', async () => {
  const port = await open({ handshakeMs: 100 });
  await knock(port);
  await knock(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
});

it.each([
  ['headers', { headersMs: 150 }, 'GET /hello HTTP/1.1\r\nHost: localhost\r\nX-A: '],
  [
    'a body',
    { headersMs: 150, requestMs: 150 },
    'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\n',
  ],
])('cuts a request that comes in drops: %s', async (what, limits, beginning) => {
  const port = await open({ ...limits, checkMs: 50 });
  const slow = await dial(port);
  slow.say(beginning);
  const drops = setInterval(() => {
    if (slow.socket.writable) slow.say('x');
  }, 20);
  const answer = await slow.over();
  clearInterval(drops);
  if (what === 'headers') expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await expect.poll(() => listener.service.overview()).toMatchObject({ answered: 0, refused: 1 });
  expect((await ask(port, { path: '/hello', ca: authority.pem })).status).toBe(200);
});

it('hangs up on those who neither ask nor read', async () => {
  const port = await open({ keepAliveMs: 100, idleMs: 300 });
  const silent = await dial(port);
  const asked = await dial(port);
  asked.say('GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await Promise.all([silent.over(), asked.over()]);
});

it('stops taking a refused body after a while', async () => {
  const port = await open({ lingerMs: 100 });
  const line = await dial(port);
  line.say(
    'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 99999\r\n\r\n',
  );
  await line.until(' 413 ');
  await line.over();
});

it('tells of traffic once a second at most', async () => {
  const port = await open({});
  for (let time = 0; time < 10; time++) await ask(port, { path: '/hello', ca: authority.pem });
  await expect.poll(() => listener.traffic).toBe(1);
  expect(await listener.service.overview()).toMatchObject({ answered: 10, refused: 0 });
});
