import { describe, expect, it } from 'vitest';
import { conflicts, isTooLong, isWritten } from '../../../electron/model/annotation-change.ts';

const NOTHING = { assetId: null, user: null, location: null, notes: null };

describe('a change', () => {
  it('is written when each field it names has its value, whatever the others have', () => {
    expect(isWritten({ ...NOTHING, user: 'Ada', notes: 'old' }, { user: 'Ada' })).toBe(true);
    expect(isWritten({ ...NOTHING, user: 'Ada' }, { user: 'Ada', notes: 'new' })).toBe(false);
  });

  it('that clears what is empty already is written', () => {
    expect(isWritten(NOTHING, { notes: '' })).toBe(true);
    expect(isWritten({ ...NOTHING, notes: 'old' }, { notes: '' })).toBe(false);
  });

  it('may fill the provider’s limits and not pass them', () => {
    expect(isTooLong({ user: 'x'.repeat(100), location: 'x'.repeat(200), notes: 'x'.repeat(500) })).toBe(
      false,
    );
    expect(isTooLong({ user: 'x'.repeat(101) })).toBe(true);
    expect(isTooLong({ notes: '👩‍🏫'.repeat(101) })).toBe(true);
  });
});

describe('somebody else’s change', () => {
  const frozen = { ...NOTHING, user: 'Ada', notes: 'old' };
  it('is a conflict where it would be undone', () => {
    const fresh = { ...frozen, user: 'Grace', location: 'Room 4' };
    expect(conflicts(frozen, fresh, { user: 'Alan', notes: 'new', location: 'Room 5' })).toEqual([
      'user',
      'location',
    ]);
  });

  it('is none in a field that is not written', () => {
    expect(conflicts(frozen, { ...frozen, user: 'Grace' }, { notes: 'new' })).toEqual([]);
  });

  it('is none when it is the very change', () => {
    expect(conflicts(frozen, { ...frozen, user: 'Alan' }, { user: 'Alan' })).toEqual([]);
  });

  it('is one when it cleared the field', () => {
    expect(conflicts(frozen, { ...frozen, user: null }, { user: 'Alan' })).toEqual(['user']);
  });
});
