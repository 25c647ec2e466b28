import type { Overlay } from './changes.ts';
import { type Dice, SALT } from './dice.ts';
import type { People } from './people.ts';

/** What administrators noted about a device; an absent note is undefined. */
export interface Annotations {
  readonly user: string | undefined;
  readonly location: string | undefined;
  readonly assetId: string | undefined;
  readonly notes: string | undefined;
}

const ROOMS = ['Room', 'Salle', 'Raum', 'Cart', 'Cupboard', 'Desk'];

const NOTES = [
  'Screen hinge repaired under warranty',
  'Lent for the exam weeks, back by Friday',
  'Clavier remplacé, touche « é » d’origine',
  'Battery holds less than two hours',
  'Loaned from "Media cart 2"\nReturn with charger',
  'Kein Ladegerät dabei',
  'Keeps losing Wi-Fi near the gym',
  'Spare for the science lab',
];

/** The annotations of device `index` after `turn` rewrites. */
export function annotationsOf(dice: Dice, people: People, index: number, turn: number): Annotations {
  const owner = dice.fraction(index, SALT.annotation, turn);
  const person = dice.below(people.count, index, SALT.users, turn);
  const place = dice.fraction(index, SALT.location, turn);
  return {
    user: owner < 0.55 ? people.emailAt(person) : owner < 0.65 ? people.nameAt(person) : undefined,
    location:
      place < 0.62
        ? `${dice.pick(ROOMS, index, SALT.location, turn + 1)} ${100 + Math.floor(place * 500)}`
        : undefined,
    assetId: dice.fraction(index, SALT.asset) < 0.82 ? `RS-${String(index + 1).padStart(6, '0')}` : undefined,
    notes:
      dice.fraction(index, SALT.note, turn) < 0.12 ? dice.pick(NOTES, index, SALT.note, turn + 1) : undefined,
  };
}

/** Annotations as they read once others were written over them. */
export function overlaid(own: Annotations, overlay: Overlay): Annotations {
  const read = (key: keyof Annotations): string | undefined => {
    const text = overlay[key] ?? own[key];
    return text === '' ? undefined : text;
  };
  return { user: read('user'), location: read('location'), assetId: read('assetId'), notes: read('notes') };
}
