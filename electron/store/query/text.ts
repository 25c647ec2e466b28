import { searchWords } from '../../model/search-text.ts';

const TRIGRAM = 3;
/** More would only be read for nothing: what they let through is compared with the text anyway. */
const MOST_TRIGRAMS = 24;

/** How a search is put to SQLite. */
export interface TextTest {
  /** For the trigram index; null when no word is long enough for it. */
  match: string | null;
  /** GLOB patterns that the folded text has to meet as well. */
  globs: string[];
}

/** The tests of a search text; null when there is nothing to search. Every word has to be found. */
export function textTest(text: string | undefined): TextTest | null {
  const words = searchWords(text ?? '');
  if (words.length === 0) return null;
  const trigrams = [...new Set(words.flatMap(trigramsOf))].slice(0, MOST_TRIGRAMS);
  const match = trigrams.length === 0 ? null : trigrams.map(quote).join(' AND ');
  return { match, globs: words.map((word) => `*${word.replace(/[*?[]/g, '[$&]')}*`) };
}

/**
 * Trigrams that cover a word, side by side: those between say little more, and each list has to be read. The index
 * counts in code points, as the tokenizer does.
 */
function trigramsOf(word: string): string[] {
  const points = [...word];
  const last = points.length - TRIGRAM;
  if (last < 0) return [];
  const starts = Array.from({ length: Math.ceil(last / TRIGRAM) }, (_, place) => place * TRIGRAM);
  return [...starts, last].map((start) => points.slice(start, start + TRIGRAM).join(''));
}

function quote(trigram: string): string {
  return `"${trigram.replaceAll('"', '""')}"`;
}
