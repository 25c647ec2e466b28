import path from 'node:path';
import type { Page } from 'playwright';
import { launchMuster } from '../e2e/support/launch.ts';
import { startDemo } from './demo.ts';
import { type Figure, limitFigure, percentile, round } from './figure.ts';
import { openMuster, PASSPHRASE, withFolder } from './muster.ts';

const DEVICES = 100_000;
const LIMIT_MS = 50;

interface Sampled {
  /** Round trips in milliseconds, by what was asked. */
  times: Record<string, number[]>;
  syncSeconds: number;
}

/** How long the window waits for an answer while a first, then a repeat sync of 100,000 devices runs under it. */
export async function benchBridge(): Promise<Figure[]> {
  const organisation = await startDemo(DEVICES);
  try {
    return await withFolder(async (folder) => {
      const dataDir = path.join(folder, 'data');
      const account = { addresses: organisation.addresses, key: await organisation.serviceAccountKey() };
      await (await openMuster(dataDir, account)).close();
      const muster = await launchMuster({ dataDir, env: { MUSTER_VAULT_PASSPHRASE: PASSPHRASE } });
      try {
        await muster.window.getByRole('main').waitFor();
        const first = figureOf('bridge during a first sync', await sampleSync(muster.window));
        await organisation.control.touch(0.01);
        return [first, figureOf('bridge during a repeat sync', await sampleSync(muster.window))];
      } finally {
        await muster.close();
      }
    });
  } finally {
    await organisation.stop();
  }
}

function figureOf(name: string, { times: byCall, syncSeconds }: Sampled): Figure {
  const times = Object.values(byCall).flat();
  const worst = Object.entries(byCall).map(([call, of]) => [call, round(percentile(of, 0.95))]);
  return {
    ...limitFigure(name, percentile(times, 0.95), null, LIMIT_MS),
    devices: DEVICES,
    calls: times.length,
    median: round(percentile(times, 0.5)),
    worst: round(Math.max(...times)),
    p95ByCall: Object.fromEntries(worst),
    syncSeconds: round(syncSeconds),
  };
}

/** Begins a sync and asks, one call after another, for what the pages show until the sync has ended. */
function sampleSync(window: Page): Promise<Sampled> {
  return window.evaluate(async () => {
    const { muster } = globalThis;
    let ended = false;
    const stop = muster.onEvent(({ name }) => {
      ended ||= name === 'sync.ended';
    });
    const sort = { column: 'serial', direction: 'ascending' };
    const list = { filter: {}, sort, offset: 0, limit: 100 };
    const asks: [string, string, unknown][] = [
      ['list', 'devices.window', list],
      ['search', 'devices.window', { ...list, filter: { text: 'chrome' } }],
      ['overview', 'google.overview', undefined],
      ['runs', 'sync.runs', { limit: 20 }],
    ];
    const times: Record<string, number[]> = { list: [], search: [], overview: [], runs: [] };
    let id = 3_000_000;
    const begun = performance.now();
    const ask = async (method: string, input: unknown): Promise<number> => {
      id += 1;
      const begin = performance.now();
      const answer = await muster.call(id, method, input);
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
      return performance.now() - begin;
    };
    await ask('sync.start', undefined);
    while (!ended) {
      for (const [name, method, input] of asks) times[name]?.push(await ask(method, input));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    stop();
    return { times, syncSeconds: (performance.now() - begun) / 1000 };
  });
}
