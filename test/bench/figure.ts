/** One line of `npm run bench`. */
export interface Figure {
  name: string;
  /** The product's own number, in `unit`. */
  ours: number;
  /** What the same machine does at best, measured in the same run; null where only the number itself counts. */
  floor: number | null;
  /** Ours and the floor as the target compares them. */
  ratio: number | null;
  unit: 'ms' | 'MB' | '1/s';
  /** The target in words, for the reader. */
  target: string;
  ok: boolean;
  [detail: string]: unknown;
}

/** How often a value is measured, which of them counts, and the spread. */
export interface Spread {
  times: number;
  least: number;
  most: number;
}

/** The value below which this share (0 to 1) of the values lie. NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle value; one slow repetition on a busy machine does not move it. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function spread(values: readonly number[]): Spread {
  return { times: values.length, least: round(Math.min(...values)), most: round(Math.max(...values)) };
}

/** Three digits after the point are more than any clock here can tell. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** A figure whose target is a share of the floor that has to be reached: floor over ours, at least `least`. */
export function speedFigure(name: string, ours: number, floor: number, least: number): Figure {
  const ratio = floor / ours;
  const target = `floor / ours ≥ ${least}`;
  return { name, ...numbers(ours, floor, ratio), unit: 'ms', target, ok: ratio >= least };
}

/** A figure that may be no more than so many times the floor. */
export function costFigure(
  name: string,
  ours: number,
  floor: number,
  unit: Figure['unit'],
  most: number,
): Figure {
  const ratio = ours / floor;
  const target = `ours / floor ≤ ${most}`;
  return { name, ...numbers(ours, floor, ratio), unit, target, ok: ratio <= most };
}

/** A rate that has to reach a share of the floor’s: ours over floor, at least `least`. */
export function rateFigure(name: string, ours: number, floor: number, least: number): Figure {
  const ratio = ours / floor;
  const target = `ours / floor ≥ ${least}`;
  return { name, ...numbers(ours, floor, ratio), unit: '1/s', target, ok: ratio >= least };
}

/** A figure with a limit of its own; the floor only tells how much of it is the way there and back. */
export function limitFigure(name: string, ours: number, floor: number | null, most: number): Figure {
  const ratio = floor === null ? null : ours / floor;
  return { name, ...numbers(ours, floor, ratio), unit: 'ms', target: `≤ ${most} ms`, ok: ours <= most };
}

function numbers(ours: number, floor: number | null, ratio: number | null) {
  return {
    ours: round(ours),
    floor: floor === null ? null : round(floor),
    ratio: ratio === null ? null : round(ratio),
  };
}
