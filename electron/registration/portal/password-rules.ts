import { COMMON_WORDS } from './common-words.ts';

/** Why a password is refused. */
export type PasswordFault = 'short' | 'personal' | 'common';

export interface PasswordContext {
  /** Fewest characters. */
  least: number;
  userName: string;
  email: string | null;
  organisation: string;
}

/** Fewer different characters are a pattern. */
const VARIETY = 4;
/** Words shorter than this are part of many a good password. */
const WORD = 3;

/**
 * What NIST SP 800-63B section 5.1.1.2 wants refused: short ones, the most common ones, repetitions and sequences, and
 * what the context gives away. Digits and signs around such a word or in the place of letters do not help. Null when
 * nothing is wrong.
 */
export function passwordFault(password: string, context: PasswordContext): PasswordFault | null {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < context.least) return 'short';
  const lower = characters.join('').toLowerCase();
  const cores = new Set([lettersOf(lower), lettersOf(plainSpelling(lower))]);
  if (personalWords(context).some((word) => cores.has(word) || lower === word)) return 'personal';
  if (new Set(lower).size < VARIETY || isSequence(lower)) return 'common';
  return [...cores].some((core) => COMMON_WORDS.has(core) || isRepeated(core)) ? 'common' : null;
}

function personalWords({ userName, email, organisation }: PasswordContext): string[] {
  const locals = [userName, email ?? ''].flatMap((name) => [name, name.split('@')[0] ?? '']);
  const words = [...locals, organisation, 'muster'].map((text) => text.normalize('NFKC').toLowerCase());
  return [...new Set([...words, ...words.map(lettersOf)])].filter((word) => word.length >= WORD);
}

/** Without accents, which people leave out at times. */
function lettersOf(text: string): string {
  return text.normalize('NFKD').replace(/[^\p{L}]+/gu, '');
}

const SPELLING: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** `p4$$w0rd` is `password`; digits at the end stay what they are. */
function plainSpelling(text: string): string {
  const [, word = '', end = ''] = /^(.*?)(\d*\P{L}*)$/su.exec(text) ?? [];
  return word.replace(/[013457@$]/g, (sign) => SPELLING[sign] ?? sign) + end;
}

/** `1234567890`, `abcdefghij`, and backwards. */
function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((character, index) => {
    const step = (character.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0);
    // After 9 comes 0.
    return Math.abs(step) === 9 ? -Math.sign(step) : step;
  });
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/** One common word several times over: `testtesttest`. */
function isRepeated(core: string): boolean {
  const unit = /^(.+?)\1+$/su.exec(core)?.[1];
  return unit !== undefined && (COMMON_WORDS.has(unit) || unit.length <= WORD);
}
