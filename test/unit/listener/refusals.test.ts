import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, dial } from '../../support/listener/client.ts';
import { type ListenerFixture, makeListener, tryRoom } from '../../support/listener/fixture.ts';

let listener: ListenerFixture;
let people: number;
let devices: number;
beforeAll(async () => {
  const page = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '' };
  const refusal = (status: number, language: string) => ({ ...page, body: `<p>${status} ${language}</p>` });
  listener = await makeListener({ rooms: [tryRoom({ refusal })] });
  await listener.service.switchTo(true);
  people = listener.settings.peoplePort;
  devices = listener.settings.devicesPort;
});
afterAll(() => listener.close());

/** Says something as it is, and answers all that came back. */
async function raw(text: string): Promise<string> {
  const line = await dial(people);
  line.say(text);
  return await line.over();
}
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1] ?? 0);
const get = (path: string, headers: Record<string, string> = {}) =>
  ask(people, { path, headers, ca: listener.ca });

describe('names', () => {
  it.each(['localhost', 'LOCALHOST', 'localhost.', '127.0.0.1'])('answers for %s', async (name) => {
    expect((await get('/hello', { host: `${name}:${people}` })).status).toBe(200);
    expect((await get('/hello', { host: name })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost:1',
    '127.0.0.2',
    '[::1]',
    'localhost.evil.example',
  ])('refuses %s without a word', async (host) => {
    const answer = await get('/hello', { host });
    expect(answer).toMatchObject({ status: 421, body: '' });
  });

  it.each([
    ['no name', 'GET /hello HTTP/1.1\r\n\r\n'],
    ['two names', 'GET /hello HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n'],
    ['a whole URL', 'GET https://localhost/hello HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['another’s URL', 'GET https://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a name that is none', 'GET /hello HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['an address that is none', 'GET /hello HTTP/1.1\r\nHost: [1::2::3]\r\n\r\n'],
    ['bytes no URL has', 'GET /hello\xff HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['what is no HTTP', 'HELLO\r\n\r\n'],
    [
      'a body of two lengths',
      'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
    [
      'a body both counted and in chunks',
      'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('refuses %s', async (_what, text) => {
    expect(statusOf(await raw(text))).toBe(400);
  });
});

describe('sizes', () => {
  it('refuses a long URL', async () => {
    expect((await get(`/hello?${'x'.repeat(6000)}`)).status).toBe(200);
    expect((await get(`/hello?${'x'.repeat(6200)}`)).status).toBe(414);
  });

  it('refuses large headers, and many', async () => {
    expect((await get('/hello', { 'x-large': 'x'.repeat(7000) })).status).toBe(200);
    expect((await get('/hello', { 'x-large': 'x'.repeat(9000) })).status).toBe(431);
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`x-${at}`, '1']));
    expect((await get('/hello', many(40))).status).toBe(200);
    expect((await get('/hello', many(60))).status).toBe(431);
  });

  it.each([
    'length',
    'chunked',
  ])('refuses a large body whose size is told by %s, and lets the sender read why', async (how) => {
    const headers: Record<string, string> = how === 'length' ? {} : { 'transfer-encoding': 'chunked' };
    const post = (path: string, size: number) =>
      ask(people, {
        method: 'POST',
        path,
        headers: { 'content-type': 'text/plain', ...headers },
        body: 'x'.repeat(size),
        ca: listener.ca,
      });
    expect((await post('/echo', 16_000)).status).toBe(200);
    expect((await post('/echo', 17_000)).status).toBe(413);
    expect((await post('/large', 90_000)).body).toBe('90000');
    expect((await post('/large', 110_000)).status).toBe(413);
  });

  it('says so before the body has come', async () => {
    const line = await dial(people);
    line.say(
      'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 99999\r\n\r\n',
    );
    await line.until('413 Payload Too Large');
    line.socket.destroy();
  });

  it('lets devices send more', async () => {
    const body = 'x'.repeat(1_000_000);
    const headers = { 'content-type': 'text/plain', host: `localhost:${devices}` };
    const answer = await ask(devices, { method: 'POST', path: '/echo', headers, body, ca: listener.ca });
    expect(answer.body.length).toBe(body.length);
  });
});

describe('what no route takes', () => {
  const post = (headers: Record<string, string>) =>
    ask(people, { method: 'POST', path: '/echo', headers, body: '{}', ca: listener.ca });

  it('refuses content no room reads', async () => {
    expect((await post({ 'content-type': 'application/json' })).status).toBe(415);
    expect((await post({ 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(415);
    expect((await post({})).status).toBe(415);
  });

  it('tells a page that is not there from a method it does not know', async () => {
    expect((await get('/nowhere')).status).toBe(404);
    const answer = await ask(people, { method: 'DELETE', path: '/hello', ca: listener.ca });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect((await get('/join/%E0%A4')).status).toBe(400);
  });

  it.each(['TRACE', 'PROPFIND'])('refuses %s', async (method) => {
    expect((await ask(people, { method, path: '/hello', ca: listener.ca })).status).toBe(405);
  });

  it('refuses to be a proxy, to change protocols, to promise, and bodies where none belongs', async () => {
    expect(statusOf(await raw('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'))).toBe(405);
    expect((await get('/hello', { upgrade: 'websocket', connection: 'upgrade' })).status).toBe(400);
    expect((await get('/hello', { expect: '100-continue' })).status).toBe(417);
    expect((await get('/hello', { expect: 'tea' })).status).toBe(417);
    const withBody =
      'GET /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello';
    expect(statusOf(await raw(withBody))).toBe(400);
  });
});

describe('answers', () => {
  it('carry the headers that protect who reads them, whatever they are', async () => {
    const answers = await Promise.all([
      get('/hello'),
      get('/nowhere'),
      get('/hello', { host: 'evil.example' }),
      get('/broken'),
    ]);
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(Object.keys(headers)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(server|x-powered-by|strict-transport-security)$/)]),
      );
    }
  });

  it('say nothing of what broke', async () => {
    const answer = await get('/broken', { 'accept-language': 'fr' });
    expect(answer).toMatchObject({ status: 500, body: '<p>500 fr</p>' });
    expect(listener.said.at(-1)).toContain('GET /broken failed: Error');
    expect(listener.said.join()).not.toContain('the secret of');
  });

  it('show people a room’s page, and devices a line', async () => {
    expect((await get('/nowhere', { 'accept-language': 'fr' })).body).toBe('<p>404 fr</p>');
    const headers = { host: `localhost:${devices}` };
    expect((await ask(devices, { path: '/nowhere', headers, ca: listener.ca })).body).toBe('Not Found\n');
  });
});

it('answers requests that were sent without waiting, in their order', async () => {
  const hello = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n';
  const answer = await raw(
    `${hello}\r\n${hello}\r\nGET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  );
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    '200',
    '200',
    '404',
  ]);
});

it('keeps of an address only its route', async () => {
  await get('/join/SECRETTOKEN?also=SECRETQUERY', { 'user-agent': 'curl/8.1' });
  await get('/nowhere/SECRETTOKEN');
  await raw('GET /join/SECRETTOKEN HTTP/1.1\r\n\r\n');
  const entries = listener.service.log(1000);
  expect(entries.find(({ route }) => route === '/join/:token')).toMatchObject({
    door: 'people',
    address: '127.0.0.1',
    method: 'GET',
    status: 200,
    agent: 'curl',
  });
  await listener.service.close();
  const file = readFileSync(listener.logFile, 'utf8');
  expect(file).toContain('/join/:token');
  expect(file.trim().split('\n')).toHaveLength(entries.length);
  expect(file + JSON.stringify(entries) + listener.said.join()).not.toContain('SECRET');
});
