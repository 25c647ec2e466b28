import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MailKind, OutgoingMail } from '../../../../electron/model/mail-job.ts';
import {
  DEFAULT_REGISTRATION,
  type RegistrationSettings,
} from '../../../../electron/model/registration-settings.ts';
import { makePin } from '../../../../electron/registration/invitations/make-pin.ts';
import type { Outbox } from '../../../../electron/registration/outbox/outbox.ts';
import { hashSecret, verifySecret } from '../../../../electron/registration/secrets/scrypt.ts';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import type { Store, UserRow } from '../../../../electron/store/contract.ts';
import { auditDraft } from '../../../support/command-fixtures.ts';
import { createManualClock, type ManualClock } from '../../../support/manual-clock.ts';
import {
  type RegistrationBench,
  realRandom,
  registrationBench,
} from '../../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../../support/store-fixtures.ts';
import { imported, keptHere, merge, put } from '../../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let clock: ManualClock;
let bench: RegistrationBench;
let outbox: Outbox;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
beforeEach(async () => {
  await store.settings.delete('registration');
  clock = createManualClock(T0);
  bench = registrationBench(store, clock);
  outbox = bench.outbox();
});
afterEach(async () => {
  await outbox.close();
  expect(bench.logged).toEqual([]);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const MINUTE = 60_000;
const DAY = 86_400_000;
const never = new AbortController().signal;
const set = (more: Partial<RegistrationSettings>) =>
  bench.registration.save({ ...DEFAULT_REGISTRATION, ...more });
const user = async (name: string, more: Partial<UserRow> = {}): Promise<string> => {
  await put(store, keptHere(name, { email: `${name}@example.org`, displayName: `${name} Doe`, ...more }));
  return `id-${name}`;
};
const invite = async (...ids: string[]): Promise<string> => {
  const input = { users: { ids }, send: 'mail', again: true } as const;
  return (await bench.invitations.create(input, () => undefined, never)).ids[0] ?? '';
};
const enqueue = (kind: MailKind, userId: string, invitationId: string | null = null) =>
  store.mails.enqueue({
    id: `${kind}-${userId}`,
    kind,
    userId,
    invitationId,
    at: clock.now(),
    audit: null,
  });
/** Sends what is due, with time for the pace between two; answers what was handed over. */
const drain = async (): Promise<OutgoingMail[]> => {
  const before = bench.post.tried.length;
  const ticking = setInterval(() => clock.advance(1000), 1);
  await outbox.drain(never, () => undefined).finally(() => clearInterval(ticking));
  return bench.post.tried.slice(before);
};
const filled = ({ values }: OutgoingMail): string[] =>
  Object.keys(values).filter((field) => values[field] !== undefined);
const works = async (pin: string | undefined, userId: string): Promise<boolean> =>
  verifySecret(pin ?? '', (await store.pins.active(userId))?.hash ?? null);
const mailsOf = async (userId: string) =>
  (await store.mails.list({ offset: 0, limit: 500 })).rows.filter((row) => row.userId === userId);

describe('an invitation by mail', () => {
  it('names the link, its end and a PIN that works, and counts as sent', async () => {
    const userId = await user('a1', { language: 'fr' });
    const id = await invite(userId);
    const [mail] = await drain();
    expect(mail).toMatchObject({
      kind: 'invitation',
      language: 'fr',
      to: { name: 'a1 Doe', address: 'a1@example.org' },
      values: {
        name: 'a1 Doe',
        userName: 'a1',
        organisation: 'Riverside',
        go: 'https://register.example.org:8443/go',
      },
    });
    if (mail === undefined) return;
    expect(filled(mail)).toEqual([
      'name',
      'userName',
      'organisation',
      'go',
      'link',
      'until',
      'newPassword',
      'pin',
      'pinUntil',
    ]);
    const token = mail.values.link?.replace('https://register.example.org:8443/i/', '') ?? '';
    expect((await store.invitations.byLink(tokenHash(token)))?.id).toBe(id);
    expect(mail.values.until).toMatch(/^vendredi 4 décembre 2026 .*\d{2}:\d{2}$/);
    expect(await works(mail.values.pin, userId)).toBe(true);
    expect(await bench.invitations.get(id)).toMatchObject({
      state: 'sent',
      handedBy: 'mail',
      mail: { state: 'sent' },
      pin: { way: 'mail' },
    });
  });

  it('says how to sign in, by the mode and what the user has', async () => {
    await merge(store, [imported('1', 'b1')], { source: 'ldap' });
    const [b1] = await store.users.byUserNames(['b1@example.org']);
    const net = b1?.id ?? '';
    const own = await user('b2');
    const password = { hash: await hashSecret('x'), temporary: false, setAt: T0, expiresAt: null };
    await store.access.setPassword({ userId: own, password, session: null, spends: null, audit: null });
    const ways = async (mode: RegistrationSettings['mode']) => {
      await set({ mode });
      await invite(net, own);
      const mails = await drain();
      const told = new Set(['directory', 'password', 'newPassword', 'pin', 'pinUntil', 'pinApart']);
      return mails.map((mail) => filled(mail).filter((field) => told.has(field)));
    };
    expect(await ways('password')).toEqual([['directory'], ['password']]);
    expect(await ways('pin')).toEqual([
      ['pin', 'pinUntil'],
      ['pin', 'pinUntil'],
    ]);
    expect(await ways('pin_and_password')).toEqual([
      ['directory', 'pin', 'pinUntil'],
      ['password', 'pin', 'pinUntil'],
    ]);
  });

  it('that could not be handed over has a new PIN the next time, and that one works', async () => {
    const userId = await user('c1');
    await invite(userId);
    bench.post.next.push(() => ({ kind: 'later', error: '451 try again', all: false }));
    const [first] = await drain();
    expect(await mailsOf(userId)).toMatchObject([{ state: 'queued', error: '451 try again', tries: 1 }]);
    expect(outbox.trouble()).toBeNull();
    clock.advance(MINUTE);
    const [second] = await drain();
    expect(second?.id).toBe(first?.id);
    expect(second?.values.pin).not.toBe(first?.values.pin);
    expect(await works(first?.values.pin, userId)).toBe(false);
    expect(await works(second?.values.pin, userId)).toBe(true);
    expect(await mailsOf(userId)).toMatchObject([{ state: 'sent', error: null, tries: 2 }]);
  });

  it('has its PIN in a mail of its own when the admin wants it so', async () => {
    await set({ pinApart: true });
    const userId = await user('d1');
    const id = await invite(userId);
    const [invitation, pin] = await drain();
    expect(invitation?.values).toMatchObject({ pinApart: 'x' });
    expect(invitation?.values.pin).toBeUndefined();
    expect(pin?.kind).toBe('pin');
    // Whoever reads one of the two mails has the link or the PIN, never both.
    expect(pin?.values).toMatchObject({ go: 'https://register.example.org:8443/go', link: undefined });
    expect(await works(pin?.values.pin, userId)).toBe(true);
    expect((await mailsOf(userId)).map(({ kind, invitationId }) => [kind, invitationId])).toEqual([
      ['pin', id],
      ['invitation', id],
    ]);
  });

  it('does not take back a PIN that was shown at the desk', async () => {
    const userId = await user('e1');
    const id = await invite(userId);
    const { pin } = await bench.invitations.newPin(id);
    const [mail] = await drain();
    expect(mail?.values.pin).toBeUndefined();
    expect(await works(pin, userId)).toBe(true);
  });

  it('queued before the URL was regenerated leads in all the same', async () => {
    await invite(await user('f1'));
    await bench.registration.regenerate();
    const [mail] = await drain();
    const token = mail?.values.link?.split('/i/')[1] ?? '';
    const { urlVersion } = await bench.registration.overview();
    expect(await store.invitations.byLink(tokenHash(token))).toMatchObject({
      linkVersion: urlVersion,
      replaced: false,
    });
  });
});

describe('other mails', () => {
  it('bring a temporary password that works, a PIN without a link, a reminder with one', async () => {
    const userId = await user('g1');
    await bench.registration.givePassword({ userId, mail: true });
    await enqueue('pin', userId);
    const [password, pin] = await drain();
    expect(password?.kind).toBe('password');
    const kept = await store.access.password(userId);
    expect(kept).toMatchObject({ temporary: true });
    expect(await verifySecret(password?.values.password ?? '', kept?.hash ?? null)).toBe(true);
    expect(password?.values.passwordUntil).toMatch(/^\w+day, /);
    expect(pin?.values.link).toBeUndefined();
    expect(await works(pin?.values.pin, userId)).toBe(true);
    const id = await invite(userId);
    await drain();
    await enqueue('reminder', userId, id);
    const [reminder] = await drain();
    expect(reminder?.kind).toBe('reminder');
    expect(Object.keys(reminder?.values ?? {})).toEqual([
      'name',
      'userName',
      'organisation',
      'go',
      'link',
      'until',
    ]);
    // It makes no PIN: the one that was mailed goes on working.
    expect(await works(pin?.values.pin, userId)).toBe(true);
  });
});

describe('a mail that is not wanted any more', () => {
  it('does not leave, and says why', async () => {
    const ids = [await user('h1'), await user('h2'), await user('h3'), await user('h4')];
    for (const id of ids) await invite(id);
    await user('h1', { state: 'suspended' });
    await store.users.remove({ ids: ['id-h2'], audit: auditDraft('users.removed') });
    await user('h3', { email: null });
    clock.advance(15 * DAY);
    await invite(...ids.slice(3));
    expect((await drain()).map(({ to }) => to.address)).toEqual(['h4@example.org']);
    const fates = await Promise.all(ids.map(mailsOf));
    expect(fates.map((rows) => rows.map(({ state, error }) => [state, error]))).toEqual([
      [['cancelled', 'not_found']],
      [['cancelled', 'not_found']],
      [['cancelled', 'invitation_ended']],
      [
        ['sent', null],
        ['cancelled', null],
      ],
    ]);
  });

  it('makes no PIN for an invitation that is cancelled while it is being written', async () => {
    const userId = await user('j1');
    const id = await invite(userId);
    const [claimed] = await store.mails.claim({ owner: 'me', at: clock.now(), limit: 1, urlVersion: 1 });
    await bench.invitations.cancel([id]);
    expect(claimed?.invitation?.id).toBe(id);
    const made = makePin(
      { pins: store.pins, clock, random: realRandom, draft: (deed) => auditDraft(deed) },
      DEFAULT_REGISTRATION,
      { userId, userName: 'j1', invitationId: id, way: 'mail' },
    );
    await expect(made).rejects.toMatchObject({ code: 'invitation_ended' });
    expect(await store.pins.active(userId)).toBeNull();
  });

  it('is no PIN that one asked for who has used his invitation since', async () => {
    const userId = await user('k1');
    const id = await invite(userId);
    await drain();
    await enqueue('pin', userId, id);
    await store.invitations.move({ ids: [id], to: 'used', at: clock.now(), audit: null });
    const [mail] = await drain();
    expect(await works(mail?.values.pin, userId)).toBe(true);
    expect(mail?.values.link).toBeUndefined();
  });

  it('for want of an address has failed', async () => {
    const userId = await user('i1');
    await invite(userId);
    await user('i1', { email: null });
    expect(await drain()).toEqual([]);
    expect(await mailsOf(userId)).toMatchObject([{ state: 'failed', error: 'user_no_address' }]);
  });
});
