import type { PlistDict, PlistValue } from '../model/apple/plist.ts';
import { type Budget, judgeKey, newDict, unreadable } from './budget.ts';
import { dataOf, dateOf, integerOf, realOf } from './scalars.ts';

type Open =
  | { kind: 'plist'; value: PlistValue | undefined }
  | { kind: 'dict'; value: PlistDict; key: string | null }
  | { kind: 'array'; value: PlistValue[] }
  | { kind: 'leaf'; name: string; text: string };

/** Elements that hold text; every other one holds elements. */
const LEAVES: ReadonlySet<string> = new Set([
  'key',
  'string',
  'integer',
  'real',
  'date',
  'data',
  'true',
  'false',
]);

/** Builds values from elements as they open and close. No recursion: what is nested deep cannot exhaust the stack. */
export class XmlBuilder {
  readonly #budget: Budget;
  readonly #open: Open[] = [];
  #root: PlistValue | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** What was read. Throws when it is incomplete. */
  get root(): PlistValue {
    if (this.#root === undefined) throw unreadable('value missing');
    return this.#root;
  }

  open(name: string): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      if (name !== 'plist') throw unreadable('not a property list');
      this.#open.push({ kind: 'plist', value: undefined });
      return;
    }
    this.#budget.node(this.#open.length);
    checkPlace(parent, name);
    this.#open.push(opened(name));
  }

  text(text: string): void {
    const open = this.#open.at(-1);
    if (open?.kind === 'leaf') open.text += text;
    else if (/[^\t\n\r ]/.test(text)) throw unreadable('text outside a value');
  }

  close(): void {
    const open = this.#open.pop();
    if (open === undefined) throw unreadable('malformed XML');
    if (open.kind === 'plist') this.#root = open.value;
    else if (open.kind === 'leaf' && open.name === 'key') this.#key(open.text);
    else this.#put(open.kind === 'leaf' ? leafOf(open.name, open.text) : complete(open));
  }

  #key(key: string): void {
    const parent = this.#open.at(-1);
    if (parent?.kind === 'dict') parent.key = judgeKey(parent.value, key);
  }

  #put(value: PlistValue): void {
    const parent = this.#open.at(-1);
    if (parent?.kind === 'array') parent.value.push(value);
    else if (parent?.kind === 'plist') parent.value = value;
    else if (parent?.kind === 'dict' && parent.key !== null) {
      parent.value[parent.key] = value;
      parent.key = null;
    }
  }
}

function opened(name: string): Open {
  if (name === 'dict') return { kind: 'dict', value: newDict(), key: null };
  if (name === 'array') return { kind: 'array', value: [] };
  if (!LEAVES.has(name)) throw unreadable('unknown element');
  return { kind: 'leaf', name, text: '' };
}

function checkPlace(parent: Open, name: string): void {
  if (parent.kind === 'leaf') throw unreadable('unknown element');
  if (parent.kind === 'plist' && parent.value !== undefined) throw unreadable('malformed XML');
  if (parent.kind !== 'dict') {
    if (name === 'key') throw unreadable('value missing');
    return;
  }
  if (parent.key === null && name !== 'key') throw unreadable('key missing');
  if (parent.key !== null && name === 'key') throw unreadable('value missing');
}

function complete(open: Extract<Open, { kind: 'dict' | 'array' }>): PlistValue {
  if (open.kind === 'dict' && open.key !== null) throw unreadable('value missing');
  return open.value;
}

function leafOf(name: string, text: string): PlistValue {
  switch (name) {
    case 'string':
      return text;
    case 'integer':
      return integerOf(text);
    case 'real':
      return realOf(text);
    case 'date':
      return dateOf(text);
    case 'data':
      return dataOf(text);
    default:
      if (text.trim() !== '') throw unreadable('text outside a value');
      return name === 'true';
  }
}
