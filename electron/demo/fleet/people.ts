import { mix } from './dice.ts';
import { FAMILY_NAMES, GIVEN_NAMES, mailPart } from './names.ts';

/** Someone with an account in the organisation. */
export interface Person {
  readonly index: number;
  /** Google's user id: 21 digits. */
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly email: string;
}

const GIVEN_MAIL = GIVEN_NAMES.map(mailPart);
const FAMILY_MAIL = FAMILY_NAMES.map(mailPart);

/** Everyone in the organisation, made on demand: person `n` is always the same person. */
export class People {
  readonly count: number;
  readonly domain: string;

  constructor(count: number, domain: string) {
    this.count = count;
    this.domain = domain;
  }

  /** The address of person `index`, for 0 ≤ index < count. */
  emailAt(index: number): string {
    const { given, family, namesake } = split(index);
    return `${GIVEN_MAIL[given]}.${FAMILY_MAIL[family]}${namesake === 0 ? '' : namesake + 1}@${this.domain}`;
  }

  /** The display name of person `index`. */
  nameAt(index: number): string {
    const { given, family } = split(index);
    return `${GIVEN_NAMES[given]} ${FAMILY_NAMES[family]}`;
  }

  /** Person `index`, for 0 ≤ index < count. */
  at(index: number): Person {
    const { given, family } = split(index);
    return {
      index,
      id: `1${String(mix(index)).padStart(10, '0')}${String(index).padStart(10, '0')}`,
      given: GIVEN_NAMES[given] ?? '',
      family: FAMILY_NAMES[family] ?? '',
      email: this.emailAt(index),
    };
  }

  /** Finds a person by address (any case) or by id. */
  find(emailOrId: string): Person | undefined {
    const index = emailOrId.includes('@') ? this.#indexOfEmail(emailOrId) : Number(emailOrId.slice(11));
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    const person = this.at(index);
    return person.id === emailOrId || person.email === emailOrId.toLowerCase() ? person : undefined;
  }

  #indexOfEmail(email: string): number {
    const parts = /^([a-z]+)\.([a-z]+)(\d*)@(.+)$/.exec(email.toLowerCase());
    if (parts === null || parts[4] !== this.domain) return -1;
    const given = GIVEN_MAIL.indexOf(parts[1] ?? '');
    const family = FAMILY_MAIL.indexOf(parts[2] ?? '');
    if (given < 0 || family < 0) return -1;
    return join(given, family, parts[3] === '' ? 0 : Number(parts[3]) - 1);
  }
}

/** Spreads the family names so that neighbours differ in both names; `join` undoes it. */
function split(index: number): { given: number; family: number; namesake: number } {
  const given = index % GIVEN_NAMES.length;
  const rest = Math.floor(index / GIVEN_NAMES.length);
  const family = (rest + given) % FAMILY_NAMES.length;
  return { given, family, namesake: Math.floor(rest / FAMILY_NAMES.length) };
}

function join(given: number, family: number, namesake: number): number {
  const step = (family - given + FAMILY_NAMES.length * 2) % FAMILY_NAMES.length;
  return (namesake * FAMILY_NAMES.length + step) * GIVEN_NAMES.length + given;
}
