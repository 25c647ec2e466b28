import { z } from 'zod';
import { MusterError } from '../model/errors.ts';
import type { SettingsRepository } from '../store/contract.ts';
import type { DemoPush } from './apple/world.ts';
import type { RemoteApple } from './commands.ts';
import { FAULT_NAMES, type FaultName } from './faults.ts';
import { startDemoInWorker } from './host.ts';
import { presetOf } from './presets.ts';

/** The demo workspace's organisation, running in this program. */
export interface DemoService {
  readonly endpoints: { apiRoot: string; authRoot: string };
  readonly client: { clientId: string; clientSecret: string };
  /** Its mail server, and the page with what arrived there. */
  readonly mail: DemoMail;
  /** Apple’s push service and people’s devices. */
  readonly apple: DemoApple;
  controls(): Promise<DemoState>;
  /** Switches a fault on or off and remembers it. Throws bad_input for a fault there is not. */
  setFault(name: string, on: boolean): Promise<DemoState>;
  close(): Promise<void>;
}

/** As it runs in its thread; `push` is null before it was opened. */
export interface DemoApple extends RemoteApple {
  push(): DemoPush | null;
}

/** Mails of the demo organisation arrive at 127.0.0.1 and are shown on a page. */
export interface DemoMail {
  port: number;
  from: { name: string; address: string };
  mailbox: string;
}

export interface DemoState {
  mail: DemoMail;
  address: string;
  devices: number;
  faults: { name: string; on: boolean }[];
}

export interface DemoServiceOptions {
  seed: string;
  devices: number;
  /** Keeps what is done to the organisation, across restarts and for every program that opens the workspace. */
  stateFile?: string;
  workerUrl: URL;
  settings: SettingsRepository;
  changed(): void;
}

const KEY = 'demo.faults';
const SMTP_PORT = 'demo.smtpPort';

/** Starts the organisation in its own thread, misbehaving as it was left. Throws demo_failed. */
export async function createDemoService(options: DemoServiceOptions): Promise<DemoService> {
  const { settings, seed, devices, stateFile, workerUrl } = options;
  const smtpPort = Number((await settings.get(SMTP_PORT)) ?? 0);
  const host = await startDemoInWorker({ workerUrl, options: { seed, devices, stateFile, smtpPort } });
  // The settings of a connection name a port: it stays the same from one start to the next where it can.
  if (host.smtpPort !== smtpPort) await settings.set(SMTP_PORT, String(host.smtpPort));
  const mail: DemoMail = {
    port: host.smtpPort,
    from: { name: host.name, address: `it@${host.domain}` },
    mailbox: host.mailbox,
  };
  const on = new Set(await readFaults(settings));
  const apply = async (name: FaultName, wanted: boolean): Promise<void> => {
    if (name === 'networkCut') await host.setOnline(!wanted);
    else if (wanted) await host.control.setFault(presetOf(name));
    else await host.control.clearFault(name);
    // Google ends the access tokens of a revoked sign-in with it; without that nothing shows for an hour.
    if (name === 'invalidGrant' && wanted) await host.control.expireAccessTokens();
  };
  for (const name of on) await apply(name, true);
  const controls = async (): Promise<DemoState> => ({
    address: host.apiRoot,
    mail,
    devices: await host.control.count(),
    faults: FAULT_NAMES.map((name) => ({ name, on: on.has(name) })),
  });
  let push: DemoPush | null = null;
  return {
    endpoints: { apiRoot: host.apiRoot, authRoot: host.authRoot },
    client: { clientId: host.clientId, clientSecret: host.clientSecret },
    mail,
    apple: {
      ...host.apple,
      push: () => push,
      open: async (where) => {
        push = await host.apple.open(where);
        return push;
      },
    },
    controls,
    async setFault(given, wanted) {
      const name = FAULT_NAMES.find((known) => known === given);
      if (name === undefined) throw new MusterError('bad_input', { field: 'fault', problem: given });
      await apply(name, wanted);
      if (wanted) on.add(name);
      else on.delete(name);
      await settings.set(KEY, JSON.stringify([...on]));
      options.changed();
      return await controls();
    },
    close: () => host.stop(),
  };
}

async function readFaults(settings: SettingsRepository): Promise<FaultName[]> {
  const stored = await settings.get(KEY);
  if (stored === null) return [];
  const parsed = z.array(z.enum(FAULT_NAMES)).safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : [];
}
