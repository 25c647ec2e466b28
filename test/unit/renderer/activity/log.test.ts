import { expect, it } from 'vitest';
import { AUDIT_DEEDS, type AuditRow } from '../../../../electron/bridge/domain';
import { deedWords, detailWords } from '../../../../renderer/pages/activity/log/detail';
import { failureWords } from '../../../../renderer/pages/activity/log/result';
import { speaking } from './samples';

const row = (detail: AuditRow['detail'], change: Partial<AuditRow> = {}) => ({
  deed: 'command.created',
  object: null,
  account: 'admin@riverside.example',
  detail,
  ...change,
});

it('has words for every deed, and shows one it does not know as it was written', async () => {
  for (const language of ['en', 'fr'] as const) {
    const kit = await speaking(language);
    for (const deed of AUDIT_DEEDS) expect(deedWords(deed, kit)).not.toContain('.');
  }
  expect(deedWords('moon.landed', await speaking('en'))).toBe('moon.landed');
});

it('tells what a deed was done with, counts with their nouns, and keeps what it does not know', async () => {
  const kit = await speaking('en');
  const detail = { action: 'wipe_users', targets: 1204, accept: true, host: null, colour: 'blue' };
  expect(detailWords(row(detail), kit)).toEqual([
    'Wipe user profiles',
    '1\u202f204 devices',
    'missing devices let go: yes',
    'colour: blue',
  ]);
});

it('sums up a command that ended, a file that was written and a limit that was changed', async () => {
  const en = await speaking('en');
  expect(detailWords(row({ acknowledged: 3, failed: 1 }), en)).toEqual(['3 acknowledged', '1 failed']);
  expect(detailWords(row({ what: 'diff', file: 'diff.csv', rows: 1 }), en)).toEqual([
    'Comparison of two syncs',
    'diff.csv',
    '1 row',
  ]);
  const fr = await speaking('fr');
  expect(detailWords(row({ gravePerDay: '250 → 20' }), fr)).toEqual([
    expect.stringMatching(/^[^:]{5,}\u00a0: 250 → 20$/),
  ]);
});

it('says once what stands in another column, and names the fault that was switched', async () => {
  const en = await speaking('en');
  const connected = { account: 'admin@riverside.example', domain: 'riverside.example', method: 'sign_in' };
  expect(detailWords(row(connected), en)).toEqual(['riverside.example', 'by sign-in']);
  const fault = row({ on: true }, { deed: 'demo.fault', object: 'quotaExceeded' });
  expect(detailWords(fault, en)).toEqual(['Too many requests at once', 'on: yes']);
});

it('says nothing of a deed that was done, and why another was not', () => {
  expect(failureWords('done')).toBeNull();
  expect(failureWords('a_code_of_tomorrow')).toBe('a_code_of_tomorrow');
});
