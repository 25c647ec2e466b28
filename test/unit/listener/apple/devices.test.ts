import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAppleRoom } from '../../../../electron/listener/apple/room.ts';
import { LIMITS } from '../../../../electron/listener/limits.ts';
import type { AppleDoor, MdmAnswer, Presented } from '../../../../electron/mdm/apple/contract.ts';
import { MusterError } from '../../../../electron/model/errors.ts';
import { type Answer, ask, dial } from '../../../support/listener/client.ts';
import { type ListenerFixture, makeListener } from '../../../support/listener/fixture.ts';

interface Came {
  route: string;
  presented?: Presented;
  body: Uint8Array;
}

let listener: ListenerFixture;
let came: Came[];
let answer: MdmAnswer;
let operate: AppleDoor['operate'];

const NOTHING: MdmAnswer = { status: 200, type: null, body: new Uint8Array() };
const door: AppleDoor = {
  caps: () => 'AES\nPOSTPKIOperation\n',
  caCertificates: async () => ({ type: 'application/x-x509-ca-ra-cert', body: Buffer.from('certificates') }),
  operate: (message) => {
    came.push({ route: 'scep', body: message });
    return operate(message);
  },
  checkIn: async (presented, body) => {
    came.push({ route: 'checkin', presented, body });
    return answer;
  },
  report: async (presented, body) => {
    came.push({ route: 'connect', presented, body });
    return answer;
  },
};

beforeAll(async () => {
  const absent = (): never => {
    throw new Error('people do not come here');
  };
  const room = createAppleRoom({
    door,
    enrollment: { profile: absent, progress: absent },
    portal: absent,
    pki: { overview: absent },
    baseUrl: absent,
    clock: { now: () => 0 },
    random: { bytes: absent },
  });
  listener = await makeListener({ rooms: [room] });
  await listener.service.switchTo(true);
});
afterAll(() => listener.close());
beforeEach(() => {
  came = [];
  answer = NOTHING;
  operate = async () => Buffer.from('certrep');
});

const at = (path: string, more: Partial<Parameters<typeof ask>[1]> = {}): Promise<Answer> =>
  ask(listener.settings.devicesPort, { path, ca: listener.ca, ...more });
const put = (path: string, body: string, headers = {}, more = {}) =>
  at(path, { method: 'PUT', body, headers, ...more });

describe('SCEP', () => {
  it('tells what it can do, and who it is, whatever name macOS asks for', async () => {
    expect(await at('/scep?operation=GetCACaps')).toMatchObject({
      status: 200,
      body: 'AES\nPOSTPKIOperation\n',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
    for (const query of ['operation=GetCACert', 'operation=GetCACert&message=Muster']) {
      expect(await at(`/scep?${query}`)).toMatchObject({
        status: 200,
        body: 'certificates',
        headers: { 'content-type': 'application/x-x509-ca-ra-cert' },
      });
    }
  });

  it('takes a request by POST as it is, and by GET in Base64 as clients write it', async () => {
    const message = createHash('sha512').update('a message with + and / in its Base64').digest();
    const base64 = message.toString('base64');
    expect(base64).toMatch(/\+.*\//);
    const post = { method: 'POST', body: message.toString('latin1') };
    const posted = await at('/scep?operation=PKIOperation', { ...post, body: 'as it is' });
    expect(posted).toMatchObject({
      status: 200,
      body: 'certrep',
      headers: { 'content-type': 'application/x-pki-message' },
    });
    await at(`/scep?operation=PKIOperation&message=${encodeURIComponent(base64)}`);
    await at(`/scep?operation=PKIOperation&message=${base64}`);
    const [first, ...others] = came.map(({ body }) => Buffer.from(body));
    expect(first?.toString()).toBe('as it is');
    expect(others.map((body) => body.equals(message))).toEqual([true, true]);
    const long = Buffer.alloc(3500, 7).toString('base64url');
    expect(await at(`/scep?operation=PKIOperation&message=${long}`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['an operation that is none', '/scep?operation=GetNextCACert', 'GET'],
    ['none at all', '/scep', 'GET'],
    ['two at once', '/scep?operation=GetCACert&operation=GetCACaps', 'GET'],
    ['another one by POST', '/scep?operation=GetCACaps', 'POST'],
  ])('refuses %s', async (_what, path, method) => {
    expect(await at(path, { method, ...(method === 'POST' ? { body: 'x' } : {}) })).toMatchObject({
      status: 400,
    });
    expect(came).toEqual([]);
  });

  it.each([
    [400, new MusterError('scep_refused', { problem: 'no message' })],
    [503, new MusterError('store_busy')],
    [503, new MusterError('vault_locked')],
    [500, new Error('a bug')],
  ])('answers %i for what went wrong beside SCEP', async (status, error) => {
    operate = () => Promise.reject(error);
    const asked = { method: 'POST', body: 'x' };
    expect(await at('/scep?operation=PKIOperation', asked)).toMatchObject({ status });
  });
});

describe('a device', () => {
  it.each([
    ['/mdm/checkin', 'application/x-apple-aspen-mdm-checkin'],
    ['/mdm/connect', 'application/x-apple-aspen-mdm; charset=UTF-8'],
    ['/mdm/connect', undefined],
  ])('is heard at %s with a body of type %s, byte for byte', async (path, type) => {
    const headers = { 'mdm-signature': 'c2ln', ...(type === undefined ? {} : { 'content-type': type }) };
    const heard = await put(path, ' <plist>\r\n€ ', headers);
    expect(came).toEqual([
      {
        route: path.slice('/mdm/'.length),
        presented: { signature: 'c2ln', certificate: null },
        body: Buffer.from(' <plist>\r\n€ '),
      },
    ]);
    expect(heard).toMatchObject({ status: 200, body: '', headers: { 'content-length': '0' } });
    expect(heard.headers['content-type']).toBeUndefined();
  });

  it('is answered as the door says, with its type', async () => {
    answer = { status: 200, type: 'application/xml; charset=UTF-8', body: Buffer.from('<plist/>') };
    expect(await put('/mdm/connect', 'x')).toMatchObject({
      status: 200,
      body: '<plist/>',
      headers: { 'content-type': 'application/xml; charset=UTF-8' },
    });
    answer = { status: 403, type: 'application/json', body: Buffer.from('{}') };
    expect(await put('/mdm/checkin', 'x')).toMatchObject({
      status: 403,
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    answer = { ...NOTHING, status: 410 };
    expect(await put('/mdm/checkin', 'x')).toMatchObject({ status: 410, body: '' });
  });

  it('may prove itself with the certificate of its connection; a signature counts more', async () => {
    const { chain, key } = listener.authority.certify({ names: ['DNS:device'], bits: 2048 });
    const { raw } = new X509Certificate(chain);
    const tls = { cert: chain, key };
    await put('/mdm/connect', 'x', {}, tls);
    await put('/mdm/connect', 'x', { 'mdm-signature': 'c2ln' }, tls);
    await put('/mdm/connect', 'x');
    expect(came.map(({ presented }) => presented)).toEqual([
      { signature: null, certificate: raw },
      { signature: 'c2ln', certificate: null },
      { signature: null, certificate: null },
    ]);
  });

  it('is refused with 413 before anything is read of a body too long; a long list of applications is heard', async () => {
    const megabyte = 1024 * 1024;
    expect(await put('/mdm/checkin', 'x'.repeat(megabyte + 1))).toMatchObject({ status: 413 });
    expect(await put('/mdm/connect', 'x'.repeat(10 * megabyte + 1))).toMatchObject({ status: 413 });
    const chunks = { 'transfer-encoding': 'chunked' };
    expect(await put('/mdm/checkin', 'x'.repeat(megabyte + 1), chunks)).toMatchObject({ status: 413 });
    const long = { method: 'POST', body: 'x'.repeat(65_537) };
    expect(await at('/scep?operation=PKIOperation', long)).toMatchObject({ status: 413 });
    expect(came).toEqual([]);
    expect(await put('/mdm/connect', 'x'.repeat(9 * megabyte))).toMatchObject({ status: 200 });
    expect(came.map(({ body }) => body.length)).toEqual([9 * megabyte]);
    expect(LIMITS.body.devices).toBe(10 * megabyte);
  });

  it('waits with a long report while many others are in memory; short ones are heard', async () => {
    const megabytes = 9 * 1024 * 1024;
    const head = `PUT /mdm/connect HTTP/1.1\r\nhost: localhost:${listener.settings.devicesPort}\r\n`;
    const lines = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const line = await dial(listener.settings.devicesPort);
        line.say(`${head}content-length: ${megabytes}\r\n\r\n`);
        return line;
      }),
    );
    const refused = await Promise.race(lines.map((line) => line.until('HTTP/1.1 503').then(() => line)));
    expect(refused.heard()).toMatch(/retry-after: \d+/i);
    expect(await put('/mdm/connect', 'x'.repeat(1000))).toMatchObject({ status: 200 });
    expect(came.map(({ body }) => body.length)).toEqual([1000]);
    for (const { socket } of lines) socket.destroy();
    await vi.waitFor(async () =>
      expect(await put('/mdm/connect', 'x'.repeat(megabytes))).toMatchObject({ status: 200 }),
    );
  });

  it('without a body is heard all the same, and proves nothing', async () => {
    await at('/mdm/checkin', { method: 'PUT' });
    expect(came).toEqual([
      { route: 'checkin', presented: { signature: null, certificate: null }, body: new Uint8Array() },
    ]);
  });

  it('does not come to the people’s door', async () => {
    const people = (path: string, method: string) =>
      ask(listener.settings.peoplePort, { path, method, ca: listener.ca });
    expect(await people('/scep?operation=GetCACaps', 'GET')).toMatchObject({ status: 404 });
    expect(await people('/mdm/checkin', 'PUT')).toMatchObject({ status: 404 });
  });

  it('is named in the access log by its route alone', async () => {
    await at('/scep?operation=PKIOperation&message=geheim');
    await put('/mdm/connect', 'geheim', { 'mdm-signature': 'geheim' });
    await at('/scep?operation=GetCACaps');
    const log = JSON.stringify(listener.service.log(50));
    expect(log).toContain('/mdm/connect');
    expect(log).not.toContain('geheim');
  });
});
