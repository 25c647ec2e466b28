import path from 'node:path';
import { startDemo } from './demo.ts';
import { type Figure, median, round, speedFigure, spread } from './figure.ts';
import { listOnly } from './floor.ts';
import { type Account, openMuster, withFolder } from './muster.ts';

const DEVICES = 100_000;
const CHANGED = 0.01;
const REPETITIONS = 3;

/** First and repeat sync of 100,000 devices, each over the floor of the same pages, taken in turns. */
export async function benchSync(): Promise<Figure[]> {
  const organisation = await startDemo(DEVICES);
  try {
    const account = { addresses: organisation.addresses, key: await organisation.serviceAccountKey() };
    // Once for nothing: code compiled, caches filled, on both sides of the wire.
    await listOnly(account);
    const taken = { floor: [] as number[], first: [] as number[], repeat: [] as number[] };
    let changed = 0;
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      taken.floor.push((await listOnly(account)).milliseconds);
      const touch = () => organisation.control.touch(CHANGED);
      const { first, repeat, changes } = await withFolder((folder) =>
        syncTwice(path.join(folder, 'data'), account, touch),
      );
      taken.first.push(first);
      taken.repeat.push(repeat);
      changed = changes;
    }
    const floor = median(taken.floor);
    const details = { devices: DEVICES, floors: spread(taken.floor) };
    return [
      {
        ...speedFigure('first sync', median(taken.first), floor, 0.5),
        ...details,
        syncs: spread(taken.first),
      },
      {
        ...speedFigure('repeat sync', median(taken.repeat), floor, 0.7),
        ...details,
        syncs: spread(taken.repeat),
        changed: round(changed / DEVICES),
      },
    ];
  } finally {
    await organisation.stop();
  }
}

async function syncTwice(dataDir: string, account: Account, touch: () => Promise<number>) {
  const muster = await openMuster(dataDir, account);
  try {
    const first = await timed(muster.sync);
    await touch();
    let changes = 0;
    const repeat = await timed(async () => {
      const run = await muster.sync();
      changes = run.changed ?? 0;
    });
    return { first, repeat, changes };
  } finally {
    await muster.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
