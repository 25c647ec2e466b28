import type { Chance } from '../chance.ts';
import type { Known } from '../known.ts';
import { anyBody, type Body, formText } from './bodies.ts';
import { sessionPair } from './cookies.ts';
import { anyHeaders, plainHeaders } from './headers.ts';
import { anyPath, formPath } from './paths.ts';

const METHODS = [
  ...[
    'GET',
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'CONNECT',
    'PROPFIND',
    'PURGE',
  ],
  ...['get', 'G\u0000T', 'GETT', '', 'M-SEARCH', 'QUERY', 'PRI', 'SOURCE', `${'A'.repeat(300)}`],
] as const;
const VERSIONS = [
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/9.9',
  'HTTP/1.1.1',
  'HTTPS/1.1',
  'http/1.1',
  '',
  'RTSP/1.0',
] as const;

/** A request as bytes (latin1). `ends`: nothing can follow it on its connection, or nothing is said of what follows. */
export interface Asked {
  text: string;
  ends: boolean;
}

/** A request that is odd in any of its parts, or in none. */
export function anyRequest(chance: Chance, known: Known, port: number): Asked {
  return chance.weighted<() => Asked>([
    [6, () => plainPage(chance, known, port)],
    [6, () => memberPage(chance, known, port)],
    [4, () => memberForm(chance, known, port)],
    [4, () => oddRequest(chance, known, port)],
    [1, () => broken(chance, plainPage(chance, known, port))],
    [1, () => broken(chance, memberForm(chance, known, port))],
  ])();
}

function written(line: string, headers: readonly string[], body = ''): string {
  return `${line}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n${body}`;
}

function plainPage(chance: Chance, known: Known, port: number): Asked {
  const path = anyPath(chance, known);
  return { text: written(`GET ${path} HTTP/1.1`, plainHeaders(known, port)), ends: false };
}

/** A page for somebody who is signed in. */
function memberPage(chance: Chance, known: Known, port: number): Asked {
  const headers = [...plainHeaders(known, port), `Cookie: ${sessionPair(chance, known)}`];
  return { text: written(`GET ${anyPath(chance, known)} HTTP/1.1`, headers), ends: false };
}

/** A form that comes from one of our own pages, as far as can be seen. */
function memberForm(chance: Chance, known: Known, port: number): Asked {
  const text = formText(chance, known);
  const headers = [
    ...plainHeaders(known, port),
    `Cookie: ${sessionPair(chance, known)}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${text.length}`,
  ];
  return { text: written(`POST ${formPath(chance, known)} HTTP/1.1`, headers, text), ends: false };
}

function oddRequest(chance: Chance, known: Known, port: number): Asked {
  const method = chance.often(0.5) ? chance.of(['GET', 'POST']) : chance.of(METHODS);
  const version = chance.often(0.9) ? 'HTTP/1.1' : chance.of(VERSIONS);
  const path = chance.often(0.02) ? chance.of(['*', 'evil.example:443', '']) : anyPath(chance, known);
  const none: Body = { lines: [], text: '', cut: false };
  const body = method === 'POST' || chance.often(0.2) ? anyBody(chance, known) : none;
  const headers = [...anyHeaders(chance, known, port), ...body.lines];
  return { text: written(`${method} ${path} ${version}`, headers, body.text), ends: body.cut };
}

/** A request of which some bytes were changed, lost or doubled. */
function broken(chance: Chance, { text }: Asked): Asked {
  let bytes = text;
  for (let left = 1 + chance.below(4); left > 0; left--) {
    const at = chance.below(bytes.length);
    const [before, after] = [bytes.slice(0, at), bytes.slice(at)];
    bytes = chance.of([
      before + chance.bytes(1) + after.slice(1),
      before + after.slice(1 + chance.below(8)),
      before + chance.bytes(1 + chance.below(6)) + after,
      before + after.slice(0, 20) + after,
    ]);
  }
  return { text: bytes, ends: true };
}

/** What is no request at all, said over TLS. */
export function garbage(chance: Chance): string {
  return chance.of<() => string>([
    () => chance.bytes(1 + chance.below(400)),
    () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000',
    () => '\r\n'.repeat(chance.below(3000)),
    () => 'GET /go\r\n\r\n',
    () => ' GET /go HTTP/1.1\r\n\r\n',
    () => 'GET\t/go\tHTTP/1.1\r\n\r\n',
    () => `GET /${' '.repeat(5000)} HTTP/1.1\r\n\r\n`,
    () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
    () => 'EHLO me\r\nMAIL FROM:<a@b>\r\n',
    () => 'SSH-2.0-OpenSSH_9.9\r\n',
    () => '\u0000'.repeat(1 + chance.below(10_000)),
    () => `HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`,
  ])();
}
