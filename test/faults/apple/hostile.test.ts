import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signedMessage } from '../../../electron/demo/apple/device/cms-write.ts';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import { managementOf } from '../../../electron/demo/apple/device/management.ts';
import type { DeviceRequest } from '../../../electron/demo/apple/device/network.ts';
import { readProfile } from '../../../electron/demo/apple/device/profile.ts';
import { writePlist } from '../../../electron/plist/plist.ts';
import { type Fleet, unpackFleet } from '../../devices/apple/fleet.ts';
import {
  attached,
  HOSTILE,
  halved,
  saying,
  sending,
  signedByAnother,
  tampered,
  unsigned,
} from '../../devices/apple/misbehaviour.ts';
import { createWitness, type Witness } from '../../devices/apple/witness.ts';
import { networkTo, profileFor } from '../../support/served/apple.ts';
import { type Program, startListening } from '../../support/served/program.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { lock } from './support/lock.ts';
import { rowsOf } from './support/rows.ts';
import { strange } from './support/stranger.ts';

const ZOE = 'zoe@school.example';
/** A list of applications that a Mac may send, and one that nobody has, in bytes. */
const LONG = 9_000_000;
const TOO_LONG = 11_000_000;
/** Longest for a document that wants its reader to work without end, in ms. */
const SOON_MS = 2000;

let workspace: ServedWorkspace;
let program: Program;
let witness: Witness;
let fleet: Fleet;
let phone: AppleDevice;
let other: AppleDevice;
let mac: AppleDevice;
const challenges: string[] = [];
beforeAll(async () => {
  workspace = await makeServedWorkspace({ people: [ZOE] });
  witness = createWitness(networkTo(workspace), () => 1);
  // The third of a fleet is an iPhone, the fourth a Mac.
  fleet = unpackFleet({ count: 4, network: witness.network, keys: sharedKeys(2) });
  program = await startListening(workspace);
  const admin = await workspace.open();
  await fleet.all(async (device) => {
    const profile = await profileFor(admin.workspace, ZOE);
    challenges.push(managementOf(readProfile(profile, []))?.scep.challenge ?? '');
    await device.install(profile);
    await device.connect();
  });
  await admin.close();
  [phone, other, mac] = [deviceAt(0), deviceAt(2), deviceAt(3)];
});
afterAll(async () => {
  await program.kill();
  witness.network.close();
  workspace.remove();
});

function deviceAt(index: number): AppleDevice {
  const device = fleet.devices[index];
  if (device === undefined) throw new RangeError(`${index}`);
  return device;
}

const url = (path: string): string => `https://register.school.test:${workspace.devicesPort}${path}`;

/** Sends bytes as they are, from nobody in particular. */
const send = (path: string, body: Uint8Array | null, more: Partial<DeviceRequest> = {}) =>
  witness.network.send({
    url: url(path),
    method: 'PUT',
    headers: {},
    body,
    trust: [],
    client: null,
    ...more,
  });

/** What the device’s next message gets, once something is wrong with it: a status. */
async function statusOf(
  device: AppleDevice,
  step: 'Idle' | 'TokenUpdate',
  ...mishap: Parameters<AppleDevice['mishaps']['at']>[1][]
): Promise<unknown> {
  for (const one of mishap) device.mishaps.at(step, one);
  const doing: Promise<unknown> = step === 'Idle' ? device.connect() : device.renewToken();
  return await doing.then(
    () => 200,
    (error: unknown) => z.object({ status: z.number() }).parse(error).status,
  );
}

const devices = () =>
  rowsOf(
    workspace.folder,
    { udid: z.string(), state: z.string(), life: z.int(), identity: z.string() },
    'SELECT udid, state, life, identity FROM apple_devices ORDER BY seq',
  );

describe('a message that proves nothing', () => {
  it('gets 400: unsigned, tampered, not detached, half a signature, another’s signature of something else', async () => {
    for (const step of ['Idle', 'TokenUpdate'] as const) {
      expect(await statusOf(phone, step, unsigned()), step).toBe(400);
      expect(await statusOf(phone, step, tampered()), step).toBe(400);
      expect(await statusOf(phone, step, attached(phone)), step).toBe(400);
      const cut = {
        headers: (headers: Record<string, string>) => ({
          ...headers,
          'mdm-signature': String(headers['mdm-signature']).slice(0, 400),
        }),
      };
      expect(await statusOf(phone, step, cut), step).toBe(400);
    }
    let signature = '';
    other.mishaps.at('Idle', {
      headers: (headers) => {
        signature = String(headers['mdm-signature']);
        return headers;
      },
    });
    await other.connect();
    expect(
      await statusOf(phone, 'Idle', { headers: (headers) => ({ ...headers, 'mdm-signature': signature }) }),
    ).toBe(400);
  });
});

describe('who is not who he says', () => {
  it('gets 403 with another device’s signature, and with the certificate of another authority', async () => {
    const before = devices();
    for (const step of ['Idle', 'TokenUpdate'] as const) {
      expect(await statusOf(phone, step, signedByAnother(other)), step).toBe(403);
      expect(await statusOf(phone, step, saying({ UDID: other.udid })), step).toBe(403);
    }
    const stranger = await strange();
    const body = writePlist({
      MessageType: 'TokenUpdate',
      UDID: phone.udid,
      Topic: 'com.apple.mgmt.x',
      Token: Buffer.alloc(32),
      PushMagic: 'x',
    });
    const signature = signedMessage({
      content: body,
      signer: stranger.signer,
      detached: true,
      signingTime: null,
    });
    const headers = { 'mdm-signature': signature.toString('base64') };
    expect((await send('/mdm/checkin', body, { headers })).status).toBe(403);
    expect((await send('/mdm/checkin', body, { client: stranger.client })).status).toBe(403);
    expect(devices()).toEqual(before);
  });
});

describe('what is no message', () => {
  it.each(Object.keys(HOSTILE))('gets 400 soon: %s', async (name) => {
    for (const step of ['Idle', 'TokenUpdate'] as const) {
      const began = performance.now();
      expect(await statusOf(phone, step, sending(HOSTILE[name] ?? Buffer.alloc(0)))).toBe(400);
      expect(performance.now() - began).toBeLessThan(SOON_MS);
    }
  });

  it('gets 400: garbage, half of one, nothing, binary without end; the device is served as before', async () => {
    const garbage = [
      Buffer.alloc(0),
      Buffer.from('\0\0\0'),
      Buffer.from('bplist00'),
      Buffer.alloc(70_000, 'bplist00\xff', 'latin1'),
      Buffer.from('{"Status":"Idle"}'),
    ];
    for (const step of ['Idle', 'TokenUpdate'] as const) {
      for (const bytes of garbage) expect(await statusOf(phone, step, sending(bytes))).toBe(400);
      expect(await statusOf(phone, step, halved())).toBe(400);
      expect(await statusOf(phone, step)).toBe(200);
    }
  });

  it('is told from what is only said to be another type', async () => {
    for (const type of [
      'text/plain',
      'application/json',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
    ]) {
      const as = { headers: (headers: Record<string, string>) => ({ ...headers, 'content-type': type }) };
      expect([type, await statusOf(phone, 'Idle', as)]).toEqual([type, 200]);
    }
    const nonsense = {
      headers: (headers: Record<string, string>) => ({ ...headers, 'content-type': 'nonsense' }),
    };
    expect(await statusOf(phone, 'Idle', nonsense)).toBe(415);
  });

  it('gets 413 when it is too long, before it is read; a long report is heard', async () => {
    const long = (bytes: number) => saying({ Padding: 'x'.repeat(bytes) });
    expect(await statusOf(phone, 'Idle', long(TOO_LONG))).toBe(413);
    expect(await statusOf(phone, 'TokenUpdate', long(2_000_000))).toBe(413);
    expect(await statusOf(phone, 'Idle', long(LONG))).toBe(200);
  });

  it('gets no answer of SCEP but 400: garbage to its door', async () => {
    const type = { 'content-type': 'application/x-pki-message' };
    for (const body of [Buffer.alloc(0), Buffer.from('0\x82'), Buffer.alloc(50_000, 0x30)]) {
      const answer = await send('/scep?operation=PKIOperation', body, { method: 'POST', headers: type });
      expect(answer.status).toBe(400);
    }
    for (const path of [
      '/scep',
      '/scep?operation=Nonsense',
      '/scep?operation=PKIOperation&message=%25%25',
      '/scep?operation=PKIOperation&message=MIIB',
    ])
      expect((await send(path, null, { method: 'GET' })).status).toBe(400);
  });
});

it('nothing is answered with 401, nothing with a fault of ours, and nobody was unenrolled', async () => {
  const statuses = [...witness.statuses];
  expect(statuses).not.toContain(401);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(devices().map(({ state, life }) => `${state} ${life}`)).toEqual(Array(4).fill('active 1'));
  for (const device of fleet.devices) await device.connect();
});

it('no secret is in what the program writes: its log, what it says, the file', async () => {
  const pin = await lock(workspace, mac);
  await mac.setBootstrapToken(Buffer.from('the bootstrap token of a Mac'));
  await mac.connect();
  expect(pin).toMatch(/^\d{6}$/);
  await program.stop();
  const said = [
    program.lines.join('\n'),
    program.errors(),
    readFileSync(join(workspace.folder, 'listener.log'), 'latin1'),
  ].join('\n');
  const kept = readdirSync(workspace.folder)
    .filter((name) => name.startsWith('muster.db'))
    .map((name) => readFileSync(join(workspace.folder, name)));
  expect(kept.length).toBeGreaterThan(0);
  const sealed = [
    ...challenges,
    `"${pin}"`,
    ...['the bootstrap token of a Mac', Buffer.from('the bootstrap token of a Mac').toString('base64')],
    ...[...fleet.devices].flatMap(({ state }) => formsOf(state.enrollment?.unlockToken ?? null)),
  ];
  for (const secret of sealed) {
    expect(secret.length).toBeGreaterThan(7);
    expect(said.includes(secret)).toBe(false);
    for (const file of kept) expect(file.includes(secret, 0, 'latin1')).toBe(false);
  }
  const pushes = fleet.devices.flatMap(({ state }) => [
    ...formsOf(state.enrollment?.push.token ?? null),
    state.enrollment?.push.magic ?? '',
  ]);
  for (const secret of pushes) expect(said.includes(secret)).toBe(false);
});

/** Bytes given in Base64, as they may turn up. */
function formsOf(base64: string | null): string[] {
  if (base64 === null) return [];
  const bytes = Buffer.from(base64, 'base64');
  return [base64, bytes.toString('hex'), bytes.toString('latin1')];
}
