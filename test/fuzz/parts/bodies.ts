import type { Chance } from '../chance.ts';
import type { Known } from '../known.ts';

/** A body with the header lines that come with it; `cut`: there is less of it than was said. */
export interface Body {
  lines: string[];
  text: string;
  cut: boolean;
}

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const FIELDS = ['userName', 'password', 'current', 'repeat', 'pin', 'with', 'terms', 'platform'] as const;
const TYPES = [
  ...['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'text/html'],
  ...[
    'application/x-www-form-urlencoded; charset=utf-16',
    'application/octet-stream',
    '',
    ';;;',
    'a/b/c',
    '\u0000',
  ],
] as const;

/** The fields of a form. */
export function formText(chance: Chance, known: Known): string {
  const field = (): string => `${chance.of(FIELDS)}=${value(chance, known)}`;
  return chance.weighted<() => string>([
    [6, () => Array.from({ length: 1 + chance.below(5) }, field).join('&')],
    [1, () => `${field()}&`.repeat(chance.of([10, 200, 1000]))],
    [1, () => '__proto__[a]=1&constructor=2&userName[]=a&userName[$ne]=b&toString=1'],
    [1, () => '&'.repeat(chance.below(3000))],
    [1, () => '%zz=%&%00=%ff%fe&=&==&a'],
    [1, () => chance.bytes(200)],
    [1, () => ''],
  ])();
}

function value(chance: Chance, { userNames }: Known): string {
  return chance.of<() => string>([
    () => chance.word(8),
    () => encodeURIComponent(userNames[chance.below(userNames.length)] ?? ''),
    () => '\u00e9%C3%A9%F0%9F%98%80%u1234',
    () => '%00%0d%0aSet-Cookie:%20x=y',
    () => "'%20OR%201=1--",
    () => `${'x'.repeat(chance.of([255, 256, 257, 5000]))}`,
    () => '12345678',
    () => '%EF%BC%91%EF%BC%92%EF%BC%93',
    () => 'constructor',
    () => '',
  ])();
}

/** A body in one of the ways in which it can be sent, or cannot. */
export function anyBody(chance: Chance, known: Known): Body {
  const text = formText(chance, known);
  const plain = { lines: [FORM, `Content-Length: ${text.length}`], text, cut: false };
  return chance.weighted<() => Body>([
    [8, () => plain],
    [1, () => ({ ...plain, lines: [`Content-Type: ${chance.of(TYPES)}`, `Content-Length: ${text.length}`] })],
    [1, () => ({ ...plain, lines: [`Content-Length: ${text.length}`] })],
    [1, () => withLength(chance, text)],
    [2, () => chunked(chance, text)],
    [1, () => encoded(chance, text)],
    [1, () => large(chance)],
    [
      1,
      () => ({ lines: [FORM, `Content-Length: ${text.length + 1 + chance.below(5000)}`], text, cut: true }),
    ],
    [1, () => jsonBody(chance)],
  ])();
}

/** Lengths that contradict what is there, or each other. */
function withLength(chance: Chance, text: string): Body {
  const { length } = text;
  const lines = chance.of<string[]>([
    ['Content-Length: -1'],
    [`Content-Length: +${length}`],
    [`Content-Length: ${length}, ${length}`],
    [`Content-Length: ${length}`, `Content-Length: ${length + 1}`],
    ['Content-Length: 99999999999999999999'],
    ['Content-Length: 0x10'],
    [`Content-Length: ${length}`, 'Transfer-Encoding: chunked'],
    [`Content-Length: ${Math.max(0, length - 3)}`],
    ['Content-Length: '],
  ]);
  return { lines: [FORM, ...lines], text, cut: true };
}

function chunked(chance: Chance, text: string): Body {
  const chunk = `${text.length.toString(16)}\r\n${text}\r\n`;
  const whole = text === '' ? '0\r\n\r\n' : `${chunk}0\r\n\r\n`;
  return chance.of<Body>([
    { lines: [FORM, 'Transfer-Encoding: chunked'], text: whole, cut: false },
    { lines: [FORM, 'Transfer-Encoding: chunked'], text: chunk, cut: true },
    { lines: [FORM, 'Transfer-Encoding: chunked'], text: `zz\r\n${text}\r\n0\r\n\r\n`, cut: true },
    { lines: [FORM, 'Transfer-Encoding: chunked'], text: `ffffffffffffffff\r\n${text}`, cut: true },
    {
      lines: [FORM, 'Transfer-Encoding: chunked'],
      text: `5;${'x'.repeat(20_000)}\r\nabcde\r\n0\r\n\r\n`,
      cut: true,
    },
    {
      lines: [FORM, 'Transfer-Encoding: chunked'],
      text: `0\r\nCookie: a=b\r\nHost: evil\r\n\r\n`,
      cut: false,
    },
    { lines: [FORM, 'Transfer-Encoding: xchunked'], text: whole, cut: true },
    { lines: [FORM, 'Transfer-Encoding: chunked, chunked'], text: whole, cut: true },
    { lines: [FORM, 'Transfer-Encoding : chunked'], text: whole, cut: true },
    { lines: [FORM, 'Transfer-Encoding: gzip, chunked'], text: whole, cut: true },
  ]);
}

function encoded(chance: Chance, text: string): Body {
  const encoding = chance.of(['gzip', 'br', 'deflate', 'zstd', 'identity', 'gzip, gzip']);
  const packed = chance.often(0.5) ? '\u001f\u008b\u0008\u0000' : text;
  return {
    lines: [FORM, `Content-Encoding: ${encoding}`, `Content-Length: ${packed.length}`],
    text: packed,
    cut: false,
  };
}

function large(chance: Chance): Body {
  const said = chance.of([16_384, 16_385, 40_000, 200_000, 12_000_000]);
  const text = `userName=${'x'.repeat(Math.min(said, 60_000) - 9)}`;
  return { lines: [FORM, `Content-Length: ${said}`], text, cut: text.length < said };
}

function jsonBody(chance: Chance): Body {
  const text = chance.of([
    '{"userName":"a","pin":"1"}',
    '{"__proto__":{"a":1}}',
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    '{"userName":',
    'null',
    '\ufeff{}',
  ]);
  const bytes = Buffer.from(text).toString('latin1');
  return {
    lines: ['Content-Type: application/json', `Content-Length: ${bytes.length}`],
    text: bytes,
    cut: false,
  };
}
