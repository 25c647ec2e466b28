import { describe, expect, it } from 'vitest';
import { naturalKey } from '../../../electron/model/natural-order.ts';
import { foldText, searchTextOf, searchWords } from '../../../electron/model/search-text.ts';

describe('search text', () => {
  it.each([
    ['Hélène', 'helene'],
    ['ÇA Œuvre', 'ca oeuvre'],
    ['l’Élysée', "l'elysee"],
    ['ＦＵＬＬ', 'full'],
    ['Straße', 'strasse'],
    ['tab\there', 'tab here'],
    ['Ünï\u0301', 'uni'],
  ])('folds %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('splits a search into its different words', () => {
    expect(searchWords('  Marie  5cd marie ')).toEqual(['marie', '5cd']);
    expect(searchWords(' ')).toEqual([]);
  });

  it('keeps fields apart, so that no word is found across two of them', () => {
    const device = {
      name: null,
      serial: 'AB',
      user: 'Cé',
      model: null,
      assetId: null,
      location: 'X',
      notes: 'one\ntwo',
    };
    expect(searchTextOf(device)).toBe('ab\nce\nx\none two\n');
  });
});

describe('the natural order of versions', () => {
  it('puts 9 before 144 at each place', () => {
    const versions = [
      '144.0.7204.10',
      '9.1',
      '144.0.7204.9',
      '99',
      '144',
      '144.0',
      '100.0',
      '',
      'beta 2',
      'beta 10',
    ];
    const sorted = versions.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1));
    expect(sorted).toEqual([
      '',
      '9.1',
      '99',
      '100.0',
      '144',
      '144.0',
      '144.0.7204.9',
      '144.0.7204.10',
      'beta 2',
      'beta 10',
    ]);
  });

  it('ignores leading zeros', () => {
    expect(naturalKey('007')).toBe(naturalKey('7'));
  });
});
