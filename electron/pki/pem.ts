export interface PemBlock {
  label: string;
  /** From its BEGIN line to its END line. */
  pem: string;
  /** What stands between them: base64, and headers where there are any. */
  body: string;
}

/**
 * The blocks of a PEM text (RFC 7468), whatever stands between them. `whole` is false when one has no end. Takes time in
 * proportion to the text.
 */
export function blocksOf(text: string): { blocks: PemBlock[]; whole: boolean } {
  const blocks: PemBlock[] = [];
  const begin = /-----BEGIN ([A-Z0-9 ]{1,40})-----/g;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const label = match[1] ?? '';
    const start = match.index + match[0].length;
    const end = text.indexOf('-----END ', start);
    const closing = `-----END ${label}-----`;
    if (end === -1 || !text.startsWith(closing, end)) return { blocks, whole: false };
    const stop = end + closing.length;
    blocks.push({ label, pem: text.slice(match.index, stop), body: text.slice(start, end) });
    begin.lastIndex = stop;
  }
  return { blocks, whole: true };
}
