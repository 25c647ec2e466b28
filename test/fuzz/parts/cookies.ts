import type { Chance } from '../chance.ts';
import type { Known } from '../known.ts';

const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const SAID = [
  'refused',
  'slow_down',
  'missing',
  'password_short',
  'code_gone',
  'nothing',
  '__proto__',
] as const;

/** The value of a Cookie header: ours, nearly ours, and others. */
export function cookieLine(chance: Chance, known: Known): string {
  const pairs = Array.from({ length: 1 + chance.below(4) }, () => pair(chance, known));
  return pairs.join(chance.of(['; ', ';', '; ; ', ',']));
}

/** The cookie of somebody who is signed in, as long as a session is known. */
export function sessionPair(chance: Chance, { sessions }: Known): string {
  return `__Host-muster=${sessions[chance.below(sessions.length)] ?? chance.word(43)}`;
}

function pair(chance: Chance, known: Known): string {
  return chance.weighted<() => string>([
    [4, () => sessionPair(chance, known)],
    [1, () => `__Host-muster=${chance.word(chance.of([0, 1, 43, 2048, 2049, 6000]))}`],
    [2, () => `__Host-said=${said(chance)}`],
    [2, () => `__Host-code=${code(chance, known)}`],
    [1, () => `__Host-device=${chance.word(22)}`],
    [2, () => `lang=${chance.of(['fr', 'en', 'xx', '__proto__', 'constructor', ''])}`],
    [1, () => chance.bytes(20)],
    [1, () => '='.repeat(chance.below(20))],
    [1, () => `a=${chance.bytes(10)}`],
    [1, () => 'a=b; '.repeat(chance.below(400))],
  ])();
}

/** What the page before has said, as only a liar would write it. */
function said(chance: Chance): string {
  return json(
    chance.of<unknown>([
      { code: chance.of(SAID), until: chance.of([0, -1, 1e15, 8.64e15, 1e300, 4e18]) },
      { code: chance.of(SAID), least: chance.of([0, -5, 1e15, 2 ** 53]) },
      {
        code: chance.of(SAID),
        userName: chance.of(['', '<b>', '"><script>', '{{when}}', '\u0000', '\u202e', 'x'.repeat(254)]),
      },
      { code: ['refused'] },
      { code: 'refused', until: 'soon', userName: {} },
      { __proto__: { code: 'refused' } },
      [],
      null,
      'refused',
      7,
    ]),
  );
}

/** The QR code that was shown last. */
function code(chance: Chance, { publicName, peoplePort }: Known): string {
  const base = `https://${publicName}:${peoplePort}`;
  const until = chance.of([Date.now() + 60_000, 0, 8.64e15, 1e300]);
  return json(
    chance.of<unknown>([
      { url: `${base}/t/${chance.word(43)}`, until },
      { url: `${base}/${'x'.repeat(chance.of([900, 970, 1400]))}`, until },
      { url: `${base}/${'\u20ac'.repeat(chance.of([100, 300, 450]))}`, until },
      { url: 'javascript:alert(1)', until },
      { url: 'https://evil.example/', until },
      { url: 7, until: 'x' },
    ]),
  );
}
