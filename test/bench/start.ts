import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../../scripts/process.ts';
import { presentRuntime } from '../../scripts/runtime/runtime.ts';
import { canSandbox } from '../../scripts/sandbox.ts';
import { costFigure, type Figure, median, round, spread } from './figure.ts';
import { fleetFolder } from './fleet.ts';
import { withFolder } from './muster.ts';

const DEVICES = 100_000;
const REPETITIONS = 9;
/** A window that shows nothing after so long is not coming. */
const LONGEST_MS = 60_000;

const messageSchema = z.union([
  z.object({ firstRow: z.number() }),
  z.object({ memory: z.record(z.string(), z.number()) }),
]);

/** What one start showed. */
interface Start {
  /** From starting the program to the first frame with a row, in milliseconds. */
  firstRow: number;
  /** Working sets a few seconds later in MB, by kind of process. */
  memory: Record<string, number>;
}

/** Start and memory with 100,000 cached devices, each over an empty window of the same Electron, taken in turns. */
export async function benchStart(): Promise<Figure[]> {
  const dataDir = await fleetFolder(DEVICES);
  const starts = { ours: [] as Start[], empty: [] as Start[] };
  await withFolder(async (folder) => {
    for (let repetition = 0; repetition <= REPETITIONS; repetition += 1) {
      const empty = await startWindow({ MUSTER_DATA_DIR: folder });
      const ours = await startWindow({ MUSTER_DATA_DIR: dataDir, MUSTER_BENCH_APP: root });
      // The first of each fills the caches of the disk and of V8.
      if (repetition === 0) continue;
      starts.empty.push(empty);
      starts.ours.push(ours);
    }
  });
  const first = (of: Start[]) => of.map(({ firstRow }) => firstRow);
  const main = (of: Start[]) => of.map(({ memory }) => memory.Browser ?? Number.NaN);
  const [ours, empty] = [first(starts.ours), first(starts.empty)];
  const [oursMain, emptyMain] = [main(starts.ours), main(starts.empty)];
  return [
    {
      ...costFigure('start to first rows', median(ours), median(empty), 'ms', 1.8),
      devices: DEVICES,
      starts: spread(ours),
      emptyStarts: spread(empty),
    },
    {
      ...costFigure('main process memory', median(oursMain), median(emptyMain), 'MB', 1.5),
      devices: DEVICES,
      others: others(starts.ours),
      emptyOthers: others(starts.empty),
    },
  ];
}

/** The other processes' medians in MB, for the reader. */
function others(starts: readonly Start[]): Record<string, number> {
  const kinds = Object.keys(starts[0]?.memory ?? {}).filter((kind) => kind !== 'Browser');
  const of = (kind: string) => round(median(starts.map(({ memory }) => memory[kind] ?? 0)));
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind)]));
}

async function startWindow(env: Record<string, string>): Promise<Start> {
  const runtime = await presentRuntime();
  const switches = (await canSandbox(runtime.dir)) ? [] : ['--no-sandbox'];
  const app = path.join(import.meta.dirname, 'window');
  const begun = Date.now();
  const child = spawn(runtime.electronPath, [...switches, app], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: LONGEST_MS,
  });
  const gone = once(child, 'exit');
  let firstRow = Number.NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    const message = messageSchema.safeParse(line.startsWith('{') ? JSON.parse(line) : null);
    if (!message.success) continue;
    if ('firstRow' in message.data) firstRow = message.data.firstRow - begun;
    else {
      child.stdin.end();
      await gone;
      return { firstRow, memory: message.data.memory };
    }
  }
  throw new Error('the window closed before it had shown a row');
}
