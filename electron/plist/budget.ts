import type { PlistDict } from '../model/apple/plist.ts';
import { MusterError } from '../model/errors.ts';
import type { PlistLimits } from './plist.ts';

/** Why a property list is not read, for the reader of the message; never anything of its content. */
export type PlistProblem =
  | 'too long'
  | 'too deep'
  | 'too many values'
  | 'not a property list'
  | 'not a dictionary'
  | 'character encoding'
  | 'malformed XML'
  | 'document type'
  | 'unknown element'
  | 'text outside a value'
  | 'key missing'
  | 'value missing'
  | 'duplicate key'
  | 'forbidden key'
  | 'malformed number'
  | 'malformed date'
  | 'malformed data'
  | 'damaged';

export function unreadable(problem: PlistProblem, cause?: unknown): MusterError {
  return new MusterError('plist_unreadable', { problem }, cause);
}

/** Counts what is built, and refuses before it is. */
export class Budget {
  readonly #limits: PlistLimits;
  #nodes = 0;
  #unfolded = 0;

  /** Throws when the bytes are too many. */
  constructor(limits: PlistLimits, length: number) {
    if (length > limits.bytes) throw unreadable('too long');
    this.#limits = limits;
  }

  /** One more value, or key, so deep. */
  node(depth: number): void {
    if (depth > this.#limits.depth) throw unreadable('too deep');
    this.#nodes += 1;
    if (this.#nodes > this.#limits.nodes) throw unreadable('too many values');
  }

  /** A binary list may name one long value many times over: unfolded it has to stay within the limit as well. */
  unfold(length: number): void {
    this.#unfolded += length;
    if (this.#unfolded > this.#limits.bytes) throw unreadable('too long');
  }
}

/** An empty dictionary: it inherits nothing. */
export function newDict(): PlistDict {
  return Object.create(null);
}

/** Throws for a key that is there already, and for the one that code elsewhere could take for a prototype. */
export function judgeKey(dict: PlistDict, key: string): string {
  if (key === '__proto__') throw unreadable('forbidden key');
  if (key in dict) throw unreadable('duplicate key');
  return key;
}
