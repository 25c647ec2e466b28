/** A part of a text, and whether it was searched for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** The searched words, ready to be found in cells. */
export function wordsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/\s+/)
        .filter((word) => word !== '')
        .map(folded),
    ),
  ];
}

/** Cuts a text where one of the words stands, ignoring case and accents. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0) return [{ text, hit: false }];
  const hits = marks(folded(text), words);
  const found: Piece[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = found.at(-1);
    const hit = hits[at] === true;
    if (last !== undefined && last.hit === hit) last.text += text[at] ?? '';
    else found.push({ text: text[at] ?? '', hit });
  }
  return found;
}

function marks(text: string, words: readonly string[]): boolean[] {
  const hits: boolean[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      hits.length = Math.max(hits.length, at + word.length);
      hits.fill(true, at, at + word.length);
    }
  }
  return hits;
}

/** Lower case without accents, letter for letter, so that places stay the same. */
function folded(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    const bare = letter.normalize('NFD')[0] ?? letter;
    const lower = bare.toLowerCase();
    plain += lower.length === 1 ? lower : letter;
  }
  return plain;
}
