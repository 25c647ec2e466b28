import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_REGISTRATION } from '../../../../electron/model/registration-settings.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import {
  DAY,
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
const file = `${folder.path}/cache.sqlite`;
let store: Store;
beforeAll(async () => {
  store = await openTestStore(file);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

type Who = Parameters<PortalBench['portal']['signIn']>[0]['who'];
const WRONG_PIN = '00000000';

const byPin = async (bench: PortalBench, who: Who, pin: string, address = nextAddress()): Promise<string> =>
  (await bench.portal.signIn({ who, password: null, pin, address })).kind;
const byPassword = async (bench: PortalBench, who: Who, password: string, address: string): Promise<string> =>
  (await bench.portal.signIn({ who, password, pin: null, address })).kind;

async function times(count: number, work: () => Promise<unknown>): Promise<void> {
  for (let round = 0; round < count; round += 1) await work();
}

function inPinMode(): PortalBench {
  const bench = portalBench(store);
  bench.settings = { ...DEFAULT_REGISTRATION, mode: 'pin' };
  return bench;
}

describe('wrong PINs', () => {
  it('pause from the fifth on, for longer and longer, and a right one in between forgets them', async () => {
    const bench = inPinMode();
    const { userName } = await somebody(store, { pin: PIN });
    const who = { userName };
    for (const _round of [1, 2]) {
      await times(4, () => byPin(bench, who, WRONG_PIN));
      expect(await byPin(bench, who, PIN)).toBe('in');
    }
    await times(5, () => byPin(bench, who, WRONG_PIN));
    expect(await byPin(bench, who, PIN)).toBe('refused');
    bench.turn(MINUTE);
    expect(await byPin(bench, who, WRONG_PIN)).toBe('refused');
    bench.turn(MINUTE);
    expect(await byPin(bench, who, PIN)).toBe('refused');
    bench.turn(MINUTE);
    expect(await byPin(bench, who, PIN)).toBe('in');
  });

  it('of strangers who know a name do not spoil the tries of who holds the link', async () => {
    const bench = inPinMode();
    const { id, userName, link } = await somebody(store, { pin: PIN, invited: true });
    for (let round = 0; round < 60; round += 1) {
      expect(await byPin(bench, { userName }, WRONG_PIN)).toBe('refused');
      if (round % 2 === 1) bench.turn(HOUR);
    }
    expect((await store.pins.active(id))?.wrong).toEqual({ link: 0, name: 20 });
    expect(await byPin(bench, { userName }, PIN)).toBe('refused');
    await times(4, () => byPin(bench, { link }, WRONG_PIN));
    expect(await byPin(bench, { link }, PIN)).toBe('in');
  });

  it('of who knows the name do not count against who proved the password as well', async () => {
    const bench = portalBench(store);
    bench.settings = { ...DEFAULT_REGISTRATION, mode: 'pin_and_password' };
    const { id, userName } = await somebody(store, { password: PASSWORD, pin: PIN });
    const both = { who: { userName }, password: PASSWORD };
    const signIn = (pin: string) => bench.portal.signIn({ ...both, pin, address: nextAddress() });
    expect((await signIn(WRONG_PIN)).kind).toBe('refused');
    expect((await store.pins.active(id))?.wrong).toEqual({ link: 1, name: 0 });
    expect((await signIn(PIN)).kind).toBe('in');
  });

  it('are remembered over a restart', async () => {
    const bench = inPinMode();
    const { userName } = await somebody(store, { pin: PIN, password: PASSWORD });
    await times(5, () => byPin(bench, { userName }, WRONG_PIN));
    await store.close();
    store = await openTestStore(file);
    const again = inPinMode();
    expect(await byPin(again, { userName }, PIN)).toBe('refused');
    again.turn(MINUTE);
    expect(await byPin(again, { userName }, PIN)).toBe('in');
  });

  it('tried at the same time do not get more tries', async () => {
    const bench = inPinMode();
    const { id, userName } = await somebody(store, { pin: PIN });
    await Promise.all(Array.from({ length: 30 }, () => byPin(bench, { userName }, WRONG_PIN)));
    expect((await store.pins.active(id))?.wrong.name).toBe(5);
  });
});

describe('wrong passwords', () => {
  it('pause the network they come from, not the user', async () => {
    const bench = portalBench(store);
    const { userName } = await somebody(store, { password: PASSWORD });
    const [strange, own] = [nextAddress(), nextAddress()];
    await times(5, () => byPassword(bench, { userName }, 'wrong', strange));
    expect(await byPassword(bench, { userName }, PASSWORD, strange)).toBe('refused');
    expect(await byPassword(bench, { userName }, PASSWORD, own)).toBe('in');
    bench.turn(MINUTE);
    expect(await byPassword(bench, { userName }, PASSWORD, strange)).toBe('in');
  });

  it('from everywhere pause the name after a hundred, not the link', async () => {
    const bench = portalBench(store);
    const { userName, link } = await somebody(store, { password: PASSWORD, invited: true });
    for (let network = 0; network < 25; network += 1) {
      const address = nextAddress();
      await times(4, () => byPassword(bench, { userName }, 'wrong', address));
    }
    expect(await byPassword(bench, { userName }, PASSWORD, nextAddress())).toBe('refused');
    expect(await byPassword(bench, { link }, PASSWORD, nextAddress())).toBe('in');
    bench.turn(HOUR);
    expect(await byPassword(bench, { userName }, PASSWORD, nextAddress())).toBe('in');
  });
});

describe('passwords of the directory', () => {
  const wrong = 'wrong';

  it('are asked about three times, then not for half an hour, from wherever they come', async () => {
    const bench = portalBench(store);
    const { id, userName } = await somebody(store, { source: 'ldap' });
    bench.directory.set(id, PASSWORD);
    const who = { userName };
    await times(10, () => byPassword(bench, who, wrong, nextAddress()));
    expect(bench.binds).toHaveLength(3);
    expect(await byPassword(bench, who, PASSWORD, nextAddress())).toBe('refused');
    for (let round = 0; round < 8; round += 1) {
      bench.turn(30 * MINUTE);
      await byPassword(bench, who, wrong, nextAddress());
      expect(bench.binds).toHaveLength(3 + round);
      bench.turn(MINUTE);
      await times(3, () => byPassword(bench, who, wrong, nextAddress()));
      // Half an hour without any lets the directory count anew: one more does not lock the account.
      expect(bench.binds).toHaveLength(4 + round);
    }
    bench.turn(31 * MINUTE);
    expect(await byPassword(bench, who, PASSWORD, nextAddress())).toBe('in');
    await times(2, () => byPassword(bench, who, wrong, nextAddress()));
    expect(await byPassword(bench, who, PASSWORD, nextAddress())).toBe('in');
  });

  it('are not asked about while the network has to wait', async () => {
    const bench = portalBench(store);
    const { id, userName, link } = await somebody(store, { source: 'ldap', invited: true });
    bench.directory.set(id, PASSWORD);
    const address = nextAddress();
    await times(5, () => byPassword(bench, { userName }, wrong, address));
    expect(await byPassword(bench, { link }, PASSWORD, address)).toBe('refused');
    expect(bench.binds).toHaveLength(3);
    expect(await byPassword(bench, { link }, PASSWORD, nextAddress())).toBe('in');
  });

  it('are left to the holder of the link when strangers spend those of the name', async () => {
    const bench = portalBench(store);
    const { id, userName, link } = await somebody(store, { source: 'ldap', invited: true });
    bench.directory.set(id, PASSWORD);
    await times(5, () => byPassword(bench, { userName }, wrong, nextAddress()));
    expect(await byPassword(bench, { link }, wrong, nextAddress())).toBe('refused');
    expect(await byPassword(bench, { link }, PASSWORD, nextAddress())).toBe('in');
  });

  it('are never asked about when none is given, or the mode asks for none', async () => {
    const bench = portalBench(store);
    const { userName } = await somebody(store, { source: 'ldap', pin: PIN });
    await byPassword(bench, { userName }, '', nextAddress());
    await byPin(bench, { userName }, PIN);
    bench.settings = { ...DEFAULT_REGISTRATION, mode: 'pin' };
    const both = { who: { userName }, password: PASSWORD, pin: PIN, address: nextAddress() };
    expect((await bench.portal.signIn(both)).kind).toBe('in');
    expect(bench.binds).toEqual([]);
  });

  it('cannot be checked while it is out of reach: that is recorded once an hour, whoever comes', async () => {
    const bench = portalBench(store);
    for (let person = 0; person < 3; person += 1) {
      const { id, userName } = await somebody(store, { source: 'ldap' });
      bench.directory.set(id, 'unreachable');
      expect(await byPassword(bench, { userName }, PASSWORD, nextAddress())).toBe('refused');
    }
    const { rows } = await store.audit.list({
      filter: { deeds: ['portal.refused'], from: T0 },
      before: null,
      limit: 500,
    });
    const told = rows.filter(({ detail }) => detail.what === 'directory');
    expect(told.map(({ result }) => result)).toEqual(['ldap_unreachable']);
  });
});

it('a day without tries forgets them', async () => {
  const bench = portalBench(store);
  const { id, userName } = await somebody(store, { source: 'ldap' });
  bench.directory.set(id, PASSWORD);
  await times(3, () => byPassword(bench, { userName }, 'wrong', nextAddress()));
  bench.turn(DAY);
  await times(3, () => byPassword(bench, { userName }, 'wrong', nextAddress()));
  expect(bench.binds).toHaveLength(6);
});
