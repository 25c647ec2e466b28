import {
  AndFilter,
  EqualityFilter,
  type Filter,
  FilterParser,
  GreaterThanEqualsFilter,
  OrFilter,
} from 'ldapts';

/** Reads a filter written as in RFC 4515. Throws an Error that says what is wrong with it. */
export function parseFilter(text: string): Filter {
  return FilterParser.parseString(withCharacters(text));
}

/** What passes the filter and has at least this value in an attribute. */
export function withAtLeast(filter: string, attribute: string, value: string): Filter {
  return new AndFilter({ filters: [parseFilter(filter), new GreaterThanEqualsFilter({ attribute, value })] });
}

/** What passes the filter and has this very value in one of the attributes; the value needs no escapes. */
export function withValue(filter: string, attributes: readonly string[], value: string | Buffer): Filter {
  const either = attributes.map((attribute) => new EqualityFilter({ attribute, value }));
  return new AndFilter({ filters: [parseFilter(filter), new OrFilter({ filters: either })] });
}

/** Writes `\c3\a9` as `é`: the parser takes each escape for a character, RFC 4515 means bytes of UTF-8. */
function withCharacters(text: string): string {
  return text.replace(/(?:\\[89a-f][0-9a-f])+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('\\', ''), 'hex').toString(),
  );
}
