import { createHash, createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppleDoor } from '../../../../electron/mdm/apple/contract.ts';
import { MusterError } from '../../../../electron/model/errors.ts';
import { type DoorWorld, openDoorWorld } from '../../../support/apple/door-bench.ts';
import { TOPIC } from '../../../support/apple/door-device.ts';
import { type ScepClient, scepClient } from '../../../support/pki/scep-request.ts';
import { keptHere, put } from '../../../support/user-fixtures.ts';

const MINUTE = 60_000;

let world: DoorWorld;
let client: ScepClient;
beforeAll(async () => {
  world = await openDoorWorld();
  client = await scepClient(world.pki);
  await put(world.store, keptHere('camille'));
  await client.openssl('genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out second.key');
});
afterAll(async () => {
  await client.openssl.remove();
  await world.close();
});

async function request(challenge: string, key = 'device.key', told = {}): Promise<Buffer> {
  await client.csr({ challenge, key });
  return client.message(await client.envelope(), told);
}

/** What a CertRep says: `success`, or the number of its failInfo (RFC 8894 section 3.2.1.4). */
async function verdictOf(answer: Uint8Array): Promise<string> {
  await client.openssl.write('verdict', answer);
  const printed = await client.openssl('asn1parse -inform DER -in verdict');
  const told = (id: number) =>
    new RegExp(`:2\\.16\\.840\\.1\\.113733\\.1\\.9\\.${id}\\n.*\\n.*PRINTABLESTRING +:(.*)`).exec(
      printed,
    )?.[1];
  return told(3) === '0' ? 'success' : `failInfo ${told(4)}`;
}

const askWith = async (challenge: string, key?: string) =>
  verdictOf(await world.door.operate(await request(challenge, key)));

describe('a challenge', () => {
  it('gives a device its identity under a name of ours, before which it is noted', async () => {
    await world.challenge('good', { ticketId: 'ticket', userId: 'id-camille' });
    const certificate = await client.open(await world.door.operate(await request('good')));
    expect(certificate.subject).toMatch(/^CN=Muster device [\da-f]{8}$/);
    expect(await world.pki.judgeDevice(certificate.raw, world.clock.now)).toBe('good');
    const fingerprint = createHash('sha256').update(certificate.raw).digest('hex');
    expect(await world.store.apple.identity(fingerprint)).toMatchObject({
      state: 'issued',
      ticketId: 'ticket',
      userId: 'id-camille',
      serial: certificate.serialNumber.toLowerCase(),
      notAfter: certificate.validToDate.getTime(),
    });
    await client.openssl.write('issued.pem', certificate.toString());
    expect(await client.openssl('verify -CAfile root.pem issued.pem')).toContain('OK');
  });

  it('replayed with the same key in time gets the same certificate; another key badRequest', async () => {
    await world.challenge('replay');
    const first = await client.open(await world.door.operate(await request('replay')));
    const again = await client.open(await world.door.operate(await request('replay')));
    expect(again.serialNumber).toBe(first.serialNumber);
    expect(await askWith('replay', 'second.key')).toBe('failInfo 2');
  });

  it('that is unknown or expired is a failure of SCEP, not of HTTP', async () => {
    expect(await askWith('never made')).toBe('failInfo 2');
    await world.challenge('late');
    world.clock.now += 11 * MINUTE;
    expect(await askWith('late')).toBe('failInfo 2');
    expect(world.log.at(-1)).toBe('apple: a certificate was refused: challenge expired');
  });

  it('serves one request at a time: many at once get one certificate', async () => {
    await world.challenge('crowd');
    const message = await request('crowd');
    const other = await request('crowd', 'second.key');
    const answers = await Promise.all([message, message, other, message].map(world.door.operate));
    const verdicts = [];
    for (const answer of answers) verdicts.push(await verdictOf(answer));
    expect(verdicts).toEqual(['success', 'success', 'failInfo 2', 'success']);
    const serials = new Set<string>();
    for (const at of [0, 1, 3]) serials.add((await client.open(answers[at] ?? Buffer.alloc(0))).serialNumber);
    expect(serials.size).toBe(1);
  });

  it('survives a crash between issuing and answering: the retry succeeds', async () => {
    const crash = () => Promise.reject(new MusterError('disk_full'));
    const { apple } = world.store;
    const { pki } = world;
    const crashing: [string, AppleDoor][] = [
      ['before it is noted', world.remake({ apple: { ...apple, noteIssued: crash } })],
      ['before it is answered', world.remake({ pki: { ...pki, scep: { ...pki.scep, success: crash } } })],
    ];
    for (const [when, door] of crashing) {
      await world.challenge(when.replaceAll(' ', '-'));
      const message = await request(when.replaceAll(' ', '-'));
      await expect(door.operate(message), when).rejects.toMatchObject({ code: 'disk_full' });
      expect(await verdictOf(await world.door.operate(message)), when).toBe('success');
      expect(await askWith(when.replaceAll(' ', '-'), 'second.key'), when).toBe('failInfo 2');
    }
  });

  it('is nothing to what is no message of SCEP', async () => {
    for (const bytes of ['', 'hello', '0\u0080']) {
      await expect(world.door.operate(Buffer.from(bytes))).rejects.toMatchObject({ code: 'scep_refused' });
    }
  });
});

describe('a renewal', () => {
  /** A device that came with the identity that SCEP gave it. */
  async function managed(challenge: string, udid: string): Promise<string> {
    await world.challenge(challenge);
    const certificate = await client.open(await world.door.operate(await request(challenge)));
    await client.openssl.write('own.pem', certificate.toString());
    await client.openssl.write('own.key', await client.openssl.read('device.key'));
    const fingerprint = createHash('sha256').update(certificate.raw).digest('hex');
    const came = await world.store.apple.authenticate({
      fingerprint,
      udid,
      at: world.clock.now,
      topic: TOPIC,
      fields: {},
      owner: null,
      audit: null,
    });
    if (came.kind !== 'ok') throw new Error(came.why);
    return came.deviceId;
  }
  const renewing = { type: '17', signer: 'own' };

  it('is signed with the identity that is renewed, and needs a challenge made for it', async () => {
    const deviceId = await managed('first life', 'UDID-RENEW');
    await world.challenge('renewal', { purpose: 'renew', deviceId });
    const answer = await world.door.operate(await request('renewal', 'second.key', renewing));
    expect(await verdictOf(answer)).toBe('success');
    await world.challenge('not for that');
    for (const challenge of ['not for that', 'unknown']) {
      const refused = await world.door.operate(await request(challenge, 'second.key', renewing));
      expect(await verdictOf(refused)).toBe('failInfo 2');
    }
  });

  it('is refused to an identity that is another device’s, or none of ours', async () => {
    const other = await managed('second life', 'UDID-OTHER');
    await managed('third life', 'UDID-THIRD');
    await world.challenge('others', { purpose: 'renew', deviceId: other });
    const stranger = { type: '17', signer: 'device' };
    for (const told of [stranger, renewing]) {
      const refused = await world.door.operate(await request('others', 'second.key', told));
      expect(await verdictOf(refused)).toBe('failInfo 2');
    }
  });

  it('may come with a new key and a challenge alone, as Apple’s devices do', async () => {
    const deviceId = await managed('fourth life', 'UDID-FOURTH');
    await world.challenge('profile anew', { purpose: 'renew', deviceId });
    const answer = await world.door.operate(await request('profile anew', 'device.key'));
    const certificate = await client.open(answer);
    const identity = createHash('sha256').update(certificate.raw).digest('hex');
    expect(await world.store.apple.identity(identity)).toMatchObject({ purpose: 'renew', deviceId });
    const key = createPublicKey(await client.openssl.read('device.key'));
    expect(certificate.publicKey.equals(key)).toBe(true);
  });
});
