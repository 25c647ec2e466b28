/** An answer, as far as its headers. */
export interface Answer {
  status: number;
  /** In lower case, each line with its end. */
  headers: string;
}

/** What came back on a connection. */
export interface Heard {
  take(text: string): void;
  /** Those whose headers are there. Nothing that is sent holds such a line, so that no page can repeat one. */
  readonly answers: readonly Answer[];
  readonly text: string;
}

const HEAD = /HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/g;
/** More than this of a connection says nothing new. */
const MOST = 500_000;

export function listen(): Heard {
  const answers: Answer[] = [];
  let text = '';
  let read = 0;
  return {
    take: (more) => {
      if (text.length >= MOST) return;
      text += more;
      HEAD.lastIndex = read;
      // Heads come whole or in pieces; what was read of them is not read again.
      for (let found = HEAD.exec(text); found !== null; found = HEAD.exec(text)) {
        answers.push({ status: Number(found[1]), headers: (found[2] ?? '').toLowerCase() });
        read = HEAD.lastIndex;
      }
    },
    answers,
    get text() {
      return text;
    },
  };
}
