import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MusterError } from '../../model/errors.ts';
import type { Clock, Random } from '../../model/ports.ts';
import { isTrouble } from './device/trouble.ts';
import { createDemoAppleFleet, type DemoAppleFleet } from './fleet.ts';
import { type Credentials, createPushStandIn, type PushStandIn } from './push/stand-in.ts';

/** A device of the demo organisation as it is told about. */
export const demoDeviceSchema = z.object({ udid: z.string(), serial: z.string(), enrolled: z.boolean() });
export type DemoDevice = z.infer<typeof demoDeviceSchema>;

/** What a user of the demo organisation installs, and on which device. */
export const demoRegistrationSchema = z.object({
  /** The profile as it was downloaded, base64. */
  profile: z.string(),
  model: z.enum(['iphone', 'ipad', 'mac']),
  /** The same seed is the same device. */
  seed: z.string(),
  name: z.string(),
  supervised: z.boolean(),
});
export type DemoRegistration = z.infer<typeof demoRegistrationSchema>;

export const demoPushSchema = z.object({ host: z.string(), port: z.number(), authority: z.string() });
export type DemoPush = z.infer<typeof demoPushSchema>;

/** Apple and its customers in the demo organisation: the push service, and people’s devices. */
export interface AppleWorld {
  readonly push: DemoPush;
  /** A push certificate (PEM) for a request (PEM), good for a year. */
  issue(csr: string, topic: string): Promise<string>;
  /** Throws `demo_failed` with why the device gave up. */
  register(wish: DemoRegistration): Promise<DemoDevice>;
  devices(): DemoDevice[];
  close(): Promise<void>;
}

export interface AppleWorldOptions {
  /** Where the authority and the devices are kept. */
  folder: string;
  /** The authority of Muster’s own listener, PEM: what a person trusts before he installs a profile. */
  root: string;
  /** Where the listener’s name leads on this computer. */
  address: string;
  clock: Clock;
  random: Random;
  log(message: string): void;
}

const PUSH_DAYS = 365;
const credentialsSchema = z.object({ certificate: z.string(), key: z.string() });

/** Opens it with the devices that were kept. */
export async function openAppleWorld(options: AppleWorldOptions): Promise<AppleWorld> {
  const { folder, root, address, clock, random, log } = options;
  const push = await standIn(join(folder, 'demo-push.json'), clock);
  const fleet = await createDemoAppleFleet({
    pushes: push,
    stateFile: join(folder, 'demo-apple.json'),
    roots: [root],
    clock,
    random,
    resolve: () => address,
    log,
  });
  return {
    push: push.endpoint,
    issue: (csr, topic) => push.issue(csr, topic, PUSH_DAYS),
    register: (wish) => register(fleet, wish),
    devices: () => fleet.devices().map(shown),
    close: async () => {
      await fleet.close();
      await push.close();
    },
  };
}

/** With the authority it had before: a push certificate outlives the program. */
async function standIn(file: string, clock: Clock): Promise<PushStandIn> {
  const kept = await readCredentials(file);
  const made = await createPushStandIn({ now: () => clock.now(), kept });
  if (kept === null) await writeFile(file, JSON.stringify(made.kept), { mode: 0o600 });
  return made;
}

async function readCredentials(file: string): Promise<Credentials | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : credentialsSchema.parse(JSON.parse(text));
}

async function register(fleet: DemoAppleFleet, { profile, ...which }: DemoRegistration): Promise<DemoDevice> {
  try {
    return shown((await fleet.register(Buffer.from(profile, 'base64'), which)).device);
  } catch (error) {
    if (!isTrouble(error)) throw error;
    throw new MusterError('demo_failed', { reason: error.message }, error);
  }
}

function shown({ udid, serial, enrolled }: DemoDevice): DemoDevice {
  return { udid, serial, enrolled };
}
