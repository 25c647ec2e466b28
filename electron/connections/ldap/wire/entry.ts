/** What a directory says of one object. Attributes are found whatever their case. */
export interface LdapEntry {
  dn: string;
  /** As they came; empty when there is none. */
  values(attribute: string): readonly Buffer[];
  /** Those that say something, as text. */
  texts(attribute: string): string[];
  /** The first of `texts`. */
  text(attribute: string): string | null;
}

/** An entry as ldapts has it. */
interface RawEntry {
  name: string;
  attributes: readonly { type: string; parsedBuffers: readonly Buffer[] }[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads an entry. Of an attribute that comes in ranges, as long lists do in Active Directory, the first is taken. */
export function readEntry({ name, attributes }: RawEntry): LdapEntry {
  const byName = new Map<string, readonly Buffer[]>();
  for (const { type, parsedBuffers } of attributes) {
    const key = type.toLowerCase().replace(/;range=.*$/, '');
    byName.set(key, [...(byName.get(key) ?? []), ...parsedBuffers]);
  }
  const values = (attribute: string): readonly Buffer[] => byName.get(attribute.toLowerCase()) ?? [];
  const texts = (attribute: string): string[] =>
    values(attribute)
      .map(textOf)
      .filter((text) => text !== '');
  return { dn: name, values, texts, text: (attribute) => texts(attribute)[0] ?? null };
}

/** Directories filled by old programs hold Latin-1 where UTF-8 is due: a name slightly wrong is better than none. */
function textOf(value: Buffer): string {
  let text: string;
  try {
    text = utf8.decode(value);
  } catch {
    text = value.toString('latin1');
  }
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .normalize('NFC');
}
