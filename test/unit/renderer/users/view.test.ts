import { beforeEach, describe, expect, it } from 'vitest';
import {
  addPicked,
  clearPicked,
  togglePicked,
  usePicked,
} from '../../../../renderer/pages/users/state/picked';
import {
  closeUser,
  enterUsers,
  questionOf,
  showEverybody,
  sortBy,
  useUsersView,
} from '../../../../renderer/pages/users/state/view';
import { sampleUser } from './samples';

const question = () => questionOf(useUsersView.getState());
const picked = () => [...usePicked.getState().rows.keys()];

beforeEach(() => {
  enterUsers('none');
  enterUsers('w-1');
});

describe('what is asked of the users', () => {
  it('is everybody, by name, to begin with', () => {
    expect(question()).toEqual({ filter: {}, sort: { column: 'displayName', direction: 'ascending' } });
  });

  it('holds only the filters that are set', () => {
    useUsersView.setState({ text: '  ada ', sources: ['google'], states: ['gone'] });
    expect(question().filter).toEqual({ text: 'ada', sources: ['google'], states: ['gone'] });
    showEverybody();
    expect(question().filter).toEqual({});
  });

  it('is turned round by the column that sorts already', () => {
    sortBy('devices');
    expect(question().sort).toEqual({ column: 'devices', direction: 'descending' });
    sortBy('devices');
    expect(question().sort.direction).toBe('ascending');
    sortBy('email');
    expect(question().sort).toEqual({ column: 'email', direction: 'ascending' });
  });
});

describe('another workspace', () => {
  it('begins without filters, open user and picked ones; the same one stays as it was', () => {
    useUsersView.setState({ text: 'ada', openId: 'u-1' });
    addPicked([sampleUser()]);
    enterUsers('w-1');
    expect(question().filter).toEqual({ text: 'ada' });
    expect(picked()).toEqual(['u-1']);
    enterUsers('w-2');
    expect(question().filter).toEqual({});
    expect(closeUser()).toBe(false);
    expect(picked()).toEqual([]);
  });
});

describe('picked users', () => {
  it('are picked, dropped, and dropped when they are removed', () => {
    const [one, two] = [sampleUser(), sampleUser({ id: 'u-2' })];
    togglePicked(one, 4);
    expect(usePicked.getState().anchor).toBe(4);
    addPicked([one, two]);
    expect(picked()).toEqual(['u-1', 'u-2']);
    clearPicked(['u-1']);
    expect(picked()).toEqual(['u-2']);
    togglePicked(two, 1);
    expect(picked()).toEqual([]);
  });
});
