import { expect, test } from 'vitest';
import { guessNextToken } from '../../../../../electron/connections/google/sync/next-token.ts';

const page = (more: object) =>
  JSON.stringify({ kind: 'admin#directory#chromeosdevices', chromeosdevices: [{ deviceId: 'a' }], ...more });

test('finds the token wherever it stands, with or without spaces', () => {
  expect(guessNextToken(page({ nextPageToken: 'ABC_-=.~1' }))).toBe('ABC_-=.~1');
  expect(guessNextToken(JSON.stringify({ nextPageToken: 'first', chromeosdevices: [] }, null, 2))).toBe(
    'first',
  );
});

test('takes nothing that an admin wrote into a field for it', () => {
  expect(guessNextToken(page({ notes: '"nextPageToken": "trap"' }))).toBeNull();
});

test('guesses nothing on a last page, in a torn one, or for a token it would have to decode', () => {
  expect(guessNextToken(page({}))).toBeNull();
  expect(guessNextToken(page({ nextPageToken: '' }))).toBeNull();
  expect(guessNextToken('{"chromeosdevices":[],"nextPageToken":"AB')).toBeNull();
  expect(guessNextToken('{"nextPageToken":"A\\u0042"}')).toBeNull();
});
