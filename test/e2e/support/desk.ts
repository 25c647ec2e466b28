import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import type { z } from 'zod';
import {
  METHODS,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '../../../electron/bridge/contract.ts';
import { answerSchema } from '../../../electron/bridge/wire.ts';
import { launchMuster, type Muster } from './launch.ts';
import { type Person, personAt } from './person.ts';
import type { Language } from './words.ts';

/** One admin at one data folder, over as many starts of the program as it takes. */
export interface Desk {
  readonly dataDir: string;
  /** The running program and the person before it; both change with every start. */
  muster(): Muster;
  admin(): Person;
  start(env?: Record<string, string | undefined>): Promise<void>;
  /** Ends the program as a person does. */
  quit(): Promise<void>;
  /** Ends the program as a power cut does, and waits until it is gone. */
  kill(): Promise<void>;
  /** Calls a bridge method as the page would; throws what the main process answers. */
  ask<M extends MethodName>(method: M, input?: MethodInput<M>): Promise<MethodOutput<M>>;
  /** Quits and removes the data folder. */
  clear(): Promise<void>;
}

/** Starts the program on a data folder, a fresh one unless it is given, in this language and on the light theme. */
export async function openDesk(
  options: { language?: Language; env?: Record<string, string | undefined>; dataDir?: string } = {},
): Promise<Desk> {
  const { language = 'en' } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'muster-desk-')));
  await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify({ language, theme: 'light' }));
  let running: { muster: Muster; admin: Person } | null = null;
  const now = () => {
    if (running === null) throw new Error('the program is not running');
    return running;
  };
  const desk: Desk = {
    dataDir,
    muster: () => now().muster,
    admin: () => now().admin,
    async start(env) {
      const muster = await launchMuster({ dataDir, env: { ...options.env, ...env } });
      running = { muster, admin: personAt(muster.app, muster.window, language) };
    },
    async quit() {
      const ending = running;
      running = null;
      await ending?.muster.close();
    },
    async kill() {
      const { app } = now().muster;
      running = null;
      const program = app.process();
      const gone = program.exitCode === null && program.signalCode === null ? once(program, 'exit') : null;
      process.kill(await app.evaluate(() => process.pid), 'SIGKILL');
      await gone;
    },
    ask: (method, input) => ask(now().muster.window, method, input),
    async clear() {
      await desk.quit();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await desk.start();
  return desk;
}

// The page counts its own calls from 1.
let lastId = 1_000_000;
const outputs: { [M in MethodName]: { output: z.ZodType<MethodOutput<M>> } } = METHODS;

async function ask<M extends MethodName>(window: Page, method: M, input: unknown): Promise<MethodOutput<M>> {
  lastId += 1;
  const answer: unknown = await window.evaluate(
    async (call) => {
      const bridge: unknown = Reflect.get(globalThis, 'muster');
      if (typeof bridge !== 'object' || bridge === null) return null;
      const send: unknown = Reflect.get(bridge, 'call');
      return typeof send === 'function' ? await send(call.id, call.method, call.input) : null;
    },
    { id: lastId, method, input },
  );
  const parsed = answerSchema.parse(answer);
  if (!parsed.ok) throw new Error(`${method}: ${JSON.stringify(parsed.error)}`);
  return outputs[method].output.parse(parsed.value);
}
