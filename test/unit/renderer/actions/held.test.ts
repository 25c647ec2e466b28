import { describe, expect, it } from 'vitest';
import { noCounts } from '../../../../electron/bridge/domain';
import { heldOf, isUndone, leftMs } from '../../../../renderer/app/top/held/held';
import { heldCommand } from './samples';

describe('what can still be undone', () => {
  it('comes with the next to be let go first, and nothing that is on its way', () => {
    const later = heldCommand('later', { holdUntil: 30_000 });
    const next = heldCommand('next', { holdUntil: 20_000 });
    const gone = heldCommand('gone', { holdUntil: null, counts: { ...noCounts(), queued: 10 } });
    expect(heldOf([later, gone, next]).map(({ id }) => id)).toEqual(['next', 'later']);
  });

  it('counts whole seconds down, and never shows none while some is left', () => {
    const command = heldCommand('one', { holdUntil: 16_000 });
    expect(leftMs(command, 1_000)).toBe(15_000);
    expect(leftMs(command, 1_001)).toBe(15_000);
    expect(leftMs(command, 15_999)).toBe(1_000);
    expect(leftMs(command, 16_000)).toBeNull();
    expect(leftMs(command, 99_000)).toBeNull();
  });

  it('is undone only when all of it was taken back', () => {
    expect(isUndone(heldCommand('a', { counts: { ...noCounts(), cancelled: 10 } }))).toBe(true);
    expect(isUndone(heldCommand('b', { counts: { ...noCounts(), cancelled: 9, queued: 1 } }))).toBe(false);
  });
});
