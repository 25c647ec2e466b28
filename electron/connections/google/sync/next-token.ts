const NAME = '"nextPageToken"';
const VALUE = /\s*:\s*"([^"\\]+)"/y;

/**
 * The token of the page after this one, found without parsing the text, so that the next page can be asked for
 * while this one is read; null when none is seen. A guess: only the parsed page says what is so.
 */
export function guessNextToken(text: string): string | null {
  // Google writes it after the devices. Inside a text it would stand between escaped quotes and not be found.
  const at = text.lastIndexOf(NAME);
  if (at === -1) return null;
  VALUE.lastIndex = at + NAME.length;
  return VALUE.exec(text)?.[1] ?? null;
}
