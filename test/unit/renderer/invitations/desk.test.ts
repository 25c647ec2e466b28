import { beforeAll, describe, expect, it } from 'vitest';
import { pinGroups } from '../../../../electron/bridge/domain';
import { deedOf } from '../../../../renderer/pages/invitations/desk/desk-keys';
import { deskQuestion } from '../../../../renderer/pages/invitations/desk/open-desk';
import { knownBy } from '../../../../renderer/pages/invitations/desk/Pin';
import { standingOf } from '../../../../renderer/pages/invitations/desk/standing';
import { shortUrl, timeLeft } from '../../../../renderer/pages/invitations/desk/time-left';
import { spokenPin } from '../../../../renderer/pages/invitations/pin/groups';
import { DEFAULT_INVITATION_SORT } from '../../../../renderer/queries/invitations';
import { callNext, closeDesk, openDesk, useDesk } from '../../../../renderer/stores/desk';
import { AT, DAY, HOUR, sampleInvitation, sampleMail, speaking } from './samples';

let kits: Awaited<ReturnType<typeof speaking>>;
beforeAll(async () => {
  kits = await speaking();
});

describe('the queue', () => {
  it('begins with the one asked for, goes by one, and stops at either end', () => {
    openDesk(['a', 'b', 'c'], 'b');
    expect(useDesk.getState().queue).toEqual({ ids: ['a', 'b', 'c'], index: 1 });
    callNext(1);
    callNext(1);
    expect(useDesk.getState().queue?.index).toBe(2);
    callNext(-1);
    callNext(-1);
    callNext(-1);
    expect(useDesk.getState().queue?.index).toBe(0);
    closeDesk();
    expect(useDesk.getState().queue).toBeNull();
  });

  it('opens for nobody only with somebody in it', () => {
    openDesk([]);
    expect(useDesk.getState().queue).toBeNull();
    openDesk(['a', 'b'], 'stranger');
    expect(useDesk.getState().queue?.index).toBe(0);
    closeDesk();
  });

  it('takes from a list what can be handed over', () => {
    const asked = (states: ('used' | 'expired' | 'sent')[] | undefined) =>
      deskQuestion({ filter: { text: 'ada', ...(states && { states }) }, sort: DEFAULT_INVITATION_SORT })
        .filter;
    expect(asked(undefined)).toEqual({ text: 'ada', states: ['draft', 'sent', 'opened'] });
    expect(asked(['used', 'expired'])).toEqual({ text: 'ada', states: ['expired'] });
    expect(asked(['used']).states).toEqual(['draft', 'sent', 'opened']);
  });
});

describe('a key', () => {
  const press = (key: string, otherwise: Partial<Parameters<typeof deedOf>[0]> = {}) =>
    deedOf({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...otherwise });

  it('calls the next person, goes back, makes a PIN or leaves', () => {
    expect(['ArrowRight', 'Enter', ' '].map((key) => press(key))).toEqual(['next', 'next', 'next']);
    expect(press('ArrowLeft')).toBe('previous');
    expect([press('p'), press('P')]).toEqual(['pin', 'pin']);
    expect(press('Escape')).toBe('leave');
    expect(press('x')).toBeNull();
  });

  it('does so once for each press, and leaves combinations to the system', () => {
    expect(press('ArrowRight', { repeat: true })).toBeNull();
    expect(press('p', { ctrlKey: true })).toBeNull();
  });
});

describe('a PIN', () => {
  it('is shown in groups of four, without a digit alone', () => {
    expect(pinGroups('48201937')).toEqual(['4820', '1937']);
    expect(pinGroups('482019')).toEqual(['482', '019']);
    expect(pinGroups('482019371')).toEqual(['482', '019', '371']);
    expect(pinGroups('482019371122')).toEqual(['4820', '1937', '1122']);
    for (let digits = 6; digits <= 12; digits += 1) {
      const groups = pinGroups('1'.repeat(digits));
      expect(groups.join('')).toHaveLength(digits);
      expect(Math.min(...groups.map((group) => group.length))).toBeGreaterThan(1);
    }
  });

  it('is known to have reached somebody only when its mail has left', () => {
    expect(knownBy('shown', sampleMail({ state: 'queued' }))).toBe('shown');
    expect(knownBy('mail', sampleMail())).toBe('mail');
    expect(knownBy('mail', sampleMail({ state: 'unknown' }))).toBe('doubtful');
    expect(knownBy('mail', sampleMail({ state: 'queued' }))).toBe('unsent');
    expect(knownBy('mail', sampleMail({ state: 'failed' }))).toBe('unsent');
  });

  it('is read digit by digit', () => expect(spokenPin('4820')).toBe('4 8 2 0'));
});

describe('the time left', () => {
  const left = (milliseconds: number) => timeLeft(AT + milliseconds, AT, kits.en.t, kits.en.format);

  it('ticks by the second in the last hour, and is told in days while there are many', () => {
    expect(left(9 * 60_000 + 40_000)).toBe('9 min 40 s');
    expect(left(71 * HOUR + 59 * 60_000)).toBe('71 h 59 min');
    expect(left(13 * DAY + HOUR)).toBe('13 days');
    expect(left(14 * DAY - HOUR)).toBe('14 days');
    expect(left(0)).toBeNull();
  });

  it('stands beside an address one can type', () => {
    expect(shortUrl('https://mdm.example.org/go')).toBe('mdm.example.org/go');
  });
});

describe('the person at the desk', () => {
  const standing = (otherwise: Parameters<typeof sampleInvitation>[0]) =>
    standingOf(sampleInvitation(otherwise));

  it('is seen to come on', () => {
    expect(standing({ state: 'sent' })).toEqual({ key: 'waiting', at: null, done: false });
    expect(standing({ state: 'opened', openedAt: AT })).toEqual({ key: 'opened', at: AT, done: false });
    expect(standing({ state: 'opened', openedAt: AT, begunAt: AT + 1 }).key).toBe('begun');
    expect(standing({ state: 'used', openedAt: AT, usedAt: AT + 2 })).toEqual({
      key: 'used',
      at: AT + 2,
      done: true,
    });
    expect(standing({ state: 'cancelled', openedAt: AT, endedAt: AT + 3 }).key).toBe('cancelled');
  });
});
