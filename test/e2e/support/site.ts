import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { DEFAULT_SORT, type Device } from '../../../electron/bridge/domain.ts';
import type { DemoControl } from '../../../electron/demo/control.ts';
import { type DemoPorts, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { answerFile } from './answer-file.ts';
import { type Desk, openDesk } from './desk.ts';
import type { Language } from './words.ts';

/** Devices that do what they are told, and change only when they are made to. */
const FLEET = { devices: 300, frozen: true, obedient: true } as const;

/** An admin's desk whose Google is a demo organisation in this very program, so that a test can ask it what happened. */
export interface Site {
  readonly desk: Desk;
  readonly control: DemoControl;
  /** The devices of the first screen of the Devices page that have this status, in its order. */
  devices(status?: string): Promise<Device[]>;
  /** Runs a sync to its end, by no button. @throws when it does not end complete */
  sync(): Promise<void>;
  /** Answers the next question for a place to save with a file of this name; returns its path. */
  saveAs(name: string): Promise<string>;
  /** Quits, stops the organisation and removes everything. */
  close(): Promise<void>;
}

/** Rows that are surely on screen without scrolling. */
const ON_SCREEN = 20;

/** Starts an organisation and a desk, and connects them with a service account's key. Nothing is synced yet. */
export async function openSite(options: {
  language: Language;
  /** The organisation's clock. */
  clock?: NonNullable<DemoPorts['clock']>;
  /** Done before the organisation is connected. */
  prepare?: (desk: Desk) => Promise<unknown>;
}): Promise<Site> {
  const org = await startDemoOrganisation(FLEET, options.clock === undefined ? {} : { clock: options.clock });
  const env = { MUSTER_GOOGLE_API_ROOT: org.apiRoot, MUSTER_GOOGLE_AUTH_ROOT: org.authRoot };
  const desk = await openDesk({ language: options.language, env });
  const answer = async (name: string, dialog: 'open' | 'save'): Promise<string> => {
    const file = path.join(desk.dataDir, name);
    await answerFile(desk.muster().app, dialog, file);
    return file;
  };
  await options.prepare?.(desk);
  const key = await answer('key.json', 'open');
  await writeFile(key, JSON.stringify(await org.serviceAccountKey()));
  await desk.ask('workspaces.create', { name: 'Riverside' });
  const picked = await desk.ask('google.pickKeyFile');
  await desk.ask('google.connectServiceAccount', {
    keyHandle: picked?.keyHandle ?? '',
    subject: org.adminEmail,
    endpoints: null,
  });
  return {
    desk,
    control: org.control,
    devices: async (status) => {
      const query = { filter: {}, sort: DEFAULT_SORT, offset: 0, limit: ON_SCREEN };
      const { rows } = await desk.ask('devices.window', query);
      return status === undefined ? rows : rows.filter((device) => device.status === status);
    },
    sync: async () => {
      const { id } = await desk.ask('sync.start');
      await until(async () => {
        const run = (await desk.ask('google.overview'))?.lastRun;
        if (run?.id !== id || run.state === 'running') return false;
        if (run.state === 'complete') return true;
        throw new Error(`the sync ended ${run.state}: ${run.reason}`);
      });
    },
    saveAs: (name) => answer(name, 'save'),
    close: async () => {
      await desk.clear();
      await org.stop();
    },
  };
}

/** Asks again until the answer is yes. @throws when that takes longer than half a minute */
async function until(ask: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error('it takes too long');
    await rest(50);
  }
}
