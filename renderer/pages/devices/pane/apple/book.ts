import type { Book } from '../lines';
import { writeValue } from '../write';
import { APPLE_PARTS } from './fields';

/** How a device’s own record is read. Words that stand for something are told by their path: numbers too are such words. */
export const APPLE_BOOK: Book = {
  words: 'apple.',
  kinds: APPLE_PARTS,
  oneLiners: {
    PayloadContent: ({ PayloadType, PayloadDisplayName: name }, _kit, label) => {
      if (typeof PayloadType !== 'string') return null;
      const text = typeof name === 'string' && name !== '' ? `${name} · ${PayloadType}` : PayloadType;
      return { line: { label, text }, used: ['PayloadType', 'PayloadDisplayName'] };
    },
    ServiceSubscriptions: ({ Label, Slot, CurrentCarrierNetwork }, _kit, label) => {
      const named = [Label, CurrentCarrierNetwork].filter(
        (part): part is string => typeof part === 'string' && part !== '',
      );
      if (typeof Slot !== 'string' || named.length === 0) return null;
      const used = ['Label', 'Slot', 'CurrentCarrierNetwork'];
      return { line: { label, text: [...new Set(named)].join(' · '), title: Slot }, used };
    },
  },
  unnumbered: new Set(),
  write: (value, kind, kit, path) => {
    if (kind !== 'word' || (typeof value !== 'string' && typeof value !== 'number')) {
      return writeValue(value, kind, kit);
    }
    const words = kit.t(`apple.word.${path.replaceAll('.', '/')}/${value}`, { defaultValue: '' });
    return words === '' ? writeValue(value, 'text', kit) : { text: words };
  },
};
