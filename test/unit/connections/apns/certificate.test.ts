import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PUSH_WARN_DAYS } from '../../../../electron/model/apple/push.ts';
import {
  addDevice,
  createPushFile,
  openPush,
  type PushFile,
  pickPem,
  setUp,
  TOPIC,
} from '../../../support/apple/push-bench.ts';
import { type OpenSsl, openSsl } from '../../../support/pki/openssl.ts';

const DAY = 24 * 60 * 60 * 1000;
const OTHER = 'com.apple.mgmt.External.another';

let file: PushFile;
let push: ReturnType<typeof openPush>['push'];
let ssl: OpenSsl;

beforeEach(async () => {
  file = await createPushFile();
  ({ push } = openPush(file));
  ssl = await openSsl();
});
afterEach(async () => {
  await push.close();
  await file.close();
  await ssl.remove();
});

function bring(handle: string, rest: Partial<Parameters<typeof push.bring>[0]> = {}) {
  return push.bring({ handle, password: null, appleId: null, replaceTopic: false, ...rest });
}

/** A key and a request of the admin’s own. */
async function ownRequest(): Promise<{ key: string; csr: string }> {
  await ssl('req -new -newkey rsa:2048 -nodes -keyout own.key -subj /CN=own -out own.csr');
  return { key: (await ssl.read('own.key')).toString(), csr: (await ssl.read('own.csr')).toString() };
}

describe('the request', () => {
  test('is one that openssl accepts, and the same until it is thrown away', async () => {
    const { pem } = await push.request();
    await ssl.write('push.csr', pem);
    expect(await ssl('req -in push.csr -verify -noout -text')).toContain('Public-Key: (2048 bit)');
    expect(await push.overview()).toMatchObject({ state: 'requested', requestedAt: file.clock.now() });
    expect((await push.request()).pem).toBe(pem);
    await push.discardRequest();
    expect((await push.overview()).state).toBe('none');
    expect((await push.request()).pem).not.toBe(pem);
  });

  test('keeps its key sealed, and nothing of it in the clear', async () => {
    await setUp(file, push);
    addDevice(file);
    push.start();
    await file.until(() => file.delivered.length === 1 && file.lease === null);
    const clear = JSON.stringify([[...file.settings], file.audit, file.log, await push.overview()]);
    expect(clear).not.toContain('PRIVATE KEY');
    expect(clear).not.toContain('magic-1');
    for (const blob of file.blobs.stored.values()) {
      expect(Buffer.from(blob).toString('latin1')).not.toContain('PRIVATE KEY');
    }
    expect(file.audit.map(({ deed }) => deed)).toEqual(['push.requested', 'push.brought']);
  });
});

describe('a certificate', () => {
  test('for the waiting request is taken in with its topic', async () => {
    expect(await setUp(file, push)).toMatchObject({
      state: 'ready',
      topic: TOPIC,
      appleId: 'it@riverside.example',
      requestedAt: null,
      certificate: { subject: expect.stringContaining(`UID=${TOPIC}`) },
    });
    expect(await push.topic()).toBe(TOPIC);
  });

  test('can come with a key of its own, as PEM or PFX', async () => {
    const { key, csr } = await ownRequest();
    const certificate = await file.apple.issue(csr, TOPIC, 100);
    expect(await bring(pickPem(push, certificate, key))).toMatchObject({ state: 'ready', topic: TOPIC });
    await push.remove();
    await ssl.write('own.crt', certificate);
    await ssl('pkcs12 -export -in own.crt -inkey own.key -out own.p12 -passout pass:secret');
    const { handle } = push.pick([{ name: 'own.p12', bytes: await ssl.read('own.p12') }]);
    await expect(bring(handle, { password: 'wrong' })).rejects.toMatchObject({
      code: 'certificate_wrong_password',
    });
    expect((await bring(handle, { password: 'secret' })).state).toBe('ready');
  });

  test('for another key is refused', async () => {
    await push.request();
    const { csr } = await ownRequest();
    const handle = pickPem(push, await file.apple.issue(csr, TOPIC, 100));
    await expect(bring(handle)).rejects.toMatchObject({ code: 'push_key_mismatch' });
    expect((await push.overview()).state).toBe('requested');
  });

  test('without a topic of device management is refused', async () => {
    const { pem } = await push.request();
    const handle = pickPem(push, await file.apple.issue(pem, 'com.example.app', 100));
    await expect(bring(handle)).rejects.toMatchObject({ code: 'push_not_push' });
  });

  test('that has ended is refused', async () => {
    const { pem } = await push.request();
    const handle = pickPem(push, await file.apple.issue(pem, TOPIC, -1));
    await expect(bring(handle)).rejects.toMatchObject({ code: 'certificate_expired' });
  });

  test('with another topic than the one before is refused, unless it is to replace it', async () => {
    const before = await setUp(file, push);
    await expect(setUp(file, push, { topic: OTHER })).rejects.toMatchObject({
      code: 'push_wrong_topic',
      details: { topic: OTHER, wanted: TOPIC },
    });
    expect((await push.overview()).certificate).toEqual(before.certificate);
    expect(await setUp(file, push, { topic: OTHER, replaceTopic: true })).toMatchObject({ topic: OTHER });
  });

  test('that is removed leaves its topic behind, and no key', async () => {
    await setUp(file, push);
    expect(await push.remove()).toMatchObject({ state: 'none', topic: TOPIC, certificate: null });
    expect([...file.blobs.stored.keys()]).toEqual([]);
    await expect(setUp(file, push, { topic: OTHER })).rejects.toMatchObject({ code: 'push_wrong_topic' });
  });

  test('leaves one key behind when it is renewed', async () => {
    await setUp(file, push);
    await setUp(file, push);
    expect([...file.blobs.stored.keys()]).toHaveLength(1);
  });

  test('is ending, then expired; devices keep its topic', async () => {
    await setUp(file, push, { days: PUSH_WARN_DAYS + 1 });
    expect((await push.overview()).state).toBe('ready');
    file.clock.advance(DAY);
    expect((await push.overview()).state).toBe('ending');
    file.clock.advance(PUSH_WARN_DAYS * DAY);
    expect((await push.overview()).state).toBe('expired');
    expect(await push.topic()).toBe(TOPIC);
  });
});

describe('the topic', () => {
  test('is made up once while there is no certificate, and gives way to the first one', async () => {
    const [one, other] = await Promise.all([push.topic(), push.topic()]);
    expect(one).toMatch(/^com\.apple\.mgmt\.External\.[0-9a-f-]{36}$/);
    expect(other).toBe(one);
    expect(await setUp(file, push)).toMatchObject({ topic: TOPIC });
  });
});

describe('an MDM vendor’s certificate', () => {
  /** Root, intermediate and vendor’s certificate, PEM. */
  async function vendor(days = 30): Promise<{ root: string; middle: string; leaf: string; key: string }> {
    const rsa = '-newkey rsa:2048 -nodes';
    await ssl.write('ca.ext', 'basicConstraints=critical,CA:TRUE\n');
    await ssl(`req -x509 ${rsa} -keyout root.key -subj /CN=Root -days 99 -out root.crt`);
    await ssl(`req -new ${rsa} -keyout middle.key -subj /CN=Relations -out middle.csr`);
    await ssl(
      'x509 -req -in middle.csr -CA root.crt -CAkey root.key -CAcreateserial -extfile ca.ext -days 99 -out middle.crt',
    );
    await ssl(`req -new ${rsa} -keyout leaf.key -subj /CN=MDM_Vendor -out leaf.csr`);
    await ssl(
      `x509 -req -in leaf.csr -CA middle.crt -CAkey middle.key -CAcreateserial -days ${days} -out leaf.crt`,
    );
    const text = async (name: string) => (await ssl.read(name)).toString();
    return {
      root: await text('root.crt'),
      middle: await text('middle.crt'),
      leaf: await text('leaf.crt'),
      key: await text('leaf.key'),
    };
  }

  test('signs the request as identity.apple.com wants it', async () => {
    const { pem } = await push.request();
    const { root, middle, leaf, key } = await vendor();
    const { content, fileName } = await push.vendorSign({
      handle: pickPem(push, root, key, leaf, middle),
      password: null,
    });
    expect(fileName).toBe('PushCertificateRequest.plist');
    const plist = Buffer.from(content, 'base64').toString();
    const value = (name: string) =>
      new RegExp(`<key>${name}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1] ?? '';
    await ssl.write('csr.der', Buffer.from(value('PushCertRequestCSR'), 'base64'));
    await ssl.write('signature', Buffer.from(value('PushCertSignature'), 'base64'));
    await ssl.write('vendor.pub', await ssl('x509 -in leaf.crt -pubkey -noout'));
    expect(await ssl('dgst -sha256 -verify vendor.pub -signature signature csr.der')).toContain(
      'Verified OK',
    );
    expect((await ssl('req -inform DER -in csr.der')).trim()).toBe(pem.trim());
    const chain =
      value('PushCertCertificateChain').match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? [];
    expect(chain.map((each) => new X509Certificate(each).subject)).toEqual([
      'CN=MDM_Vendor',
      'CN=Relations',
      'CN=Root',
    ]);
    expect(file.audit.at(-1)).toMatchObject({ deed: 'push.signed', detail: { vendor: 'MDM_Vendor' } });
    expect([...file.blobs.stored.keys()]).toHaveLength(1);
  });

  test('is refused when it has ended, has no key, or its chain is not whole', async () => {
    const { root, middle, leaf, key } = await vendor();
    await expect(
      push.vendorSign({ handle: pickPem(push, root, middle, leaf, key), password: null }),
    ).rejects.toMatchObject({ code: 'push_not_requested' });
    await push.request();
    await expect(
      push.vendorSign({ handle: pickPem(push, leaf, key, root), password: null }),
    ).rejects.toMatchObject({
      code: 'push_vendor_refused',
      details: { problem: 'the certificate that issued “MDM_Vendor” is missing' },
    });
    await expect(
      push.vendorSign({ handle: pickPem(push, leaf, middle, root), password: null }),
    ).rejects.toMatchObject({ code: 'certificate_no_key' });
    file.clock.advance(31 * DAY);
    await expect(
      push.vendorSign({ handle: pickPem(push, leaf, key, middle, root), password: null }),
    ).rejects.toMatchObject({
      code: 'push_vendor_refused',
      details: { problem: expect.stringContaining('valid until') },
    });
  });
});
