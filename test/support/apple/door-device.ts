import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Signs with openssl. */
export function deviceOf(world: Pick<DoorWorld, 'door' | 'store'>, parts: Parts): TestDevice {
  const { udid, certificate, folder, keyFile } = parts;
  const { raw } = new X509Certificate(certificate);
  const file = `${keyFile}.pem`;
  writeFileSync(file, certificate);
  const sign: TestDevice['sign'] = (body, how = []) => {
    const content = join(folder, 'body');
    writeFileSync(content, body);
    const signed = ['cms', '-sign', '-binary', '-outform', 'DER', '-in', content, ...how];
    return openssl(...signed, '-signer', file, '-inkey', keyFile).toString('base64');
  };
  const proves = (body: Uint8Array): Presented => ({ signature: sign(body), certificate: null });
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

/** RSA 2048; the public one as SPKI, DER. */
export function makeKeys(folder: string, name: string): { file: string; publicKey: Uint8Array } {
  const file = join(folder, `${name}.key`);
  openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', file);
  return { file, publicKey: openssl('pkey', '-in', file, '-pubout', '-outform', 'DER') };
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
