import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { launchElectron } from '../../../scripts/launch.ts';
import { capture, root } from '../../../scripts/process.ts';
import { presentRuntime } from '../../../scripts/runtime/runtime.ts';
import { canSandbox } from '../../../scripts/sandbox.ts';

/** The running application, as a person at its window has it. */
export interface Muster {
  app: ElectronApplication;
  /** The first window, loaded. */
  window: Page;
  /** Where the application keeps its data. */
  dataDir: string;
  /** Quits the application and, when it was made for this start, removes the data folder. */
  close(): Promise<void>;
}

/** Three programs that start at once on two cores take their time. */
const START_MS = 60_000;

/**
 * Starts the application with a data folder of its own and waits for its window.
 * @param options.dataDir a folder to use, and keep, instead of a fresh temporary one: for restarts
 * @throws Error when no window comes up
 */
export async function launchMuster(
  options: { dataDir?: string; env?: Record<string, string | undefined>; args?: readonly string[] } = {},
): Promise<Muster> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'muster-e2e-')));
  const app = await launchElectron({ ...options, dataDir });
  const close = async () => {
    await app.close();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    // A step that fails should not hold up the ones after it for longer than a slow machine needs.
    app.context().setDefaultTimeout(15_000);
    const window = await app.firstWindow({ timeout: START_MS });
    await window.waitForLoadState('domcontentloaded', { timeout: START_MS });
    return { app, window, dataDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts the application a second time on a data folder, as a person does who finds no window; resolves when it is over. */
export async function startAgain(dataDir: string): Promise<void> {
  const runtime = await presentRuntime();
  const switches = (await canSandbox(runtime.dir)) ? [] : ['--no-sandbox'];
  const env = { ...process.env, MUSTER_DATA_DIR: dataDir };
  const { code, stderr } = await capture(runtime.electronPath, [root, ...switches], { env });
  if (code !== 0) throw new Error(`the second start ended with ${code}: ${stderr}`);
}
