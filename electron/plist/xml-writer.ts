import type { PlistValue } from '../model/apple/plist.ts';
import { isDict } from '../model/apple/plist.ts';
import { MusterError } from '../model/errors.ts';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`;

/** What XML 1.0 (section 2.2) cannot hold, not even as a reference. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are looked for.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // A bare one would be read as a line feed.
  '\r': '&#13;',
};

/** The whole document. Entries stay in the order they have. */
export function xmlOf(value: PlistValue): string {
  const lines: string[] = [];
  write(value, '', lines);
  return `${HEAD}${lines.join('\n')}\n</plist>\n`;
}

function write(value: PlistValue, indent: string, lines: string[]): void {
  if (Array.isArray(value)) {
    block('array', value.length === 0, indent, lines, (inner) => {
      for (const item of value) write(item, inner, lines);
    });
  } else if (isDict(value)) {
    const entries = Object.entries(value);
    block('dict', entries.length === 0, indent, lines, (inner) => {
      for (const [key, item] of entries) {
        lines.push(`${inner}<key>${escaped(key)}</key>`);
        write(item, inner, lines);
      }
    });
  } else lines.push(indent + leaf(value));
}

function block(
  name: string,
  empty: boolean,
  indent: string,
  lines: string[],
  fill: (indent: string) => void,
): void {
  if (empty) {
    lines.push(`${indent}<${name}/>`);
    return;
  }
  lines.push(`${indent}<${name}>`);
  fill(`${indent}\t`);
  lines.push(`${indent}</${name}>`);
}

function leaf(value: string | number | bigint | boolean | Date | Uint8Array): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (typeof value === 'bigint') return `<integer>${whole(value)}</integer>`;
  if (typeof value === 'number') return numberOf(value);
  if (value instanceof Date) return `<date>${dateText(value)}</date>`;
  return `<data>${Buffer.from(value).toString('base64')}</data>`;
}

function whole(value: bigint): string {
  if (value < -(2n ** 63n) || value >= 2n ** 64n) throw unwritable('number out of range');
  return value.toString();
}

function numberOf(value: number): string {
  if (Object.is(value, -0)) return '<real>-0.0</real>';
  if (Number.isSafeInteger(value)) return `<integer>${value}</integer>`;
  if (Number.isNaN(value)) return '<real>nan</real>';
  if (!Number.isFinite(value)) return `<real>${value > 0 ? '+' : '-'}infinity</real>`;
  return `<real>${value}</real>`;
}

function dateText(date: Date): string {
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  if (!/^\d{4}-/.test(text)) throw unwritable('date out of range');
  return `${text.slice(0, 19)}Z`;
}

function escaped(text: string): string {
  if (UNWRITABLE.test(text)) throw unwritable('control character');
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

function unwritable(problem: string): MusterError {
  return new MusterError('bad_input', { field: 'plist', problem });
}
