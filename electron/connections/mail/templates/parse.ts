import mustache from 'mustache';
import { z } from 'zod';

/**
 * A piece of a template as mustache reads it: its kind (`text`, `name`, `&`, `#`, `^` and others), what it holds, where
 * it begins and ends, and for sections the pieces within.
 */
const tokenSchema = z.tuple([z.string(), z.string(), z.number(), z.number()]).rest(z.unknown());

export interface Piece {
  kind: string;
  value: string;
  inner: Piece[];
}

/** A writer that remembers no template: each preview would be one more for as long as the program runs. */
function makeWriter(): mustache.Writer & { templateCache: undefined } {
  return Object.assign(new mustache.Writer(), { templateCache: undefined });
}

/** Throws an Error, in mustache’s words, where a section or a tag is not closed. */
export function parseTemplate(text: string): Piece[] {
  return piecesOf(makeWriter().parse(text));
}

/**
 * Fills a template in. What has no value is left out, and so are sections around it; nothing is escaped, because the
 * outcome is plain text. Throws as parseTemplate does.
 */
export function fillIn(text: string, values: Readonly<Record<string, string | undefined>>): string {
  // Without a prototype: {{constructor}} is a field nobody has filled in.
  const view: Record<string, string | undefined> = Object.assign(Object.create(null), values);
  return makeWriter().render(text, view, {}, { escape: String });
}

function piecesOf(tokens: unknown): Piece[] {
  return z
    .array(tokenSchema)
    .parse(tokens)
    .map(([kind, value, , , inner]) => ({
      kind,
      value,
      inner: kind === '#' || kind === '^' ? piecesOf(inner) : [],
    }));
}
