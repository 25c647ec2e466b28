import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEFAULT_REGISTRATION,
  type RegistrationMode,
} from '../../../../electron/model/registration-settings.ts';
import type { Visit } from '../../../../electron/registration/contract.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import {
  type Having,
  HOUR,
  nextAddress,
  PASSWORD,
  PIN,
  type PortalBench,
  portalBench,
  somebody,
} from '../../../support/portal.ts';
import { openTestStore, T0, temporaryFolder } from '../../../support/store-fixtures.ts';
import { keptHere, put } from '../../../support/user-fixtures.ts';

const folder = temporaryFolder();
let store: Store;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/cache.sqlite`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

interface Given {
  password?: string | null;
  pin?: string | null;
}

function benchIn(mode: RegistrationMode): PortalBench {
  const bench = portalBench(store);
  bench.settings = { ...DEFAULT_REGISTRATION, mode };
  return bench;
}

/** Where somebody stands after signing in by his name, or that he was refused. */
async function stepAfter(
  { portal }: PortalBench,
  who: Parameters<PortalBench['portal']['signIn']>[0]['who'],
  { password = null, pin = null }: Given,
): Promise<Visit['step'] | 'refused' | 'slow_down' | 'over'> {
  const result = await portal.signIn({ who, password, pin, address: nextAddress() });
  if (result.kind !== 'in') return result.kind;
  return (await portal.visit(result.token, 'en'))?.step ?? 'over';
}

const both = { password: PASSWORD, pin: PIN };
const word = { password: PASSWORD };
const code = { pin: PIN };
const own: Having = { password: PASSWORD, pin: PIN };
const fresh: Having = { pin: PIN };
const given: Having = { password: PASSWORD, temporaryUntil: T0 + HOUR, pin: PIN };
const late: Having = { password: PASSWORD, temporaryUntil: T0, pin: PIN };
const ldap: Having = { source: 'ldap', pin: PIN };

describe.each<[RegistrationMode, string, Having, Record<'word' | 'code' | 'both', string>]>([
  ['password', 'a password', own, { word: 'device', code: 'refused', both: 'device' }],
  ['password', 'no password', fresh, { word: 'refused', code: 'password', both: 'password' }],
  ['password', 'a temporary password', given, { word: 'password', code: 'refused', both: 'password' }],
  [
    'password',
    'a temporary password past its time',
    late,
    { word: 'refused', code: 'password', both: 'password' },
  ],
  ['password', 'one in the directory', ldap, { word: 'device', code: 'refused', both: 'device' }],
  ['pin', 'a password', own, { word: 'refused', code: 'device', both: 'device' }],
  ['pin', 'no password', fresh, { word: 'refused', code: 'device', both: 'device' }],
  ['pin', 'one in the directory', ldap, { word: 'refused', code: 'device', both: 'device' }],
  ['pin_and_password', 'a password', own, { word: 'pin', code: 'refused', both: 'device' }],
  ['pin_and_password', 'no password', fresh, { word: 'refused', code: 'password', both: 'password' }],
  ['pin_and_password', 'a temporary password', given, { word: 'pin', code: 'refused', both: 'password' }],
  ['pin_and_password', 'one in the directory', ldap, { word: 'pin', code: 'refused', both: 'device' }],
])('in mode %s somebody with %s', (mode, _, having, expected) => {
  it.each(['name', 'link'] as const)('comes as far as he has proved, by %s', async (way) => {
    const bench = benchIn(mode);
    const { id, userName, link } = await somebody(store, { ...having, invited: way === 'link' });
    bench.directory.set(id, PASSWORD);
    const who = way === 'link' ? { link } : { userName };
    expect({
      word: await stepAfter(bench, who, word),
      code: await stepAfter(bench, who, code),
      both: await stepAfter(bench, who, both),
    }).toEqual(expected);
    for (const wrong of [
      { password: 'wrong' },
      { pin: '00000000' },
      { password: 'wrong', pin: '00000000' },
      {},
    ])
      expect(await stepAfter(bench, who, wrong)).toBe('refused');
  });
});

describe('in mode pin_and_password', () => {
  it('a PIN is proved later, and a wrong one leaves the session where it was', async () => {
    const { portal, ...bench } = benchIn('pin_and_password');
    const { userName } = await somebody(store, own);
    const address = nextAddress();
    const first = await portal.signIn({ who: { userName }, password: PASSWORD, pin: null, address });
    if (first.kind !== 'in') throw new Error(first.kind);
    expect(await portal.provePin(first.token, '11112222', address)).toEqual({ kind: 'refused' });
    expect((await portal.visit(first.token, 'en'))?.step).toBe('pin');
    await expect(portal.devices(first.token)).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(await portal.provePin(first.token, '4071 8236', address)).toMatchObject({ kind: 'in' });
    expect((await portal.visit(first.token, 'en'))?.step).toBe('device');
    expect(await portal.provePin('no session', PIN, address)).toEqual({ kind: 'refused' });
    expect(bench.slept).toHaveLength(2);
  });

  it('a right password does not make up for a wrong PIN', async () => {
    const bench = benchIn('pin_and_password');
    const { userName } = await somebody(store, own);
    expect(await stepAfter(bench, { userName }, { password: PASSWORD, pin: '12341234' })).toBe('refused');
  });

  it('who has no password may not try a PIN', async () => {
    const bench = benchIn('pin_and_password');
    const { id, userName } = await somebody(store, own);
    for (let round = 0; round < 8; round += 1)
      await stepAfter(bench, { userName }, { password: 'wrong', pin: '12341234' });
    expect((await store.pins.active(id))?.wrong).toEqual({ link: 0, name: 0 });
  });
});

describe('by name', () => {
  it('the case of the name does not matter, nor blanks around it', async () => {
    const bench = benchIn('password');
    const { userName } = await somebody(store, own);
    expect(await stepAfter(bench, { userName: `  ${userName.toUpperCase()} ` }, word)).toBe('device');
  });

  it('an address is enough when it is one user’s alone', async () => {
    const bench = benchIn('password');
    const { id } = await somebody(store, { ...own, more: { userName: 'mo', email: 'mo@example.org' } });
    expect(await stepAfter(bench, { userName: 'Mo@example.org' }, word)).toBe('device');
    await put(store, keptHere('molly', { email: 'mo@example.org' }));
    expect(await stepAfter(bench, { userName: 'mo@example.org' }, word)).toBe('refused');
    expect(await stepAfter(bench, { userName: 'mo' }, word)).toBe('device');
    expect(id).not.toBe('');
  });

  it.each(['suspended', 'gone'] as const)('who is %s is refused', async (state) => {
    const bench = benchIn('password');
    const { userName, link } = await somebody(store, { ...own, invited: true, more: { state } });
    expect(await stepAfter(bench, { userName }, word)).toBe('refused');
    expect(await stepAfter(bench, { link }, word)).toBe('refused');
  });

  it('a session is over when its user is suspended', async () => {
    const { portal } = benchIn('password');
    const { id, userName } = await somebody(store, own);
    const result = await portal.signIn({ who: { userName }, ...both, address: nextAddress() });
    if (result.kind !== 'in') throw new Error(result.kind);
    expect(await portal.visit(result.token, 'en')).not.toBeNull();
    const user = await store.users.get(id);
    if (user === null) throw new Error('no user');
    const { devices: _devices, fetchedAt: _fetchedAt, ...row } = user;
    await put(store, { ...row, state: 'suspended' });
    expect(await portal.visit(result.token, 'en')).toBeNull();
  });
});

it('a PIN past its time is refused', async () => {
  const bench = benchIn('pin');
  const { userName } = await somebody(store, { pin: PIN, pinUntil: T0 + HOUR });
  expect(await stepAfter(bench, { userName }, code)).toBe('device');
  bench.turn(HOUR);
  expect(await stepAfter(bench, { userName }, code)).toBe('refused');
});

it('the invitation of who signs in is noted as begun, whether by its link or by name', async () => {
  const bench = benchIn('password');
  for (const way of ['link', 'name']) {
    const { id, userName, link } = await somebody(store, { ...own, invited: true });
    await stepAfter(bench, way === 'link' ? { link } : { userName }, word);
    const open = await store.invitations.openOf(id, { now: T0, urlVersion: 1 });
    expect(open?.begunAt).toBe(T0);
  }
});
