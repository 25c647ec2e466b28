import { expect, it } from 'vitest';
import { datesWords, listed } from '../../../../renderer/pages/activity/filters/words';
import { outcomeWords, subjectWords } from '../../../../renderer/pages/activity/words/entry';
import { changeLine, valueWords } from '../../../../renderer/pages/activity/words/value';
import { dayName } from '../../../../renderer/pages/devices/pane/day-name';
import { entry, NOW, speaking } from './samples';

const DAY = 86_400_000;

it('tells a change from what to what', async () => {
  const en = await speaking('en');
  expect(changeLine({ field: 'orgUnitPath', before: '/Staff', after: '/Schools/North' }, en)).toBe(
    'Unit /Staff → /Schools/North',
  );
  expect(changeLine({ field: 'assetId', before: null, after: 'A-2291' }, en)).toBe('Asset id set to A-2291');
  expect(changeLine({ field: 'notes', before: 'old', after: null }, en)).toBe('Notes old removed');
  const fr = await speaking('fr');
  expect(changeLine({ field: 'user', before: '', after: 'ana' }, fr)).toBe('Utilisateur désormais ana');
});

it('writes values as the rest of the window does, and keeps the words it does not know', async () => {
  const en = await speaking('en');
  expect(valueWords('providerStatus', 'DEPROVISIONED', en)).toEqual({
    text: 'Deprovisioned',
    title: 'DEPROVISIONED',
  });
  expect(valueWords('providerStatus', 'ON_LOAN', en)?.text).toBe('ON_LOAN');
  expect(valueWords('enrolledAt', String(NOW), en)?.text).toBe('3 Nov 2026');
  expect(valueWords('enrolledAt', 'soon', en)?.text).toBe('soon');
  expect(valueWords('user', null, en)).toBeNull();
});

it('names what happened: the field, the action with what it was given, or the kind', async () => {
  const en = await speaking('en');
  expect(subjectWords(entry(), en)).toBe('OS version');
  expect(subjectWords(entry({ kind: 'reregistered', field: null }), en)).toBe('Registered anew');
  const command = {
    id: 'c1',
    spec: { action: 'move_unit', orgUnitId: 'u', orgUnitPath: '/Staff' },
    state: 'failed',
    reason: 'in_lost_mode',
    message: 'Device is disabled',
    actor: 'ana',
  } as const;
  expect(subjectWords(entry({ kind: 'command', field: null, command }), en)).toContain('/Staff');
  expect(outcomeWords(command, en)).toEqual({
    state: 'Failed: In lost mode: turn it off first',
    words: '“Device is disabled”',
  });
  const done = { ...command, state: 'acknowledged', reason: null, message: null } as const;
  expect(outcomeWords(done, await speaking('fr'))).toEqual({ state: 'Confirmée', words: null });
});

it('names days by the calendar', async () => {
  const kit = await speaking('en');
  expect(dayName(new Date(2026, 10, 3).getTime(), kit)).toBe('Today');
  expect(dayName(new Date(2026, 10, 2).getTime(), kit)).toBe('Yesterday');
  expect(dayName(new Date(2026, 9, 31).getTime(), kit)).toBe('31 Oct 2026');
});

it('reads filters as a sentence', async () => {
  const kit = await speaking('en');
  expect(listed(['changed', 'vanished'], kit)).toBe('changed or vanished');
  expect(listed(['a', 'b', 'c', 'd'], kit)).toBe('a, b, or 2 others');
  expect(listed([], kit)).toBeNull();
  expect(datesWords({ from: NOW - DAY, to: null }, kit)).toBe('since 2 Nov 2026');
  expect(datesWords({ from: null, to: null }, kit)).toBeNull();
});
