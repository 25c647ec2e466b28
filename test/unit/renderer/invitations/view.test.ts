import { beforeEach, describe, expect, it } from 'vitest';
import type { InvitationCounts } from '../../../../electron/bridge/domain';
import { canHandOver, canMail, isOpen } from '../../../../renderer/pages/invitations/abilities';
import {
  mailChips,
  openCount,
  stateChips,
  sumOf,
  waitingMails,
} from '../../../../renderer/pages/invitations/counts';
import { addPicked, refreshPicked, usePicked } from '../../../../renderer/pages/invitations/state/picked';
import {
  closeInvitation,
  enterInvitations,
  questionOf,
  showEveryInvitation,
  sortBy,
  toggleMail,
  toggleState,
  useInvitationsView,
} from '../../../../renderer/pages/invitations/state/view';
import { sampleInvitation } from './samples';

const question = () => questionOf(useInvitationsView.getState());

beforeEach(() => {
  enterInvitations('none');
  enterInvitations('w-1');
});

describe('what is asked of the invitations', () => {
  it('is all of them, the newest first, to begin with', () => {
    expect(question()).toEqual({ filter: {}, sort: { column: 'createdAt', direction: 'descending' } });
  });

  it('holds only the filters that are set', () => {
    useInvitationsView.setState({ text: ' ada ' });
    toggleState('sent');
    toggleState('opened');
    toggleState('sent');
    toggleMail(['queued', 'sending']);
    expect(question().filter).toEqual({ text: 'ada', states: ['opened'], mail: ['queued', 'sending'] });
    toggleMail(['queued', 'sending']);
    expect(question().filter.mail).toBeUndefined();
    showEveryInvitation();
    expect(question().filter).toEqual({});
  });

  it('is turned round by the column that sorts already', () => {
    sortBy('displayName');
    expect(question().sort).toEqual({ column: 'displayName', direction: 'ascending' });
    sortBy('sentAt');
    expect(question().sort.direction).toBe('descending');
    sortBy('sentAt');
    expect(question().sort.direction).toBe('ascending');
  });

  it('begins anew in another workspace', () => {
    useInvitationsView.setState({ text: 'ada', openId: 'i-1' });
    addPicked([sampleInvitation()]);
    enterInvitations('w-2');
    expect(question().filter).toEqual({});
    expect(closeInvitation()).toBe(false);
    expect(usePicked.getState().rows.size).toBe(0);
  });
});

it('keeps what is picked as the rows have become', () => {
  addPicked([sampleInvitation()]);
  const { version } = usePicked.getState();
  refreshPicked([sampleInvitation({ state: 'sent' }), sampleInvitation({ id: 'i-2' })]);
  expect([...usePicked.getState().rows.values()].map(({ id, state }) => `${id} ${state}`)).toEqual([
    'i-1 sent',
  ]);
  expect(usePicked.getState().version).toBe(version + 1);
  refreshPicked([...usePicked.getState().rows.values()]);
  expect(usePicked.getState().version).toBe(version + 1);
});

describe('counts', () => {
  const counts: InvitationCounts = {
    states: { draft: 2, sent: 3, opened: 1, used: 0, expired: 4, cancelled: 0 },
    mails: { queued: 5, sending: 1, sent: 9, failed: 2, unknown: 0, cancelled: 0 },
  };

  it('say how many links lead in and how many mails wait', () => {
    expect(openCount(counts)).toBe(6);
    expect(waitingMails(counts)).toBe(6);
    expect(sumOf(counts.states)).toBe(10);
  });

  it('offer the states that are there, and those asked for', () => {
    expect(stateChips(counts, ['used']).map(({ state, count }) => `${state} ${count}`)).toEqual([
      'draft 2',
      'sent 3',
      'opened 1',
      'used 0',
      'expired 4',
    ]);
    expect(mailChips([5, 2, 0], ['unknown']).map(({ states, count }) => `${states[0]} ${count}`)).toEqual([
      'queued 5',
      'failed 2',
      'unknown 0',
    ]);
    expect(mailChips(null, [])).toEqual([]);
  });
});

describe('what can be done', () => {
  it('depends on the state, and mailing on an address', () => {
    expect(isOpen({ state: 'expired' })).toBe(false);
    expect(canHandOver({ state: 'expired' })).toBe(true);
    expect(canHandOver({ state: 'used' })).toBe(false);
    expect(canMail(sampleInvitation())).toBe(true);
    expect(canMail(sampleInvitation({ email: null }))).toBe(false);
    expect(canMail(sampleInvitation({ state: 'cancelled' }))).toBe(false);
  });
});
