import { describe, expect, it } from 'vitest';
import { userDraftSchema } from '../../../../electron/bridge/domain';
import {
  changeOf,
  draftOf,
  NOTHING_TYPED,
  problemsOf,
  typedOf,
} from '../../../../renderer/pages/users/person/draft';
import { sampleUser } from './samples';

describe('a user as typed', () => {
  it('is complete with a name and an address or a user name', () => {
    const named = { ...NOTHING_TYPED, displayName: 'Ada' };
    expect(problemsOf({ ...named, email: 'ada@example.org' })).toEqual({});
    expect(problemsOf({ ...named, userName: 'ada' })).toEqual({});
    expect(problemsOf(named)).toEqual({ email: { key: 'emailNeeded' } });
    expect(problemsOf(NOTHING_TYPED)).toMatchObject({ displayName: { key: 'nameMissing' } });
  });

  it('says at each field what is wrong with it', () => {
    const wrong = { ...NOTHING_TYPED, displayName: '  ', email: 'ada', notes: 'x'.repeat(501) };
    expect(problemsOf(wrong)).toEqual({
      displayName: { key: 'nameMissing' },
      email: { key: 'emailForm' },
      notes: { key: 'tooLong', most: 500 },
    });
    const long = { ...NOTHING_TYPED, displayName: 'x'.repeat(201), userName: 'x'.repeat(255) };
    expect(problemsOf(long)).toEqual({
      displayName: { key: 'tooLong', most: 200 },
      userName: { key: 'tooLong', most: 254 },
    });
  });

  it('leaves the user name to the address unless another is typed', () => {
    const typed = { ...NOTHING_TYPED, displayName: ' Ada ', email: ' ada@example.org ' };
    expect(draftOf(typed)).toEqual({
      displayName: 'Ada',
      email: 'ada@example.org',
      language: null,
      notes: null,
    });
    expect(draftOf({ ...typed, userName: 'ada' }).userName).toBe('ada');
  });

  it('comes back from a user as it was', () => {
    const user = sampleUser({ userName: 'ada', language: 'fr', notes: 'countess' });
    expect(draftOf(typedOf(user))).toEqual({
      displayName: 'Ada Lovelace',
      email: 'ada@example.org',
      userName: 'ada',
      language: 'fr',
      notes: 'countess',
    });
    expect(typedOf(sampleUser()).userName).toBe('');
  });
});

describe('a change of an imported user', () => {
  it('carries language and notes, whatever its source calls it', () => {
    const odd = sampleUser({ source: 'ldap', userName: 'ada', email: 'not an address', displayName: '' });
    const change = changeOf(odd, { ...typedOf(odd), language: 'fr', notes: 'countess' });
    expect(change).toMatchObject({ language: 'fr', notes: 'countess' });
    expect(userDraftSchema.safeParse(change).success).toBe(true);
  });
});
