import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { launchElectron } from '../../launch.ts';

/** The phone of somebody who was invited. It is switched on when it is first used. */
export interface Phone {
  /** Opens an address, as a tap on a link in a mail does. */
  open(url: string): Promise<Page>;
  /** Does what makes it download a file; answers where the file is. */
  download(press: () => Promise<unknown>): Promise<string>;
  /** Its screen, once it is on. */
  screen(): Page;
  close(): Promise<void>;
}

/** The name that leads to this computer on the phone, as an organisation's name server would have it. */
export const PUBLIC_NAME = 'register.riverside.example';

export function createPhone(env: Record<string, string>): Phone {
  let on: { app: ElectronApplication; screen: Page; dataDir: string } | null = null;
  const need = () => {
    if (on === null) throw new Error('the phone is off');
    return on;
  };
  return {
    open: async (url) => {
      on ??= await switchOn(env);
      await on.screen.goto(url);
      return on.screen;
    },
    download: async (press) => {
      const { app, dataDir } = need();
      const file = path.join(dataDir, 'downloaded');
      await app.evaluate(keepDownload, file);
      await press();
      await app.evaluate(() => Reflect.get(globalThis, 'downloaded'));
      return file;
    },
    screen: () => need().screen,
    close: async () => {
      await on?.app.close();
      if (on !== null) await rm(on.dataDir, { recursive: true, force: true });
      on = null;
    },
  };
}

/** Puts the next download aside, where a phone asks nobody; runs in the phone. */
function keepDownload({ session }: typeof Electron.CrossProcessExports, file: string): void {
  const downloaded = new Promise<void>((resolve) => {
    session.defaultSession.once('will-download', (_event, item) => {
      item.setSavePath(file);
      item.once('done', () => resolve());
    });
  });
  Reflect.set(globalThis, 'downloaded', downloaded);
}

/** It takes every certificate, as one whose owner was told to trust the demo's authority takes the demo's. */
async function switchOn(env: Record<string, string>) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'muster-phone-'));
  const app = await launchElectron({
    program: import.meta.dirname,
    args: [
      `--user-data-dir=${dataDir}`,
      '--hide-scrollbars',
      `--host-resolver-rules=MAP ${PUBLIC_NAME} 127.0.0.1`,
    ],
    ignoreHTTPSErrors: true,
    dataDir,
    env,
  });
  return { app, screen: await app.firstWindow(), dataDir };
}
