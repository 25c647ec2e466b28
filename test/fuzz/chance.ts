import { mulberry } from '../bench/store-fleet.ts';

/** Chance that comes out the same each time it is made from the same numbers. */
export interface Chance {
  /** A whole number from 0 to below `most`. */
  below(most: number): number;
  /** True so often: 0 never, 1 always. */
  often(share: number): boolean;
  of<T>(list: readonly [T, ...T[]]): T;
  /** One of these, by their weights. */
  weighted<T>(list: readonly [readonly [number, T], ...(readonly [number, T])[]]): T;
  /** So many bytes, as latin1. */
  bytes(length: number): string;
  /** So many letters and digits. */
  word(length: number): string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';

/** The chance of one conversation of a run. */
export function chanceOf(seed: number, conversation: number): Chance {
  const next = mulberry((Math.imul(seed, 0x9e3779b1) ^ Math.imul(conversation + 1, 0x85ebca6b)) | 0);
  const below = (most: number): number => Math.floor(next() * most);
  const text = (length: number, letter: () => string): string =>
    Array.from({ length }, () => letter()).join('');
  return {
    below,
    often: (share) => next() < share,
    of: (list) => list[below(list.length)] ?? list[0],
    weighted: (list) => {
      let left = next() * list.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return list[0][1];
    },
    bytes: (length) => text(length, () => String.fromCharCode(below(256))),
    word: (length) => text(length, () => LETTERS[below(LETTERS.length)] ?? 'a'),
  };
}
