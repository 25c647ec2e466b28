import { expect, it } from 'vitest';
import { exitCodeOfCommand } from '../../../electron/cli/action.ts';
import { noCounts, type TargetCounts } from '../../../electron/model/command.ts';

it.each<[Partial<TargetCounts>, number]>([
  [{ acknowledged: 3 }, 0],
  [{ acknowledged: 2, cancelled: 1 }, 3],
  [{ acknowledged: 2, failed: 1 }, 3],
  [{ expired: 3 }, 3],
  [{ acknowledged: 1, failed: 1, unknown: 1 }, 4],
  [{ cancelled: 3 }, 130],
])('a command that ended with %j of three ends with %i', (counts, code) => {
  expect(exitCodeOfCommand({ counts: { ...noCounts(), ...counts }, total: 3 })).toBe(code);
});
