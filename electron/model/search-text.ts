import type { DeviceFields } from './device.ts';

type Searched = Pick<DeviceFields, 'serial' | 'name' | 'model' | 'user' | 'assetId' | 'location' | 'notes'>;

const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const CONTROLS = /\p{Cc}+/gu;
/** What Unicode does not take apart and keyboards do. */
const SPELLED: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', '’': "'" };
const TO_SPELL = /[œæßøł’]/g;

/** The form in which text is searched: lower case, without accents, control characters as one space. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(CONTROLS, ' ');
  return plain.replace(TO_SPELL, (letter) => SPELLED[letter] ?? letter);
}

/** The folded words of a search; each of them has to be found. */
export function searchWords(text: string): string[] {
  return [...new Set(foldText(text).split(/\s+/u).filter(Boolean))];
}

/** The text a device is found by, one line a field so that no word reaches over two of them. */
export function searchTextOf(device: Searched): string {
  const { serial, name, user, model, assetId, location, notes } = device;
  let text = '';
  for (const field of [serial, name, user, model, assetId, location, notes]) {
    if (field !== null) text += `${foldText(field)}\n`;
  }
  return text;
}
