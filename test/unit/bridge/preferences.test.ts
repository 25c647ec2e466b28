import { expect, it } from 'vitest';
import { METHODS } from '../../../electron/bridge/contract.ts';

it('changes only the choices that are named', () => {
  expect(METHODS['preferences.set'].input.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(METHODS['preferences.set'].input.parse({})).toEqual({});
});
