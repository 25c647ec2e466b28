import { SaxesParser } from 'saxes';
import type { PlistValue } from '../model/apple/plist.ts';
import { isMusterError } from '../model/errors.ts';
import { type Budget, unreadable } from './budget.ts';
import { XmlBuilder } from './xml-builder.ts';

/** Apple’s document type, new and old, or the bare name: without a subset of its own, and never fetched. */
const DOCTYPE =
  /^\s*plist(\s+PUBLIC\s+(["'])-\/\/Apple( Computer)?\/\/DTD PLIST 1\.0\/\/EN\2\s+(["'])https?:\/\/www\.apple\.com\/DTDs\/PropertyList-1\.0\.dtd\4)?\s*$/;

/** XML 1.0 section 4.6; saxes’ own table inherits the words every object has. */
const ENTITIES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  quot: '"',
});

/** Reads an XML property list piece by piece; `write` and `finish` throw `plist_unreadable`. */
export class XmlReader {
  readonly #parser = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  readonly #builder: XmlBuilder;

  constructor(budget: Budget) {
    const builder = new XmlBuilder(budget);
    const parser = this.#parser;
    parser.ENTITIES = ENTITIES;
    parser.on('doctype', (doctype) => {
      if (!DOCTYPE.test(doctype)) throw unreadable('document type');
    });
    parser.on('attribute', () => budget.node(0));
    parser.on('opentag', ({ name }) => builder.open(name));
    parser.on('closetag', () => builder.close());
    parser.on('text', (text) => builder.text(text));
    parser.on('cdata', (text) => builder.text(text));
    this.#builder = builder;
  }

  write(text: string): void {
    told(() => this.#parser.write(text));
  }

  finish(): PlistValue {
    told(() => this.#parser.close());
    return this.#builder.root;
  }
}

/** The parser’s own complaints name what they stumbled over, which may be a secret. */
function told(parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    throw isMusterError(error) ? error : unreadable('malformed XML');
  }
}

/** The text of an XML document in UTF-8, or in UTF-16 where a byte order mark says so. Throws `plist_unreadable`. */
export function xmlTextOf(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? 'utf-16be'
      : bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : null;
  let text: string;
  try {
    text = new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable('character encoding', error);
  }
  const [, declared] = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(text) ?? [];
  if (
    declared !== undefined &&
    !/^(utf-?8|us-ascii|ascii)$/i.test(declared) &&
    !(utf16 !== null && /^utf-16/i.test(declared))
  ) {
    throw unreadable('character encoding');
  }
  return text;
}
