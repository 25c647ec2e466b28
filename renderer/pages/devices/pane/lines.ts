import type { Kind } from './fields';
import { isPlistScalar } from './plist-value';
import type { WriteKit, Written } from './write';

/** One line of the pane: a label and a value. `at` is when the value was reported, where it says so. */
export interface Line extends Written {
  label: string;
  at?: number;
  /** A sign before the value; without one it says nothing about good or bad. */
  tone?: 'good' | 'warn' | 'bad';
  /** How full something is, 0 to 1. */
  meter?: number;
  /** Leads to more. */
  open?: () => void;
}

export type Item = Readonly<Record<string, unknown>>;

/** What an item is written as: its line, the keys it used; what it did not use follows in lines of its own. */
export type OneLiner = (item: Item, kit: WriteKit, label: string) => { line: Line; used: string[] } | null;

/** How the record of one provider is read. Paths are without list places. */
export interface Book {
  /** Where its labels stand in the texts: before `field.` and `part.`. */
  words: string;
  /** How parts of objects and of list items are written. */
  kinds: Readonly<Record<string, Kind>>;
  /** Lists whose items read best as one line each. Null: the item is not what the reference describes. */
  oneLiners: Readonly<Record<string, OneLiner>>;
  /** Lists whose items need no number. */
  unnumbered: ReadonlySet<string>;
  write(value: unknown, kind: Kind, kit: WriteKit, path: string): Written;
}

/** The lines of a field. Nothing in its value is left out: what is not known keeps its own name. */
export function linesOf(book: Book, name: string, kind: Kind, value: unknown, kit: WriteKit): Line[] {
  return walk(book, name, labelOf(book, name, kit), kind, value, kit);
}

function walk(book: Book, path: string, label: string, kind: Kind, value: unknown, kit: WriteKit): Line[] {
  if (isItem(value)) return partsOf(book, path, label, value, [], kit);
  if (!Array.isArray(value) || !value.some(isItem)) {
    if (Array.isArray(value) && value.length === 0) return [];
    return [{ ...book.write(value, kind, kit, path), label }];
  }
  const isNumbered = value.length > 1 && !book.unnumbered.has(path);
  return value.flatMap((item: unknown, place) => {
    const numbered = isNumbered ? `${label} ${place + 1}` : label;
    return isItem(item)
      ? itemLines(book, path, numbered, item, kit)
      : walk(book, path, numbered, kind, item, kit);
  });
}

function itemLines(book: Book, path: string, label: string, item: Item, kit: WriteKit): Line[] {
  const short = book.oneLiners[path]?.(item, kit, label) ?? null;
  if (short === null) return partsOf(book, path, label, item, [], kit);
  return [short.line, ...partsOf(book, path, label, item, short.used, kit)];
}

function partsOf(
  book: Book,
  path: string,
  label: string,
  item: Item,
  used: readonly string[],
  kit: WriteKit,
): Line[] {
  return Object.entries(item).flatMap(([key, value]) => {
    if (used.includes(key)) return [];
    const inner = `${path}.${key}`;
    const name = kit.t(`${book.words}part.${inner.replaceAll('.', '/')}`, { defaultValue: '' });
    const within = name === '' || path.includes('.') || / \d+$/.test(label);
    const named = within ? `${label} · ${name === '' ? key : name}` : name;
    return walk(book, inner, named, book.kinds[inner] ?? 'text', value, kit);
  });
}

function labelOf(book: Book, name: string, kit: WriteKit): string {
  return kit.t(`${book.words}field.${name.replaceAll('.', '/')}`, { defaultValue: name });
}

/** True for an object of several values; a date or data of a property list is a single one. */
export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlistScalar(value);
}
