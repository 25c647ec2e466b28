import { beforeAll, describe, expect, it } from 'vitest';
import {
  HANDED_BY,
  INVITATION_STATES,
  type InviteResult,
  MAIL_JOB_STATES,
} from '../../../../electron/bridge/domain';
import { canMail } from '../../../../renderer/pages/invitations/abilities';
import { adviceOf } from '../../../../renderer/pages/invitations/pane/advice';
import { momentsOf } from '../../../../renderer/pages/invitations/pane/timeline';
import { addressOf, invitationCell, nameOf } from '../../../../renderer/pages/invitations/table/cell-text';
import { COLUMNS, sortColumn } from '../../../../renderer/pages/invitations/table/columns';
import {
  inviteWords,
  madeOf,
  mailHint,
  reasonWords,
  sendWords,
  waitingWords,
} from '../../../../renderer/pages/invitations/words';
import {
  AT,
  DAY,
  HOUR,
  LANGUAGES,
  sampleInvitation,
  sampleMail,
  sampleMailOverview,
  speaking,
} from './samples';

let kits: Awaited<ReturnType<typeof speaking>>;
beforeAll(async () => {
  kits = await speaking(AT + 2 * HOUR);
});

describe('a row', () => {
  it('tells how and when it was handed over, and leaves empty what has not happened', () => {
    const { en, fr } = kits;
    const sent = sampleInvitation({ state: 'sent', sentAt: AT, handedBy: 'mail' });
    expect(invitationCell(sent, 'sentAt', en).text).toBe('mail · 2 h');
    expect(invitationCell(sent, 'sentAt', en).title).toContain('Mailed');
    expect(invitationCell({ ...sent, handedBy: 'desk' }, 'sentAt', fr).text).toBe('guichet · 2\u00a0h');
    expect(invitationCell(sampleInvitation(), 'sentAt', en).text).toBe('');
    expect(invitationCell(sampleInvitation(), 'openedAt', en).text).toBe('');
    expect(invitationCell(sampleInvitation(), 'reminders', en).text).toBe('');
  });

  it('says when it expires, as long as that matters', () => {
    const told = (state: 'sent' | 'used' | 'cancelled' | 'expired', expiresAt: number) =>
      invitationCell(sampleInvitation({ state, expiresAt }), 'expiresAt', kits.en).text;
    expect(told('sent', AT + 14 * DAY)).toBe('in 14 days');
    expect(told('expired', AT - 5 * DAY)).toBe('5 days ago');
    expect(told('used', AT + DAY)).toBe('');
    expect(told('cancelled', AT + DAY)).toBe('');
  });

  it('shows the user name where there is no address or no name', () => {
    const bare = sampleInvitation({ email: null, displayName: '', userName: 'ada' });
    expect(nameOf(bare)).toBe('ada');
    expect(addressOf(bare)).toBe('ada');
  });

  it('can be sorted by what the main process sorts by', () => {
    expect(COLUMNS.filter(({ key }) => sortColumn(key) === null).map(({ key }) => key)).toEqual([
      'email',
      'mail',
      'reminders',
    ]);
  });
});

describe('a mail', () => {
  const hint = (mail: Parameters<typeof sampleMail>[0]) =>
    mailHint(sampleMail(mail), kits.en.t, kits.en.format);

  it('is told with the server’s words, or when it is tried again', () => {
    expect(hint({ state: 'failed', error: '550 no such user' })).toMatch(/2026.*: 550 no such user$/);
    const nextAt = AT + HOUR;
    expect(hint({ state: 'queued', error: 'refused', nextAt })).toBe(
      `Next try at ${kits.en.format.time(nextAt)}: refused`,
    );
    expect(hint({ state: 'unknown' })).toContain('is not known');
  });

  it('waits for a server, for its turn, or for another try, and says for which', () => {
    const { t, format } = kits.en;
    const overview = sampleMailOverview();
    const error = { code: 'mail_unreachable' as const, details: {}, message: '' };
    const stuck = { ...overview, trouble: { error, at: AT, nextAt: AT } };
    expect(waitingWords(2, null, '', t, format)).toBe('2 mails wait: no mail server is set up.');
    expect(waitingWords(1, overview, '', t, format)).toContain('at most 30 leave in a minute');
    expect(waitingWords(12, stuck, 'It is down.', t, format)).toBe(
      `12 mails wait, next try at ${format.time(AT)}. It is down.`,
    );
  });
});

describe('what came of it', () => {
  const result = (otherwise: Partial<InviteResult>): InviteResult => ({
    ids: [],
    created: 0,
    already: 0,
    notActive: 0,
    noAddress: 0,
    ...otherwise,
  });

  it('counts drafts of people without an address among the invitations made', () => {
    const some = result({ created: 14, noAddress: 2, already: 4 });
    expect(madeOf(some)).toBe(16);
    expect(inviteWords(some, kits.en.t, kits.en.format)).toEqual([
      '16 invitations made.',
      '2 are drafts: the people have no e-mail address.',
      '4 had an open invitation and were left out.',
    ]);
    expect(inviteWords(result({}), kits.en.t, kits.en.format)).toEqual(['No invitation was made.']);
  });

  it('says who got no mail, and why', () => {
    const { t, format } = kits.en;
    expect(sendWords({ queued: 12, waiting: 1, noAddress: 3, ended: 0 }, t, format)).toBe(
      '12 mails queued · 1 has a mail waiting already · 3 have no e-mail address: show them at the desk or print them',
    );
    expect(sendWords({ queued: 0, waiting: 0, noAddress: 0, ended: 0 }, t, format)).toBe(
      'Nothing was to be sent.',
    );
  });
});

describe('why a mail did not leave', () => {
  it('is what the server said, and words for a reason of our own', () => {
    for (const language of LANGUAGES) {
      const { t } = kits[language];
      expect(reasonWords('550 5.1.1 No such user', t)).toBe('550 5.1.1 No such user');
      for (const code of ['not_found', 'invitation_ended', 'user_no_address', 'mail_not_set'])
        expect(reasonWords(code, t)).toBe(t(`invitations:mail.reason.${code}`));
      for (const code of ['vault_locked', 'password_elsewhere'])
        expect(reasonWords(code, t)).toBe(t(`errors:${code}`));
    }
    expect(reasonWords('user_no_address', kits.en.t)).toBe('The user had no e-mail address.');
  });
});

describe('an open invitation', () => {
  const keys = (otherwise: Parameters<typeof sampleInvitation>[0]) =>
    adviceOf(sampleInvitation(otherwise)).map(({ key }) => key);

  it('says what stands in its way, and needs nothing when all is well', () => {
    expect(keys({ state: 'sent', mail: sampleMail() })).toEqual([]);
    expect(keys({ mail: sampleMail({ state: 'failed', error: '550' }) })).toEqual(['mailFailed']);
    expect(keys({ mail: sampleMail({ state: 'unknown' }), outdated: true })).toEqual([
      'mailUnknown',
      'outdated',
    ]);
    expect(keys({ mail: sampleMail({ state: 'queued' }) })).toEqual([]);
    expect(keys({})).toEqual(['draft']);
  });

  it('cannot be sent to somebody without an address, nor twice while a mail is on its way', () => {
    expect(keys({ state: 'expired', email: null })).toEqual(['expired', 'noAddress']);
    expect(canMail(sampleInvitation({ state: 'expired', email: null }))).toBe(false);
    expect(canMail(sampleInvitation({ mail: sampleMail({ state: 'queued' }) }))).toBe(false);
    expect(canMail(sampleInvitation({ mail: sampleMail({ state: 'failed' }) }))).toBe(true);
  });

  it('tells once that there is no address', () => {
    const mail = sampleMail({ state: 'failed', error: 'user_no_address' });
    expect(keys({ email: null, mail })).toEqual(['noAddress']);
    expect(keys({ mail })).toEqual(['mailFailed']);
  });

  it('has nothing more to be done once it was used or cancelled', () => {
    expect(keys({ state: 'used', outdated: true })).toEqual([]);
    expect(keys({ state: 'cancelled', mail: sampleMail({ state: 'failed' }) })).toEqual([]);
  });
});

describe('what happened', () => {
  const told = (otherwise: Parameters<typeof sampleInvitation>[0]) =>
    momentsOf(sampleInvitation(otherwise)).map(({ key }) => key);

  it('is told newest first, and the mail that handed it over only once', () => {
    const mail = sampleMail({ at: AT + HOUR });
    expect(told({ state: 'sent', sentAt: AT + HOUR, handedBy: 'mail', mail })).toEqual([
      'handed.mail',
      'created',
    ]);
    expect(told({ state: 'sent', sentAt: AT, handedBy: 'desk', mail })).toEqual([
      'mail.sent',
      'handed.desk',
      'created',
    ]);
  });

  it('keeps the order of what happened in the same moment', () => {
    expect(told({ state: 'opened', sentAt: AT, handedBy: 'link', openedAt: AT, begunAt: AT })).toEqual([
      'begun',
      'opened',
      'handed.link',
      'created',
    ]);
  });
});

it.each(LANGUAGES)('has a word for everything (%s)', (language) => {
  const { exists } = kits[language].texts;
  const advice = ['mailUnknown', 'mailFailed', 'mailWaits', 'outdated', 'expired', 'noAddress', 'draft'];
  const keys = [
    ...INVITATION_STATES.map((one) => `state.${one}`),
    ...MAIL_JOB_STATES.flatMap((one) => [`mail.state.${one}`, `mail.hint.${one}`, `pane.moment.mail.${one}`]),
    ...HANDED_BY.flatMap((one) => [`sent.short.${one}`, `sent.long.${one}`, `pane.moment.handed.${one}`]),
    ...COLUMNS.map(({ key }) => `column.${key}`),
    ...advice.map((one) => `advice.${one}`),
    ...['mail', 'name', 'listener'].flatMap((one) => [`obstacle.${one}.text`, `obstacle.${one}.action`]),
  ];
  expect(keys.filter((key) => !exists(`invitations:${key}`, { fallbackLng: [] }))).toEqual([]);
});
