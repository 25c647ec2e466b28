import type { Page } from 'playwright';
import { launchMuster } from '../e2e/support/launch.ts';
import { type Figure, limitFigure, percentile, round } from './figure.ts';
import { fleetFolder } from './fleet.ts';

const FLEETS = [
  { devices: 100_000, most: 16 },
  { devices: 1_000_000, most: 50 },
];

/** What one key pressed in the search box cost. */
interface Keystroke {
  text: string;
  milliseconds: number;
}

/** Searches typed letter by letter in a real window, each answer waited for: there and back over the bridge. */
export async function benchSearch(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { devices, most } of FLEETS) {
    const muster = await launchMuster({ dataDir: await fleetFolder(devices) });
    try {
      await muster.window.locator('[data-row-index]').first().waitFor();
      const words = await wordsFrom(muster.window, devices);
      await typeWords(muster.window, words.slice(0, 2));
      const floor = await smallestCalls(muster.window);
      const strokes = await typeWords(muster.window, words);
      figures.push(figureOf(devices, most, percentile(floor, 0.95), strokes));
    } finally {
      await muster.close();
    }
  }
  return figures;
}

function figureOf(devices: number, most: number, floor: number, strokes: readonly Keystroke[]): Figure {
  const times = strokes.map(({ milliseconds }) => milliseconds);
  const slowest = strokes.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);
  return {
    ...limitFigure(`search at ${devices} rows`, percentile(times, 0.95), floor, most),
    devices,
    keystrokes: strokes.length,
    median: round(percentile(times, 0.5)),
    slowest: slowest.map(({ text, milliseconds }) => `${text}: ${round(milliseconds)}`),
  };
}

/** What people type: serials and asset ids of this fleet, models, names, places, notes; rare, frequent and absent. */
async function wordsFrom(window: Page, devices: number): Promise<string[]> {
  const places = [0.03, 0.31, 0.64, 0.97].map((share) => Math.floor(devices * share));
  const found = await window.evaluate(async (offsets: readonly number[]) => {
    const rows: Record<string, string | null>[] = [];
    for (const [place, offset] of offsets.entries()) {
      const sort = { column: 'serial', direction: 'ascending' };
      const query = { filter: {}, sort, offset, limit: 20 };
      const answer = await globalThis.muster.call(900_000 + place, 'devices.window', query);
      rows.push(...(answer.value?.rows ?? []).filter((row) => row.user && row.assetId).slice(0, 1));
    }
    return rows;
  }, places);
  const own = found.flatMap(({ serial, user, assetId, model }) => [serial, user, assetId, model]);
  return [...own.filter((word) => typeof word === 'string'), ...USUAL];
}

const USUAL = [
  'chromebook',
  'lenovo 300e',
  'marie',
  'sophie laurent',
  'wi-fi',
  'média',
  'room 2',
  'riverside',
  'zzzz',
  'spare science',
];

/** Types each word from its first letter to its last; every answer comes before the next key. */
function typeWords(window: Page, words: readonly string[]): Promise<Keystroke[]> {
  return window.evaluate(async (typed: readonly string[]) => {
    const strokes: { text: string; milliseconds: number }[] = [];
    let id = 1_000_000;
    for (const word of typed) {
      for (let length = 1; length <= word.length; length += 1) {
        const text = word.slice(0, length).trim();
        id += 1;
        const sort = { column: 'serial', direction: 'ascending' };
        const begin = performance.now();
        await globalThis.muster.call(id, 'devices.window', { filter: { text }, sort, offset: 0, limit: 100 });
        strokes.push({ text, milliseconds: performance.now() - begin });
      }
    }
    return strokes;
  }, words);
}

/** The way over the bridge and back, with next to nothing done at its end. */
function smallestCalls(window: Page): Promise<number[]> {
  return window.evaluate(async () => {
    const times: number[] = [];
    for (let turn = 0; turn < 200; turn += 1) {
      const begin = performance.now();
      await globalThis.muster.call(2_000_000 + turn, 'preferences.get', undefined);
      times.push(performance.now() - begin);
    }
    return times;
  });
}
