import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePlist } from '../../../electron/plist/plist.ts';
import { registerPhone } from '../../support/apple/registered.ts';
import { openSsl } from '../../support/pki/openssl.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';
import { profile } from '../mdm/profiles/samples.ts';
import { type AppleCli, openAppleCli } from './apple-bench.ts';

let cli: AppleCli;
let phone: Awaited<ReturnType<typeof registerPhone>>;
beforeAll(async () => {
  cli = await openAppleCli();
  phone = await registerPhone(cli.workspace.store, 'UDID-1', Date.now() - 60_000);
  await put(cli.workspace.store, keptHere('camille'));
});
afterAll(() => cli.close());

const fileOf = (name: string) => join(cli.folder, name);
const badInput = (field: string) => ({ code: 'bad_input', details: { field } });

describe('devices', () => {
  it('are told of in figures', async () => {
    const { code, out, json } = await cli.apple('status');
    expect(code).toBe(0);
    expect(out).toContain('Devices: 1 active');
    expect(out).toContain('Push certificate: none');
    expect(json).toMatchObject({ counts: { active: 1 }, push: { state: 'none' }, listening: false });
  });

  it('are listed with state and last contact', async () => {
    const { out, json } = await cli.apple('devices');
    expect(out).toMatch(/^S-UDID-1 .*active, last seen 20/);
    expect(json).toMatchObject({ total: 1, devices: [{ id: phone.deviceId, platform: 'ios' }] });
    expect((await cli.apple('devices', '--state', 'retired,wiped')).json).toMatchObject({ total: 0 });
    await expect(cli.apple('devices', '--state', 'broken')).rejects.toMatchObject(badInput('--state'));
  });

  it.each(['S-UDID-1', 'UDID-1'])('are shown one by one, by %s', async (wanted) => {
    const { out, json } = await cli.apple('device', wanted);
    expect(out).toContain('UDID: UDID-1');
    expect(out).toContain('Channel: the device, cannot be woken');
    expect(json).toMatchObject({ device: { serial: 'S-UDID-1' }, detail: { state: 'active', installs: [] } });
  });

  it('nobody has are named', async () => {
    await expect(cli.apple('device', 'none')).rejects.toMatchObject({
      details: { field: '<device>', problem: 'none' },
    });
  });

  it('are not woken without a push certificate', async () => {
    await expect(cli.apple('wake', 'UDID-1')).rejects.toMatchObject({ code: 'push_not_set' });
  });
});

describe('orders', () => {
  it('are listed, and taken back', async () => {
    const order = {
      uuid: 'o-1',
      deviceId: phone.deviceId,
      guid: '',
      order: { type: 'RestartDevice' },
      sealed: null,
      purpose: 'action',
      bundle: 'o-1',
      enrolledAt: null,
    } as const;
    await cli.workspace.store.apple.enqueue({ orders: [order], at: Date.now() });
    const { out, json } = await cli.apple('orders', '--device', 'UDID-1', '--open');
    expect(out).toMatch(/^o-1 .* RestartDevice {2}waiting\n1 of 1 orders\n$/);
    expect(json).toMatchObject({ total: 1, orders: [{ uuid: 'o-1', state: 'queued' }] });
    expect(await cli.apple('cancel', 'o-1', 'o-2')).toMatchObject({ code: 3, json: { cancelled: 1, of: 2 } });
    expect((await cli.apple('orders', '--open')).json).toMatchObject({ total: 0 });
    expect((await cli.apple('orders')).out).toContain('cancelled  by an admin');
  });

  it('without a PIN have none to show', async () => {
    await expect(cli.apple('pin', 'o-1')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('profiles', () => {
  beforeAll(() =>
    writeFileSync(fileOf('intranet.mobileconfig'), writePlist(profile({ PayloadScope: 'User' }))),
  );

  it('are taken in from files, with what is to be known of them', async () => {
    const { code, out, err, json } = await cli.apple(
      'profiles',
      'add',
      fileOf('intranet.mobileconfig'),
      '--name',
      'Ours',
    );
    expect(code).toBe(0);
    expect(err).toContain('iPhones and iPads have no users of their own');
    expect(out).toContain('Ours  org.example.intranet  v1');
    expect(json).toMatchObject({ name: 'Ours', description: 'The way to the intranet' });
    await expect(cli.apple('profiles', 'add', fileOf('intranet.mobileconfig'))).rejects.toMatchObject({
      code: 'profile_identifier_taken',
    });
    expect((await cli.apple('profiles', 'list')).json).toMatchObject({ profiles: [{ name: 'Ours' }] });
  });

  it('that cannot be read say why', async () => {
    writeFileSync(fileOf('bad.mobileconfig'), 'PK');
    await expect(cli.apple('profiles', 'add', fileOf('bad.mobileconfig'))).rejects.toMatchObject({
      code: 'profile_unreadable',
    });
    await expect(cli.apple('profiles', 'add', fileOf('missing'))).rejects.toMatchObject({
      code: 'file_unreadable',
    });
    const long = 'x'.repeat(121);
    await expect(
      cli.apple('profiles', 'add', fileOf('intranet.mobileconfig'), '--name', long),
    ).rejects.toMatchObject(badInput('--name'));
  });

  it('are assigned, and say to whom and where they are', async () => {
    const { out, json } = await cli.apple(
      'profiles',
      'assign',
      'ours',
      '--user',
      'camille',
      '--unit',
      '/School',
      '--device',
      'UDID-1',
    );
    expect(out).toContain('unit /School and those below it');
    expect(json).toMatchObject({
      assignments: [
        { kind: 'user', id: 'id-camille' },
        { kind: 'unit', path: '/School' },
        { kind: 'device', id: phone.deviceId },
      ],
      counts: { pending: 1 },
    });
    const places = await cli.apple('profiles', 'places', 'org.example.intranet');
    expect(places).toMatchObject({ code: 0, json: { places: [{ serial: 'S-UDID-1', state: 'pending' }] } });
    expect(await cli.apple('profiles', 'retry', 'Ours')).toMatchObject({ code: 0, json: { retried: 0 } });
    expect((await cli.apple('profiles', 'show', 'Ours')).json).toMatchObject({ counts: { pending: 1 } });
    await expect(cli.apple('profiles', 'assign', 'Ours', '--user', 'nobody')).rejects.toMatchObject({
      details: { problem: 'nobody' },
    });
    for (const wrong of [[], ['--none', '--all']]) {
      await expect(cli.apple('profiles', 'assign', 'Ours', ...wrong)).rejects.toMatchObject({
        code: 'bad_input',
      });
    }
  });

  it('are written as they go out', async () => {
    const { json } = await cli.apple('profiles', 'save', 'Ours', '--out', fileOf('signed'));
    expect(json).toMatchObject({ path: fileOf('signed') });
    expect(readFileSync(fileOf('signed')).includes('org.example.intranet.clip')).toBe(true);
  });

  it('are removed when that is meant', async () => {
    expect(await cli.apple('profiles', 'remove', 'Ours')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--yes'),
    });
    expect(await cli.apple('profiles', 'remove', 'Ours', '--yes')).toMatchObject({
      code: 0,
      json: { places: 1 },
    });
    expect((await cli.apple('profiles', 'list')).json).toEqual({ profiles: [] });
    await expect(cli.apple('profiles', 'show', 'Ours')).rejects.toMatchObject(badInput('<profile>'));
  });
});

describe('push', () => {
  it('has one request until its certificate comes', async () => {
    const first = await cli.apple('push', 'request', '--out', fileOf('push.csr'));
    const pem = readFileSync(fileOf('push.csr'), 'utf8');
    expect(pem).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----/);
    expect(first.json).toEqual({ pem, path: fileOf('push.csr') });
    expect((await cli.apple('push', 'request', '--out', fileOf('again.csr'))).json).toMatchObject({ pem });
    expect(await cli.apple('push', 'status')).toMatchObject({ code: 0, json: { state: 'requested' } });
  });

  it('takes a certificate in, and another topic only when told so', async () => {
    const openssl = await openSsl();
    const made = async (topic: string) => {
      const subject = `-subj /UID=${topic}/CN=APSP`;
      await openssl(`req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 300 ${subject}`);
      writeFileSync(fileOf('push.pem'), `${await openssl.read('cert.pem')}${await openssl.read('key.pem')}`);
      return fileOf('push.pem');
    };
    const first = await cli.apple(
      'push',
      'bring',
      await made('com.apple.mgmt.one'),
      '--apple-id',
      'it@example.org',
    );
    expect(first).toMatchObject({ code: 0, json: { state: 'ready', topic: 'com.apple.mgmt.one' } });
    expect(first.out).toContain('Topic: com.apple.mgmt.one  Apple Account: it@example.org');
    const other = await made('com.apple.mgmt.two');
    await expect(cli.apple('push', 'bring', other)).rejects.toMatchObject({ code: 'push_wrong_topic' });
    const second = await cli.apple('push', 'bring', other, '--replace-topic');
    expect(second.json).toMatchObject({ topic: 'com.apple.mgmt.two' });
    expect(await cli.apple('push', 'remove')).toMatchObject({
      code: 2,
      err: expect.stringContaining('com.apple.mgmt.two'),
    });
    expect((await cli.apple('push', 'remove', '--yes')).json).toMatchObject({ certificate: null });
    await openssl.remove();
  });

  it('says what is wrong with files', async () => {
    writeFileSync(fileOf('none.pem'), 'nothing');
    await expect(cli.apple('push', 'bring', fileOf('none.pem'))).rejects.toMatchObject({
      code: 'certificate_unreadable',
    });
    await expect(
      cli.apple('push', 'sign', '--vendor', fileOf('none.pem'), '--out', fileOf('x')),
    ).rejects.toMatchObject({ code: 'certificate_unreadable' });
    expect(existsSync(fileOf('x'))).toBe(false);
    await expect(cli.apple('push', 'remove', '--yes')).rejects.toMatchObject({ code: 'push_not_set' });
    await expect(cli.apple('push', 'test')).rejects.toMatchObject({ code: 'push_not_set' });
  });
});

it('writes an enrollment profile for a user, and for nobody else', async () => {
  const { json } = await cli.apple('profile', 'camille', '--out', fileOf('enroll.mobileconfig'));
  expect(json).toMatchObject({ path: fileOf('enroll.mobileconfig'), until: expect.any(Number) });
  expect(readFileSync(fileOf('enroll.mobileconfig')).includes('com.apple.mdm')).toBe(true);
  await expect(cli.apple('profile', 'nobody', '--out', fileOf('other'))).rejects.toMatchObject(
    badInput('<user>'),
  );
  expect(existsSync(fileOf('other'))).toBe(false);
});
