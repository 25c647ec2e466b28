import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../../../electron/model/device.ts';
import {
  DEFAULT_REGISTRATION,
  type RegistrationSettings,
} from '../../../../electron/model/registration-settings.ts';
import type { PlatformDoor } from '../../../../electron/registration/contract.ts';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import {
  DAY,
  givePassword,
  givePin,
  HOUR,
  MINUTE,
  nextAddress,
  PASSWORD,
  PIN,
  type PortalBench,
  portalBench,
  somebody,
} from '../../../support/portal.ts';
import { openTestStore, T0, temporaryFolder } from '../../../support/store-fixtures.ts';

const folder = temporaryFolder();
let store: Store;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/cache.sqlite`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

function benchWith(settings: Partial<RegistrationSettings> = {}): PortalBench {
  const bench = portalBench(store);
  bench.settings = { ...DEFAULT_REGISTRATION, ...settings };
  return bench;
}

async function signedIn(
  { portal }: Pick<PortalBench, 'portal'>,
  userName: string,
  given: { password?: string; pin?: string },
): Promise<string> {
  const { password = null, pin = null } = given;
  const result = await portal.signIn({ who: { userName }, password, pin, address: nextAddress() });
  if (result.kind !== 'in') throw new Error(result.kind);
  return result.token;
}

const stepOf = async ({ portal }: PortalBench, token: string) =>
  (await portal.visit(token, 'en'))?.step ?? 'over';
const UNSAID: Device = {
  id: 'd1',
  connectionId: 'c1',
  platform: 'chromeos',
  name: null,
  providerId: 'p1',
  serial: null,
  model: null,
  user: null,
  location: null,
  assetId: 'A-1',
  notes: 'to be watched',
  orgUnitId: null,
  orgUnitPath: null,
  state: 'active',
  providerStatus: null,
  status: 'active',
  osVersion: null,
  lastSyncAt: null,
  enrolledAt: null,
  autoUpdateUntil: null,
  fetchedAt: T0,
  vanishedAt: null,
};
const NEW = 'twelve lemons rolling';

/** A platform that lets everybody in. */
const DOOR: PlatformDoor = {
  name: 'test',
  platforms: ['windows'],
  ready: () => true,
  begin: (ticket, token) => `/windows/${ticket.platform}/${token}`,
};

describe('a first password', () => {
  it('is set by the PIN, which is spent with it, and counts from then on', async () => {
    const bench = benchWith();
    const { id, userName } = await somebody(store, { pin: PIN });
    const token = await signedIn(bench, userName, { pin: PIN });
    expect(await bench.portal.visit(token, 'en')).toMatchObject({ step: 'password', password: 'none' });
    expect(await store.pins.active(id)).not.toBeNull();
    await bench.portal.setPassword(token, { password: NEW, current: null });
    expect(await stepOf(bench, token)).toBe('device');
    expect(await store.pins.active(id)).toBeNull();
    const again = { who: { userName }, address: nextAddress() };
    expect((await bench.portal.signIn({ ...again, password: null, pin: PIN })).kind).toBe('refused');
    expect((await bench.portal.signIn({ ...again, password: NEW, pin: null })).kind).toBe('in');
  });

  it('is set once for one PIN, however many ask at the same time', async () => {
    const bench = benchWith();
    const { userName } = await somebody(store, { pin: PIN });
    const tokens = [
      await signedIn(bench, userName, { pin: PIN }),
      await signedIn(bench, userName, { pin: PIN }),
      await signedIn(bench, userName, { pin: PIN }),
    ];
    const ends = await Promise.allSettled(
      tokens.map((token) => bench.portal.setPassword(token, { password: NEW, current: null })),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'pin_spent' });
    const steps = await Promise.all(tokens.map((token) => stepOf(bench, token)));
    expect(steps.toSorted()).toEqual(['device', 'over', 'over']);
  });

  it('is not set by a PIN that was replaced meanwhile', async () => {
    const bench = benchWith();
    const { id, userName } = await somebody(store, { pin: PIN });
    const token = await signedIn(bench, userName, { pin: PIN });
    await givePin(store, id, '99990000');
    await expect(bench.portal.setPassword(token, { password: NEW, current: null })).rejects.toMatchObject({
      code: 'pin_spent',
    });
    expect(await store.access.password(id)).toBeNull();
  });
});

describe('a password', () => {
  it('that an admin gave is changed at the first sign-in, without being asked for again', async () => {
    const bench = benchWith();
    const { id, userName } = await somebody(store, { password: PASSWORD, temporaryUntil: T0 + HOUR });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    expect(await bench.portal.visit(token, 'en')).toMatchObject({ step: 'password', password: 'own' });
    await bench.portal.setPassword(token, { password: NEW, current: null });
    expect(await stepOf(bench, token)).toBe('device');
    expect(await store.access.password(id)).toMatchObject({ temporary: false, expiresAt: null });
  });

  it('is changed by the current one, whose tries are counted, and other sessions end', async () => {
    const bench = benchWith();
    const { userName } = await somebody(store, { password: PASSWORD });
    const other = await signedIn(bench, userName, { password: PASSWORD });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    const change = (current: string | null) => bench.portal.setPassword(token, { password: NEW, current });
    const wrong = { code: 'bad_input', details: { field: 'current' } };
    await expect(change(null)).rejects.toMatchObject(wrong);
    for (let round = 0; round < 5; round += 1) await expect(change('wrong')).rejects.toMatchObject(wrong);
    await expect(change(PASSWORD)).rejects.toMatchObject(wrong);
    bench.turn(MINUTE);
    await change(PASSWORD);
    expect(await stepOf(bench, token)).toBe('device');
    expect(await stepOf(bench, other)).toBe('over');
  });

  it.each<[string, object]>([
    ['short', { least: 10, reason: 'short' }],
    ['password12345', { least: 10, reason: 'common' }],
    ['Riverside School 1', { least: 10, reason: 'personal' }],
  ])('is refused when it is weak: %s', async (password, details) => {
    const bench = benchWith();
    const { userName } = await somebody(store, { pin: PIN });
    const token = await signedIn(bench, userName, { pin: PIN });
    const set = bench.portal.setPassword(token, { password, current: null });
    await expect(set).rejects.toMatchObject({ code: 'password_weak', details });
    expect(await stepOf(bench, token)).toBe('password');
  });

  it('of the directory is changed there, and in mode pin there is none', async () => {
    const bench = benchWith();
    const ldap = await somebody(store, { source: 'ldap', pin: PIN });
    bench.directory.set(ldap.id, PASSWORD);
    const token = await signedIn(bench, ldap.userName, { password: PASSWORD });
    const elsewhere = { code: 'password_elsewhere' };
    await expect(bench.portal.setPassword(token, { password: NEW, current: null })).rejects.toMatchObject(
      elsewhere,
    );
    bench.settings = { ...bench.settings, mode: 'pin' };
    const { userName } = await somebody(store, { pin: PIN });
    const other = await signedIn(bench, userName, { pin: PIN });
    await expect(bench.portal.setPassword(other, { password: NEW, current: null })).rejects.toMatchObject(
      elsewhere,
    );
  });

  it('given meanwhile ends a session that did not prove it', async () => {
    const bench = benchWith({ mode: 'pin' });
    const { id, userName } = await somebody(store, { pin: PIN, password: PASSWORD });
    const token = await signedIn(bench, userName, { pin: PIN });
    expect(await stepOf(bench, token)).toBe('device');
    bench.settings = { ...bench.settings, mode: 'pin_and_password' };
    expect(await stepOf(bench, token)).toBe('over');
    await givePassword(store, id, NEW);
    await expect(bench.portal.devices(token)).rejects.toMatchObject({ code: 'not_signed_in' });
  });
});

describe('terms of use', () => {
  const terms = { en: 'Be kind.\nAlways.', fr: 'Soyez aimables.' };

  it('are shown in the language asked for, accepted once for both, and anew when they change', async () => {
    const bench = benchWith({ terms });
    const { id, userName } = await somebody(store, { password: PASSWORD });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    expect(await bench.portal.visit(token, 'fr')).toMatchObject({ step: 'terms', terms: terms.fr });
    expect(await bench.portal.visit(token, 'en')).toMatchObject({ step: 'terms', terms: terms.en });
    await expect(bench.portal.begin(token, 'windows')).rejects.toMatchObject({ code: 'not_ready' });
    await bench.portal.acceptTerms(token, 'Be rude.');
    expect(await stepOf(bench, token)).toBe('terms');
    await bench.portal.acceptTerms(token, 'Be kind.\r\nAlways.\r\n');
    expect(await bench.portal.visit(token, 'fr')).toMatchObject({ step: 'device', terms: null });
    const other = await signedIn(bench, userName, { password: PASSWORD });
    expect(await stepOf(bench, other)).toBe('device');
    const { rows } = await store.audit.list({ filter: { deeds: ['portal.terms'] }, before: null, limit: 10 });
    expect(rows.filter(({ object }) => object === id)).toHaveLength(1);

    bench.settings = { ...bench.settings, terms: { ...terms, fr: 'Soyez très aimables.' } };
    expect(await stepOf(bench, token)).toBe('terms');
    await bench.portal.acceptTerms(token, terms.fr);
    expect(await stepOf(bench, token)).toBe('terms');
  });

  it('in one language alone are shown to all', async () => {
    const bench = benchWith({ terms: { en: '  ', fr: terms.fr } });
    const { userName } = await somebody(store, { password: PASSWORD });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    expect(await bench.portal.visit(token, 'en')).toMatchObject({ step: 'terms', terms: terms.fr });
  });

  it('cannot be accepted by who is not signed in', async () => {
    const { portal } = benchWith({ terms });
    await expect(portal.acceptTerms('nobody', terms.en)).rejects.toMatchObject({ code: 'not_signed_in' });
  });
});

describe('a session', () => {
  it('lasts half an hour from its last use, twelve hours at most', async () => {
    const bench = benchWith();
    const { userName } = await somebody(store, { password: PASSWORD });
    const idle = await signedIn(bench, userName, { password: PASSWORD });
    bench.turn(30 * MINUTE);
    expect(await stepOf(bench, idle)).toBe('over');
    const token = await signedIn(bench, userName, { password: PASSWORD });
    for (let used = 0; used < 12 * HOUR - 29 * MINUTE; used += 29 * MINUTE) {
      expect(await stepOf(bench, token)).toBe('device');
      bench.turn(29 * MINUTE);
    }
    expect(await stepOf(bench, token)).toBe('device');
    bench.turn(25 * MINUTE);
    expect(await stepOf(bench, token)).toBe('over');
  });

  it('is not kept by its text, and ends when its user signs out', async () => {
    const bench = benchWith();
    const { userName } = await somebody(store, { password: PASSWORD });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    expect(token).toHaveLength(43);
    expect(await store.access.session(token, T0)).toBeNull();
    expect(await store.access.session(tokenHash(token), T0)).not.toBeNull();
    await bench.portal.signOut(token);
    expect(await stepOf(bench, token)).toBe('over');
  });

  it('is prolonged once a minute at most', async () => {
    const bench = benchWith();
    const { userName } = await somebody(store, { password: PASSWORD });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    const endsAt = async () => (await store.access.session(tokenHash(token), bench.now()))?.session.expiresAt;
    bench.turn(MINUTE - 1);
    await stepOf(bench, token);
    expect(await endsAt()).toBe(T0 + 30 * MINUTE);
    bench.turn(1);
    await stepOf(bench, token);
    expect(await endsAt()).toBe(T0 + 31 * MINUTE);
  });
});

describe('the registration of a device', () => {
  it('spends the PIN once, and more devices may follow in the same session alone', async () => {
    const bench = benchWith({ mode: 'pin' });
    bench.doors.push(DOOR);
    const { id, userName } = await somebody(store, { pin: PIN });
    const tokens = [
      await signedIn(bench, userName, { pin: PIN }),
      await signedIn(bench, userName, { pin: PIN }),
    ];
    const ends = await Promise.allSettled(tokens.map((token) => bench.portal.begin(token, 'windows')));
    const begun = ends.findIndex(({ status }) => status === 'fulfilled');
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await store.pins.active(id)).toBeNull();
    const [first = '', second = ''] = begun === 0 ? tokens : tokens.toReversed();
    expect(await bench.portal.begin(first, 'windows')).toEqual({
      url: expect.stringMatching(/^\/windows\//),
    });
    await expect(bench.portal.begin(second, 'windows')).rejects.toMatchObject({ code: 'pin_spent' });
  });

  it('gives a ticket of a few minutes to one device, and ends the invitation with it', async () => {
    const bench = benchWith();
    bench.doors.push(DOOR);
    const { id, userName } = await somebody(store, { password: PASSWORD, invited: true });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    const { url } = await bench.portal.begin(token, 'windows');
    const ticket = url.split('/').at(-1) ?? '';
    const first = await bench.tickets.redeem(ticket, 'device 1');
    expect(first).toMatchObject({
      again: false,
      ticket: { userId: id, kind: 'registration', platform: 'windows' },
    });
    expect((await bench.tickets.redeem(ticket, 'device 1')).again).toBe(true);
    const gone = { code: 'ticket_gone' };
    await expect(bench.tickets.redeem(ticket, 'device 2')).rejects.toMatchObject(gone);
    expect((await bench.portal.takeHandover(ticket, 'device 1')).kind).toBe('refused');
    await bench.tickets.complete(first.ticket.id);
    expect(await store.invitations.openOf(id, { now: T0, urlVersion: 1 })).toBeNull();
    const { rows } = await store.audit.list({
      filter: { deeds: ['registration.completed'] },
      before: null,
      limit: 5,
    });
    expect(rows[0]).toMatchObject({ actor: userName, object: id, detail: { platform: 'windows' } });
    await expect(bench.tickets.complete('no such ticket')).rejects.toMatchObject(gone);

    const late = (await bench.portal.begin(token, 'windows')).url.split('/').at(-1) ?? '';
    bench.turn(8 * MINUTE);
    await expect(bench.tickets.redeem(late, 'device 3')).rejects.toMatchObject(gone);
  });

  it('is refused beyond the limit, for platforms that are not there, and to strangers', async () => {
    const bench = benchWith({ deviceLimit: 1 });
    bench.doors.push(DOOR, { ...DOOR, platforms: ['macos'], ready: () => false });
    expect(bench.portal.ready()).toEqual(['windows']);
    const { userName } = await somebody(store, { password: PASSWORD });
    const token = await signedIn(bench, userName, { password: PASSWORD });
    const begin = (platform: 'windows' | 'macos' | 'android', session = token) =>
      bench.portal.begin(session, platform);
    await expect(begin('macos')).rejects.toMatchObject({ code: 'platform_not_ready' });
    await expect(begin('android')).rejects.toMatchObject({ code: 'platform_not_ready' });
    await expect(begin('windows', 'no session')).rejects.toMatchObject({ code: 'not_signed_in' });
    const { ticket } = await bench.tickets.redeem(
      (await begin('windows')).url.split('/').at(-1) ?? '',
      'device 1',
    );
    await bench.tickets.complete(ticket.id);
    await expect(begin('windows')).rejects.toMatchObject({ code: 'device_limit', details: { limit: 1 } });
  });

  it('a PIN that ran out after it was proved is spent no more', async () => {
    const bench = benchWith({ mode: 'pin' });
    bench.doors.push(DOOR);
    const { userName } = await somebody(store, { pin: PIN, pinUntil: T0 + MINUTE });
    const token = await signedIn(bench, userName, { pin: PIN });
    bench.turn(MINUTE);
    await expect(bench.portal.begin(token, 'windows')).rejects.toMatchObject({ code: 'pin_spent' });
  });
});

it('shows people their own devices, by name and by address, and nothing an admin wrote', async () => {
  const asked: unknown[] = [];
  const device = {
    model: 'Acer 311',
    serial: 'S1',
    platform: 'chromeos' as const,
    status: 'lost_mode',
    lastSyncAt: T0,
  };
  const rows = [
    { ...UNSAID, ...device },
    { ...UNSAID, ...device, model: null, serial: null, providerId: 'p2' },
  ];
  const bench = portalBench(store, {
    devices: {
      window: async (input) => {
        asked.push(input.filter);
        return { rows, total: rows.length, atLeast: rows.length };
      },
    },
  });
  const { userName } = await somebody(store, { password: PASSWORD, more: { email: 'other@example.org' } });
  const shown = await bench.portal.devices(await signedIn(bench, userName, { password: PASSWORD }));
  expect(asked).toEqual([{ users: [userName, 'other@example.org'] }]);
  const common = { platform: 'chromeos', state: 'lost_mode', lastSeenAt: T0 };
  expect(shown).toEqual([
    { ...common, name: 'Acer 311', model: 'Acer 311', serial: 'S1' },
    { ...common, name: 'p2', model: null, serial: null },
  ]);
  await expect(bench.portal.devices('no session')).rejects.toMatchObject({ code: 'not_signed_in' });
});

it('says how people sign in here', async () => {
  const { portal } = benchWith({ mode: 'pin', passwordLength: 12 });
  expect(await portal.entrance()).toEqual({
    organisation: 'Riverside School',
    mode: 'pin',
    passwordLength: 12,
  });
});

it('a PIN shown long ago does not live longer by a session', async () => {
  const bench = benchWith({ mode: 'pin' });
  const { userName } = await somebody(store, { pin: PIN });
  bench.turn(3 * DAY);
  await expect(signedIn(bench, userName, { pin: PIN })).rejects.toThrow('refused');
});
