import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import {
  createDemoAppleFleet,
  type DemoAppleFleet,
  type DemoDeviceWish,
} from '../../../electron/demo/apple/fleet.ts';
import { createPushStandIn, type PushStandIn } from '../../../electron/demo/apple/push/stand-in.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import type { Desk } from './desk.ts';
import { answerOpen, answerSave, openRegistrar, type Registrar } from './registrar.ts';
import type { Language } from './words.ts';

/** What Apple gave this organisation. */
export const TOPIC = 'com.apple.mgmt.External.3b1c8a52-6a1e-4c55-9f33-1f6f0e9a7c11';

/** A registrar, Apple’s push service and people’s devices, which are in this very program: a test can ask them what happened. */
export interface AppleSite {
  readonly registrar: Registrar;
  readonly desk: Desk;
  readonly push: PushStandIn;
  /** Devices that trust the authority, and come as soon as they are pushed for. */
  readonly devices: DemoAppleFleet;
  /** The authority’s certificate, PEM. */
  readonly authority: string;
  /** Lets Muster push, by no button. */
  bringPush(topic?: string): Promise<void>;
  /** Apple’s portal: writes the certificate for a request that was saved; returns its path. `days` below zero: it has ended. */
  certify(request: string, topic: string, days?: number): Promise<string>;
  /** A user installs the profile that the admin saved for him, by no button. */
  register(userId: string, wish: DemoDeviceWish): Promise<AppleDevice>;
  /** Its id in the workspace. */
  idOf(device: AppleDevice): Promise<string>;
  close(): Promise<void>;
}

/** Opens an empty workspace whose listener is on. */
export async function openAppleSite(language: Language): Promise<AppleSite> {
  const push = await createPushStandIn();
  const { host, port, authority: pushAuthority } = push.endpoint;
  const around = { MUSTER_APNS_HOST: host, MUSTER_APNS_PORT: String(port), MUSTER_APNS_CA: pushAuthority };
  const registrar = await openRegistrar(language, { around });
  const { desk } = registrar;
  const file = (name: string) => path.join(desk.dataDir, name);
  await registrar.switchOn();
  const authority = await registrar.authority();
  const devices = await createDemoAppleFleet({
    pushes: push,
    stateFile: file('devices.json'),
    roots: [authority],
    clock: systemClock,
    random: systemRandom,
    resolve: () => '127.0.0.1',
    delayMs: [0, 1],
    log: () => undefined,
  });
  const certify: AppleSite['certify'] = async (request, topic, days = 365) => {
    const written = file(`push-${days}.pem`);
    await writeFile(written, await push.issue(await readFile(request, 'utf8'), topic, days));
    return written;
  };
  return {
    registrar,
    desk,
    push,
    devices,
    authority,
    certify,
    bringPush: async (topic = TOPIC) => {
      const request = file('push.csr');
      await answerSave(desk, request);
      await desk.ask('push.saveRequest');
      await answerOpen(desk, await certify(request, topic));
      const handle = (await desk.ask('push.pick'))?.handle ?? '';
      await desk.ask('push.bring', { handle, password: null, appleId: null, replaceTopic: false });
    },
    register: async (userId, wish) => {
      const profile = file('enrollment.mobileconfig');
      await answerSave(desk, profile);
      await desk.ask('apple.saveProfile', { userId });
      return (await devices.register(await readFile(profile), wish)).device;
    },
    idOf: async ({ serial }) => {
      const sort = { column: 'serial', direction: 'ascending' } as const;
      const { rows } = await desk.ask('devices.window', {
        filter: { text: serial },
        sort,
        offset: 0,
        limit: 1,
      });
      return rows[0]?.id ?? '';
    },
    close: async () => {
      await devices.close();
      await registrar.close();
      await push.close();
    },
  };
}
