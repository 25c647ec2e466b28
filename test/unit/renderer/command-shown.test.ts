import { expect, it } from 'vitest';
import { commandShown } from '../../../renderer/app/command-shown.ts';

it('names the command whose page is open, and no other place', () => {
  expect(commandShown({ page: 'commands', params: { id: 'c1', states: 'failed' } })).toBe('c1');
  expect(commandShown({ page: 'commands', params: { which: 'open' } })).toBeNull();
  expect(commandShown({ page: 'devices', params: { id: 'd1' } })).toBeNull();
});
