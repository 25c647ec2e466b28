import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  DEFAULT_REGISTRATION,
  type RegistrationSettings,
} from '../../../../electron/model/registration-settings.ts';
import type { PlatformDoor } from '../../../../electron/registration/contract.ts';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import {
  givePassword,
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
import { put } from '../../../support/user-fixtures.ts';

const folder = temporaryFolder();
let store: Store;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/cache.sqlite`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const DOOR: PlatformDoor = {
  name: 'test',
  platforms: ['android'],
  ready: () => true,
  begin: (_, token) => `/android/${token}`,
};

function benchWith(settings: Partial<RegistrationSettings> = {}): PortalBench {
  const bench = portalBench(store);
  bench.settings = { ...DEFAULT_REGISTRATION, ...settings };
  bench.doors.push(DOOR);
  return bench;
}

async function signedIn({ portal }: PortalBench, userName: string): Promise<string> {
  const { mode } = await portal.entrance();
  const given = { password: mode === 'pin' ? null : PASSWORD, pin: mode === 'password' ? null : PIN };
  const result = await portal.signIn({ who: { userName }, ...given, address: nextAddress() });
  if (result.kind !== 'in') throw new Error(result.kind);
  return result.token;
}

async function codeOf({ portal }: PortalBench, session: string): Promise<string> {
  const { url } = await portal.handover(session);
  return url.replace('https://mdm.example.org/t/', '');
}

async function taken(bench: PortalBench, code: string, device: string): Promise<string> {
  const result = await bench.portal.takeHandover(code, device);
  return result.kind === 'in' ? result.token : result.kind;
}

const stepOf = async ({ portal }: PortalBench, token: string) =>
  (await portal.visit(token, 'en'))?.step ?? 'over';

it('signs one other device in, for a few minutes, and again when that device lost the answer', async () => {
  const bench = benchWith({ ticketMinutes: 5 });
  const { id, userName } = await somebody(store, { password: PASSWORD, invited: true });
  const session = await signedIn(bench, userName);
  const { url, qr, until } = await bench.portal.handover(session);
  expect(url).toMatch(/^https:\/\/mdm\.example\.org\/t\/[\w-]{43}$/);
  expect([qr.path, until]).toEqual([url, T0 + 5 * MINUTE]);
  const code = url.split('/').at(-1) ?? '';
  const user = await store.users.get(id);
  expect(await bench.portal.lookAtHandover(code)).toEqual({ name: user?.displayName });
  expect(await bench.portal.lookAtHandover('another code')).toBeNull();
  const phone = await taken(bench, code, 'phone');
  expect(await bench.portal.visit(phone, 'en')).toMatchObject({
    step: 'device',
    user: { id },
    invited: true,
  });
  expect(await taken(bench, code, 'stranger')).toBe('refused');
  expect(await stepOf(bench, await taken(bench, code, 'phone'))).toBe('device');
  expect(await bench.portal.begin(phone, 'android')).toMatchObject({
    url: expect.stringMatching(/^\/android/),
  });
  bench.turn(5 * MINUTE);
  expect(await taken(bench, code, 'phone')).toBe('refused');
  expect(await bench.portal.lookAtHandover(code)).toBeNull();
});

it('is taken by one of many devices that come at the same time', async () => {
  const bench = benchWith();
  const { userName } = await somebody(store, { password: PASSWORD });
  const code = await codeOf(bench, await signedIn(bench, userName));
  const ends = await Promise.all(
    Array.from({ length: 10 }, (_, index) => taken(bench, code, `phone ${index}`)),
  );
  expect(ends.filter((end) => end !== 'refused')).toHaveLength(1);
});

it.each(['pin', 'pin_and_password'] as const)('in mode %s spends the PIN, once', async (mode) => {
  const bench = benchWith({ mode });
  const { id, userName } = await somebody(store, { password: PASSWORD, pin: PIN });
  const session = await signedIn(bench, userName);
  const rival = await signedIn(bench, userName);
  const code = await codeOf(bench, session);
  expect(await store.pins.active(id)).toBeNull();
  await expect(bench.portal.handover(rival)).rejects.toMatchObject({ code: 'pin_spent' });
  await expect(bench.portal.begin(rival, 'android')).rejects.toMatchObject({ code: 'pin_spent' });
  const phone = await taken(bench, code, 'phone');
  expect(await stepOf(bench, phone)).toBe('device');
  await bench.portal.begin(phone, 'android');
  await bench.portal.begin(session, 'android');
});

it('is not given before every step is done, nor by a device that was handed over itself', async () => {
  const bench = benchWith({ mode: 'pin_and_password' });
  const { userName } = await somebody(store, { password: PASSWORD, pin: PIN });
  const half = await bench.portal.signIn({
    who: { userName },
    password: PASSWORD,
    pin: null,
    address: nextAddress(),
  });
  if (half.kind !== 'in') throw new Error(half.kind);
  const notReady = { code: 'not_ready' };
  await expect(bench.portal.handover(half.token)).rejects.toMatchObject(notReady);
  const session = await signedIn(bench, userName);
  const terms = { en: 'Be kind.', fr: 'Soyez aimables.' };
  bench.settings = { ...bench.settings, terms };
  await expect(bench.portal.handover(session)).rejects.toMatchObject(notReady);
  await bench.portal.acceptTerms(session, terms.en);
  const phone = await taken(bench, await codeOf(bench, session), 'phone');
  await expect(bench.portal.handover(phone)).rejects.toMatchObject(notReady);
  await expect(bench.portal.handover('no session')).rejects.toMatchObject({ code: 'not_signed_in' });
});

it('ends with the password it stood for', async () => {
  const bench = benchWith();
  const { id, userName } = await somebody(store, { password: PASSWORD });
  const session = await signedIn(bench, userName);
  const code = await codeOf(bench, session);
  const phone = await taken(bench, code, 'phone');
  await store.access.removePassword({ userId: id, audit: null });
  expect(await stepOf(bench, phone)).toBe('over');
  await givePassword(store, id, 'given by an admin', T0 + HOUR);
  expect(await stepOf(bench, phone)).toBe('over');
  expect(await stepOf(bench, await taken(bench, code, 'phone'))).toBe('over');
});

it('is of no use for a user who is not active any more, nor as the ticket of a device', async () => {
  const bench = benchWith();
  const { id, userName } = await somebody(store, { password: PASSWORD });
  const code = await codeOf(bench, await signedIn(bench, userName));
  await expect(bench.tickets.redeem(code, 'phone')).rejects.toMatchObject({ code: 'ticket_gone' });
  expect((await store.tickets.byHash(tokenHash(code)))?.state).toBe('issued');
  const user = await store.users.get(id);
  if (user === null) throw new Error('no user');
  const { devices: _devices, fetchedAt: _fetchedAt, ...row } = user;
  await put(store, { ...row, state: 'suspended' });
  expect(await bench.portal.lookAtHandover(code)).toBeNull();
  expect(await taken(bench, code, 'phone')).toBe('refused');
});

it('a fresh code makes the one before worthless', async () => {
  const bench = benchWith();
  const { userName } = await somebody(store, { password: PASSWORD });
  const session = await signedIn(bench, userName);
  const first = await codeOf(bench, session);
  const second = await codeOf(bench, session);
  expect(await bench.portal.lookAtHandover(first)).toBeNull();
  expect(await taken(bench, first, 'phone')).toBe('refused');
  expect(await stepOf(bench, await taken(bench, second, 'phone'))).toBe('device');
});
