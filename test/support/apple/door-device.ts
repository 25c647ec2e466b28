import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from '../../../electron/demo/apple/device/certificates.ts';
import { signedMessage } from '../../../electron/demo/apple/device/cms-write.ts';
import type { AppleDoor, MdmAnswer, Presented } from '../../../electron/mdm/apple/contract.ts';
import { isDict, type PlistDict } from '../../../electron/model/apple/plist.ts';
import { DEVICE_LIMITS, readPlist, writePlist } from '../../../electron/plist/plist.ts';
import type { DoorWorld } from './door-bench.ts';

export const TOPIC = 'com.apple.mgmt.External.test';

/** TokenUpdate as a device sends it. */
export function tokenUpdate(more: PlistDict = {}): PlistDict {
  return {
    MessageType: 'TokenUpdate',
    Topic: TOPIC,
    Token: new Uint8Array(32).fill(0xab),
    PushMagic: 'MAGIC',
    ...more,
  };
}

/** A device as the door gets to know it. */
export interface TestDevice {
  readonly udid: string;
  readonly fingerprint: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Paths of both in PEM. */
  readonly files: { certificate: string; key: string };
  /** Its id here. */
  id(): Promise<string>;
  /** `Mdm-Signature` over these bytes, by openssl; `how`: more arguments of `openssl cms -sign`. */
  sign(body: Uint8Array, how?: readonly string[]): string;
  /** As the simulated devices do it, which takes a tenth of the time. */
  proves(body: Uint8Array): Presented;
  checkIn(message: PlistDict, door?: AppleDoor): Promise<MdmAnswer>;
  report(message: PlistDict, door?: AppleDoor): Promise<MdmAnswer>;
  /** The same device with another identity. */
  as(other: TestDevice): TestDevice;
}

export interface Parts {
  udid: string;
  certificate: string;
  folder: string;
  keyFile: string;
}

export function deviceOf(world: Pick<DoorWorld, 'door' | 'store'>, parts: Parts): TestDevice {
  const { udid, certificate, folder, keyFile } = parts;
  const { raw } = new X509Certificate(certificate);
  const file = join(folder, `${udid}.pem`);
  writeFileSync(file, certificate);
  const sign: TestDevice['sign'] = (body, how = []) => {
    const content = join(folder, 'body');
    writeFileSync(content, body);
    const signed = ['cms', '-sign', '-binary', '-outform', 'DER', '-in', content, ...how];
    return openssl(...signed, '-signer', file, '-inkey', keyFile).toString('base64');
  };
  const signer = { key: createPrivateKey(readFileSync(keyFile)), certificate: raw, name: nameOf(raw) };
  const proves = (content: Uint8Array): Presented => ({
    signature: signedMessage({ content, signer, detached: true, signingTime: null }).toString('base64'),
    certificate: null,
  });
  const device: TestDevice = {
    udid,
    fingerprint: createHash('sha256').update(raw).digest('hex'),
    certificate: raw,
    files: { certificate: file, key: keyFile },
    id: async () => {
      const identity = await world.store.apple.identity(device.fingerprint);
      if (!identity?.deviceId) throw new Error('it has not come yet');
      return identity.deviceId;
    },
    sign,
    proves,
    checkIn: (message, door = world.door) => {
      const body = writePlist({ UDID: udid, ...message });
      return door.checkIn(proves(body), body);
    },
    report: (message, door = world.door) => {
      const body = writePlist({ UDID: udid, ...message });
      return door.report(proves(body), body);
    },
    as: (other) => ({
      ...other,
      udid,
      checkIn: (message, door) => other.checkIn({ UDID: udid, ...message }, door),
      report: (message, door) => other.report({ UDID: udid, ...message }, door),
    }),
  };
  return device;
}

/** A key of RSA 2048 in a file; the public half as SPKI, DER. */
export interface KeyPair {
  readonly file: string;
  readonly publicKey: Uint8Array;
}

export function makeKeys(folder: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = join(folder, 'devices.key');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return { file, publicKey: publicKey.export({ type: 'spki', format: 'der' }) };
}

function openssl(...args: string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The command in an answer; null when there is none. */
export function commandOf({ status, body }: MdmAnswer): { uuid: string; type: string } | null {
  if (status !== 200) throw new Error(`answered with ${status}`);
  if (body.length === 0) return null;
  const { CommandUUID, Command } = readPlist(body, DEVICE_LIMITS);
  if (typeof CommandUUID !== 'string' || !isDict(Command) || typeof Command.RequestType !== 'string') {
    throw new Error('no command');
  }
  return { uuid: CommandUUID, type: Command.RequestType };
}
