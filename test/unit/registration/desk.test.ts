import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeskCard } from '../../../electron/model/invitation.ts';
import { DEFAULT_REGISTRATION } from '../../../electron/model/registration-settings.ts';
import { makeQr } from '../../../electron/registration/qr.ts';
import { hashSecret, verifySecret } from '../../../electron/registration/secrets/scrypt.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type RegistrationBench, registrationBench } from '../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { imported, keptHere, merge, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let clock: ManualClock;
let bench: RegistrationBench;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
beforeEach(async () => {
  await store.settings.delete('registration');
  clock = createManualClock(T0);
  bench = registrationBench(store, clock);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const DAY = 86_400_000;
const HOUR = 3_600_000;
const invite = async (...userIds: string[]): Promise<string[]> => {
  const input = { users: { ids: userIds }, send: 'later', again: true } as const;
  return (await bench.invitations.create(input, () => undefined, new AbortController().signal)).ids;
};
const invited = async (name: string): Promise<string> => {
  await put(store, keptHere(name));
  return (await invite(`id-${name}`))[0] ?? '';
};
const pinOf = ({ pin }: DeskCard): string => (pin.kind === 'made' ? pin.pin : '');
const works = async (pin: string, userId: string): Promise<boolean> =>
  verifySecret(pin, (await store.pins.active(userId))?.hash ?? null);
const mode = (wanted: 'password' | 'pin' | 'pin_and_password') =>
  bench.registration.save({ ...DEFAULT_REGISTRATION, mode: wanted });

describe('a person at the desk', () => {
  it('gets a link, a code of it, and a PIN that is shown once', async () => {
    const id = await invited('a1');
    const card = await bench.invitations.desk(id);
    expect(card.invitation).toMatchObject({ state: 'sent', handedBy: 'desk', pin: { way: 'shown' } });
    expect(card.goUrl).toBe('https://register.example.org:8443/go');
    expect(card.qr).toEqual(makeQr(card.url));
    expect(card.pin).toMatchObject({ kind: 'made', until: T0 + 72 * HOUR });
    expect(pinOf(card)).toMatch(/^\d{8}$/);
    expect(await works(pinOf(card), 'id-a1')).toBe(true);
    const again = await bench.invitations.desk(id);
    expect(again.pin).toEqual({ kind: 'known', until: T0 + 72 * HOUR, way: 'shown' });
    expect(again.url).toBe(card.url);
    clock.advance(73 * HOUR);
    expect((await bench.invitations.desk(id)).pin.kind).toBe('made');
    const { rows } = await store.audit.list({ filter: {}, before: null, limit: 50 });
    expect(JSON.stringify(rows)).not.toContain(pinOf(card));
  });

  it('gets another PIN for one that was lost; the lost one works no more', async () => {
    const id = await invited('b1');
    const card = await bench.invitations.desk(id);
    const { pin } = await bench.invitations.newPin(id);
    expect(await works(pin, 'id-b1')).toBe(true);
    expect(await works(pinOf(card), 'id-b1')).toBe(false);
  });

  it('comes in with an invitation that had expired, or whose link was of an earlier URL', async () => {
    const id = await invited('c1');
    const { url } = await bench.invitations.desk(id);
    clock.advance(15 * DAY);
    const renewed = await bench.invitations.desk(id);
    expect(renewed.invitation).toMatchObject({ state: 'sent', handedBy: 'desk', expiresAt: T0 + 29 * DAY });
    expect(renewed.url).toBe(url);
    await bench.registration.regenerate();
    expect((await bench.invitations.desk(id)).url).not.toBe(url);
    await bench.invitations.cancel([id]);
    await expect(bench.invitations.desk(id)).rejects.toMatchObject({ code: 'invitation_ended' });
    await expect(bench.invitations.desk('unknown')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('whose account was suspended gets nothing', async () => {
    const id = await invited('d1');
    await put(store, keptHere('d1', { state: 'suspended' }));
    await expect(bench.invitations.desk(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await store.pins.active('id-d1')).toBeNull();
  });
});

describe('a PIN', () => {
  it('is made for those who have no other way in, or for everybody, as the mode says', async () => {
    await put(store, keptHere('e1'), keptHere('e2'));
    await merge(store, [imported('1', 'e3')], { source: 'google' });
    await merge(store, [imported('2', 'e4')], { source: 'ldap' });
    const [e3, e4] = await store.users.byUserNames(['e3@example.org', 'e4@example.org']);
    const password = { hash: await hashSecret('x'), temporary: false, setAt: T0, expiresAt: null };
    await store.access.setPassword({ userId: 'id-e2', password, session: null, spends: null, audit: null });
    const ids = await invite('id-e1', 'id-e2', e3?.id ?? '', e4?.id ?? '');
    const kinds = async () => {
      const cards = await bench.invitations.cards(ids, true);
      return cards.map(({ invitation, pin }) => [invitation.userName.slice(0, 2), pin.kind]);
    };
    expect(await kinds()).toEqual([
      ['e1', 'made'],
      ['e2', 'none'],
      ['e3', 'made'],
      ['e4', 'none'],
    ]);
    await expect(bench.invitations.newPin(ids[1] ?? '')).rejects.toMatchObject({ code: 'pin_not_needed' });
    for (const wanted of ['pin', 'pin_and_password'] as const) {
      await mode(wanted);
      expect((await kinds()).map(([, kind]) => kind)).toEqual(['made', 'made', 'made', 'made']);
    }
  });
});

describe('a sheet of cards', () => {
  it('is in the order asked for, with new PINs or without, and leaves out who cannot come in', async () => {
    const ids = [await invited('f1'), await invited('f2'), await invited('f3')];
    await bench.invitations.cancel([ids[1] ?? '']);
    const cards = await bench.invitations.cards([...ids].reverse(), false);
    expect(cards.map(({ invitation, pin }) => [invitation.userName, invitation.handedBy, pin.kind])).toEqual([
      ['f3', 'sheet', 'needed'],
      ['f1', 'sheet', 'needed'],
    ]);
    const [f1] = await bench.invitations.cards([ids[0] ?? ''], true);
    const [again] = await bench.invitations.cards([ids[0] ?? ''], true);
    expect(f1?.url).toBe(cards[1]?.url);
    expect(await works(f1 === undefined ? '' : pinOf(f1), 'id-f1')).toBe(false);
    expect(await works(again === undefined ? '' : pinOf(again), 'id-f1')).toBe(true);
  });
});
