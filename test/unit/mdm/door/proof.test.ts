import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePlist } from '../../../../electron/plist/plist.ts';
import { type DoorWorld, openDoorWorld } from '../../../support/apple/door-bench.ts';
import type { TestDevice } from '../../../support/apple/door-device.ts';
import { auditDraft } from '../../../support/command-fixtures.ts';
import { temporaryFolder } from '../../../support/store-fixtures.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let world: DoorWorld;
let device: TestDevice;
beforeAll(async () => {
  world = await openDoorWorld();
  device = await world.registeredDevice('iphone');
});
afterAll(() => world.close());

const idle = () => writePlist({ UDID: device.udid, Status: 'Idle' });
const put = (signature: string | null, body = idle(), certificate: Uint8Array | null = null) =>
  world.door.report({ signature, certificate }, body);

async function refusals(): Promise<unknown[]> {
  const { rows } = await world.store.audit.list({
    filter: { deeds: ['apple.refused'] },
    before: null,
    limit: 100,
  });
  return rows.map(({ detail }) => detail.why);
}

describe('a device proves itself', () => {
  it('by Mdm-Signature, with and without a signing time, by whatever digest it has', async () => {
    for (const how of [[], ['-md', 'sha384'], ['-md', 'sha1'], ['-noattr'], ['-keyid']]) {
      expect(await put(device.sign(idle(), how)), how.join(' ')).toMatchObject({ status: 200 });
    }
  });

  it('by the certificate of its connection', async () => {
    expect(await put(null, idle(), device.certificate)).toMatchObject({ status: 200 });
  });

  it('or is refused with 400: unsigned, tampered with, not detached, signed by two, no signature at all', async () => {
    const body = idle();
    const good = device.sign(body);
    const tampered = Buffer.from(good, 'base64');
    tampered[tampered.length - 9] = (tampered[tampered.length - 9] ?? 0) ^ 1;
    const { files } = await world.device('other');
    for (const [what, signature, sent] of [
      ['nothing', null, body],
      ['tampered body', good, Buffer.concat([body, Buffer.from(' ')])],
      ['tampered signature', tampered.toString('base64'), body],
      ['not detached', device.sign(body, ['-nodetach']), body],
      ['without its certificate', device.sign(body, ['-nocerts']), body],
      ['two signers', device.sign(body, ['-signer', files.certificate, '-inkey', files.key]), body],
      ['no Base64', '%%%', body],
      ['empty', '', body],
      ['a certificate', Buffer.from(device.certificate).toString('base64'), body],
    ] as const) {
      expect(await put(signature, sent), what).toEqual({
        status: 400,
        type: null,
        body: new Uint8Array(),
      });
    }
  });

  it('or is refused with 403 where its certificate is another authority’s', async () => {
    const folder = temporaryFolder();
    const stranger = join(folder.path, 'stranger');
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=stranger',
      ...keyAndCert(stranger),
    );
    writeFileSync(join(folder.path, 'body'), idle());
    const signed = ['cms', '-sign', '-binary', '-outform', 'DER', '-in', join(folder.path, 'body')];
    const signature = openssl(...signed, '-signer', `${stranger}.pem`, '-inkey', `${stranger}.key`);
    expect(await put(signature.toString('base64'))).toMatchObject({ status: 403, type: null });
    // The authority’s own certificates are no device’s.
    const root = (await world.pki.root()).der;
    expect(await put(null, idle(), root)).toMatchObject({ status: 403, type: null });
    folder.remove();
  });

  it('though its clock, or ours, is off by minutes; certificates begin an hour early', async () => {
    const fresh = await world.device('ahead');
    const at = world.clock.now;
    const authenticate = { MessageType: 'Authenticate', Topic: 'com.apple.mgmt.x' };
    world.clock.now = at - 65 * MINUTE;
    expect(await fresh.checkIn(authenticate)).toMatchObject({ status: 200 });
    world.clock.now = at - 75 * MINUTE;
    expect(await fresh.checkIn(authenticate)).toMatchObject({ status: 403 });
    world.clock.now = at;
  });

  it('and with an expired identity is refused, told of once an hour, and stays registered', async () => {
    const at = world.clock.now;
    const before = (await refusals()).length;
    world.clock.now = at + 365 * DAY + 5 * MINUTE;
    expect(await put(device.sign(idle()))).toMatchObject({ status: 200 });
    world.clock.now = at + 366 * DAY;
    for (let time = 0; time < 3; time += 1) {
      expect(await put(device.sign(idle()))).toEqual({ status: 403, type: null, body: new Uint8Array() });
    }
    world.clock.now += 59 * MINUTE;
    await put(device.sign(idle()));
    expect(await refusals()).toHaveLength(before + 1);
    world.clock.now += 2 * MINUTE;
    await put(device.sign(idle()));
    expect((await refusals()).slice(0, 2)).toEqual(['expired', 'expired']);
    world.clock.now = at;
    expect(await world.store.apple.device(await device.id())).toMatchObject({ state: 'active' });
    expect(await put(device.sign(idle()))).toMatchObject({ status: 200 });
  });

  it('and with a revoked identity is refused', async () => {
    const orphan = await world.device('orphan');
    const at = world.clock.now;
    const audit = auditDraft('certificate.revoked');
    expect(await world.store.apple.revokeOrphans({ before: at + 1, at, reason: 5, audit })).toBeGreaterThan(
      0,
    );
    expect(await orphan.checkIn({ MessageType: 'Authenticate', Topic: 'x' })).toMatchObject({
      status: 403,
      type: null,
    });
    expect((await refusals())[0]).toBe('unknown_identity');
  });
});

function keyAndCert(name: string): string[] {
  return ['-keyout', `${name}.key`, '-out', `${name}.pem`];
}

function openssl(...args: string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
}
