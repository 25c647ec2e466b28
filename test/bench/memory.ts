import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { startDemo } from './demo.ts';
import { costFigure, type Figure, median, round, spread } from './figure.ts';

const LARGE = 500_000;
const SMALL = 50_000;
/** A peak depends on when garbage happens to be collected. */
const REPETITIONS = 3;

/** What a sync needs at its peak must not grow with the fleet: 500,000 devices over 50,000. */
export async function benchMemory(): Promise<Figure[]> {
  const peaks = { small: [] as number[], large: [] as number[] };
  let seconds = 0;
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    peaks.small.push((await peakOf(SMALL)).peak);
    const large = await peakOf(LARGE);
    peaks.large.push(large.peak);
    seconds = large.seconds;
  }
  const figure = costFigure('sync peak memory', median(peaks.large), median(peaks.small), 'MB', 1.3);
  return [
    {
      ...figure,
      devices: LARGE,
      floorDevices: SMALL,
      peaks: spread(peaks.large),
      floorPeaks: spread(peaks.small),
      seconds: round(seconds),
    },
  ];
}

/** The most memory (MB) that a process of its own has at once while it syncs so many devices for the first time. */
async function peakOf(devices: number): Promise<{ peak: number; seconds: number }> {
  const organisation = await startDemo(devices);
  try {
    const account = { addresses: organisation.addresses, key: await organisation.serviceAccountKey() };
    const script = path.join(import.meta.dirname, 'memory-child.ts');
    const child = spawn(process.execPath, [script, JSON.stringify(account)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const words = await text(child.stdout);
    const { peak, seconds } = JSON.parse(words);
    return { peak: Number(peak), seconds: Number(seconds) };
  } finally {
    await organisation.stop();
  }
}
