import { STYLE_PATH } from '../../../electron/listener/portal/look/style.ts';
import type { Chance } from '../chance.ts';
import type { Known } from '../known.ts';

const PAGES = [
  ...['/', '/go', '/go?with=pin', '/go/pin', '/next', '/next/pin', '/next/password', '/next/terms'],
  ...['/device', '/device?platform=ios', '/device?platform=windows', '/me', '/me/qr', '/me/password'],
  ...[STYLE_PATH, '/authority.crt', '/authority.crl', '/go?lang=fr', '/favicon.ico', '/robots.txt'],
] as const;
const FORMS = [
  ...['/go/pin', '/next/pin', '/next/pin/new', '/next/password', '/next/terms', '/device/begin'],
  ...['/me/qr', '/me/password'],
] as const;

const ODD = [
  ...[
    '%00',
    '%zz',
    '%',
    '%2e%2e/',
    '..%2f..%2f',
    '%c0%af',
    '%ff',
    '%u0041',
    '//',
    '/./',
    '/../',
    ';a=b',
    '#x',
  ],
  ...[
    '\\',
    '\\..\\',
    '|',
    '^',
    '`',
    '{}',
    '<script>',
    "'--",
    '"',
    '%0d%0aSet-Cookie:%20a=b',
    '\u00e9',
    '%E2%82%AC',
  ],
  ...[
    '?',
    '??',
    '&',
    '&&=&',
    '=',
    '+',
    '%20',
    '*',
    '$(id)',
    '$7*7',
    '{{7*7}}',
    '__proto__',
    'constructor',
    '.git/config',
  ],
] as const;

/** The path of a page, or of none. */
export function anyPath(chance: Chance, known: Known): string {
  return chance.weighted<() => string>([
    [5, () => chance.of(PAGES)],
    [2, () => `/i/${linkOf(chance, known)}${chance.of(['', '', '/go', '/pin', '?lang=fr'])}`],
    [1, () => `/t/${chance.word(43)}`],
    [1, () => `/${chance.word(1 + chance.below(20))}/go`],
    [3, () => oddPath(chance, known)],
  ])();
}

/** Where a form can be sent that asks for no name and PIN: comparing these costs time. */
export function formPath(chance: Chance, known: Known): string {
  return chance.often(0.1) ? `/i/${linkOf(chance, known)}/pin` : chance.of(FORMS);
}

export function linkOf(chance: Chance, { links }: Known): string {
  const link = links[chance.below(links.length)];
  if (link !== undefined && chance.often(0.3)) return link;
  return chance.word(chance.of([22, 22, 16, 64, 65, 1]));
}

/** Something near a path, or far from one. */
function oddPath(chance: Chance, known: Known): string {
  const base = chance.often(0.5) ? chance.of(PAGES) : `/i/${linkOf(chance, known)}`;
  const at = chance.below(base.length + 1);
  const odd = Array.from({ length: 1 + chance.below(4) }, () => chance.of(ODD)).join('');
  return chance.weighted<() => string>([
    [5, () => base.slice(0, at) + odd + base.slice(at)],
    [2, () => odd],
    [1, () => `/${chance.bytes(1 + chance.below(40))}`],
    [1, () => `/${'a'.repeat(chance.of([100, 2048, 6130, 6143, 6144, 7000, 9000, 70_000]))}`],
    [1, () => `/go?${'lang=fr&'.repeat(chance.below(300))}`],
    [1, () => `/go?${chance.word(3)}[]=1&lang=en&lang=fr&with=pin&with=${chance.bytes(4)}`],
    [1, () => `https://${known.publicName}:${known.peoplePort}${base}`],
    [1, () => `http://169.254.169.254/latest/meta-data`],
    [1, () => `${'/..'.repeat(chance.below(50))}/etc/passwd`],
    [1, () => base.toUpperCase()],
  ])();
}
