import { expect, it } from 'vitest';
import { AUDIT_DEEDS } from '../../../../electron/bridge/domain';
import { deedWords, detailWords } from '../../../../renderer/pages/activity/log/detail';
import { failureWords } from '../../../../renderer/pages/activity/log/result';
import { speaking } from './samples';

it('has words for every deed, and shows one it does not know as it was written', async () => {
  for (const language of ['en', 'fr'] as const) {
    const kit = await speaking(language);
    for (const deed of AUDIT_DEEDS) expect(deedWords(deed, kit)).not.toContain('.');
  }
  expect(deedWords('moon.landed', await speaking('en'))).toBe('moon.landed');
});

it('tells what a deed was done with, counts with their nouns, and leaves out what is not known', async () => {
  const kit = await speaking('en');
  const detail = { action: 'wipe_users', targets: 1204, accept: true, host: null, colour: 'blue' };
  expect(detailWords(detail, kit)).toEqual([
    'Wipe user profiles',
    '1\u202f204 devices',
    'missing devices let go: yes',
    'colour: blue',
  ]);
});

it('says nothing of a deed that was done, and why another was not', () => {
  expect(failureWords('done')).toBeNull();
  expect(failureWords('a_code_of_tomorrow')).toBe('a_code_of_tomorrow');
});
