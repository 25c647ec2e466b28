import { generateKeyPairSync } from 'node:crypto';
import http2 from 'node:http2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judge } from '../../../../electron/demo/apple/push/rules.ts';
import { createPushStandIn, type PushStandIn } from '../../../../electron/demo/apple/push/stand-in.ts';
import { writeCertificateRequest } from '../../../../electron/pki/issuing/request.ts';
import { TOPIC } from '../../../support/apple/push-bench.ts';

const TOKEN = 'ab'.repeat(32);
const HEADERS = {
  ':method': 'POST',
  ':path': `/3/device/${TOKEN}`,
  'apns-push-type': 'mdm',
  'apns-topic': TOPIC,
  'apns-expiration': '1800000000',
  'apns-priority': '10',
};
const BODY = JSON.stringify({ mdm: 'magic' });

describe('a push', () => {
  const judged = (changes: Record<string, string | undefined>, body = BODY) =>
    judge({ ...HEADERS, ...changes }, Buffer.from(body), TOPIC);

  test('as Apple wants it is taken', () => {
    const push = { token: TOKEN, magic: 'magic', topic: TOPIC, expiresAt: 1_800_000_000_000 };
    expect(judged({})).toEqual({ push });
  });
  test.each([
    { changes: { ':method': 'GET' }, status: 405, reason: 'MethodNotAllowed' },
    { changes: { ':path': `/2/device/${TOKEN}` }, status: 404, reason: 'BadPath' },
    { changes: { ':path': '/3/device/' }, status: 400, reason: 'MissingDeviceToken' },
    { changes: { ':path': '/3/device/xyz' }, status: 400, reason: 'BadDeviceToken' },
    { changes: { 'apns-push-type': 'alert' }, status: 400, reason: 'InvalidPushType' },
    { changes: { 'apns-push-type': undefined }, status: 400, reason: 'InvalidPushType' },
    { changes: { 'apns-topic': undefined }, status: 400, reason: 'MissingTopic' },
    { changes: { 'apns-topic': 'com.example' }, status: 400, reason: 'TopicDisallowed' },
    { changes: { 'apns-priority': '11' }, status: 400, reason: 'BadPriority' },
    { changes: { 'apns-expiration': 'soon' }, status: 400, reason: 'BadExpirationDate' },
    { changes: {}, body: '', status: 400, reason: 'PayloadEmpty' },
    { changes: {}, body: '{"aps":{},"mdm":"magic"}', status: 400, reason: 'PayloadEmpty' },
    { changes: {}, body: JSON.stringify({ mdm: 'x'.repeat(4096) }), status: 413, reason: 'PayloadTooLarge' },
  ])('otherwise is refused: $reason', ({ changes, body, status, reason }) => {
    expect(judged(changes, body)).toEqual({ refused: { status, reason } });
  });
});

describe('the stand-in', () => {
  let apple: PushStandIn;
  beforeEach(async () => {
    apple = await createPushStandIn();
  });
  afterEach(() => apple.close());

  test('asks for a certificate, and for one of its own', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const csr = await writeCertificateRequest({ privateKey, commonName: 'me' });
    const stranger = await createPushStandIn();
    const foreign = await stranger.issue(csr, TOPIC, 10);
    await stranger.close();
    expect(await ask({})).toEqual({ status: 403, reason: 'MissingProviderToken' });
    expect(await ask({ cert: foreign, key })).toEqual({ status: 403, reason: 'BadCertificate' });
    const expired = await apple.issue(csr, TOPIC, -1);
    expect(await ask({ cert: expired, key })).toEqual({ status: 403, reason: 'BadCertificate' });
    const own = await apple.issue(csr, TOPIC, 10);
    expect(await ask({ cert: own, key })).toEqual({ status: 400, reason: 'BadDeviceToken' });
    apple.register(TOKEN, 'com.apple.mgmt.other');
    expect(await ask({ cert: own, key })).toEqual({ status: 400, reason: 'DeviceTokenNotForTopic' });
    apple.register(TOKEN, TOPIC);
    expect(await ask({ cert: own, key })).toEqual({ status: 200 });
    apple.unregister(TOKEN, 5);
    expect(await ask({ cert: own, key })).toEqual({ status: 410, reason: 'Unregistered', timestamp: 5 });
  });

  test('is the same one again with its authority', async () => {
    const { kept } = apple;
    const again = await createPushStandIn({ kept });
    expect(again.endpoint.authority).toBe(apple.endpoint.authority);
    await again.close();
  });

  test('issues to nobody who does not have the key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const csr = await writeCertificateRequest({ privateKey, commonName: 'me' });
    const der = Buffer.from(csr.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
    const tampered = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    await expect(apple.issue(tampered, TOPIC, 10)).rejects.toThrow('not signed');
  });

  async function ask(credentials: { cert?: string; key?: string }): Promise<object> {
    const { host, port, authority } = apple.endpoint;
    const session = http2.connect(`https://${host}:${port}`, { ca: [authority], ...credentials });
    const { promise, resolve, reject } = Promise.withResolvers<object>();
    session.on('error', reject);
    const stream = session.request(HEADERS);
    let status = 0;
    let body = '';
    stream.on('response', (headers) => {
      status = headers[':status'] ?? 0;
    });
    stream.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    stream.on('error', reject);
    stream.on('end', () => resolve({ status, ...(body === '' ? {} : JSON.parse(body)) }));
    stream.end(BODY);
    const answer = await promise;
    session.close();
    return answer;
  }
});
