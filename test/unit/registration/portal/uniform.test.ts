import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEFAULT_REGISTRATION,
  REGISTRATION_MODES,
} from '../../../../electron/model/registration-settings.ts';
import { throttled } from '../../../../electron/registration/portal/gate.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import {
  DAY,
  type Having,
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

type Who = Parameters<PortalBench['portal']['signIn']>[0]['who'];
const SECOND = 1000;
const wrong = { password: 'not the password', pin: '00000000' };

/** Everything about an attempt that its maker could notice, and what it cost. */
async function attempt(bench: PortalBench, who: Who, address = nextAddress()) {
  bench.verified.length = 0;
  bench.slept.length = 0;
  const result = await bench.portal.signIn({ who, ...wrong, address });
  return { result, verified: [...bench.verified], slept: [...bench.slept] };
}

const ALIKE = { result: { kind: 'refused' }, verified: [wrong.password, wrong.pin], slept: [600] };

const KNOWN: [string, Having][] = [
  ['with a password and a PIN', { password: PASSWORD, pin: PIN }],
  ['with a PIN alone', { pin: PIN }],
  ['with a password alone', { password: PASSWORD }],
  ['with nothing', {}],
  ['with a PIN past its time', { pin: PIN, pinUntil: T0 }],
  ['with a temporary password past its time', { password: PASSWORD, temporaryUntil: T0 }],
  ['of the directory', { source: 'ldap', pin: PIN }],
  ['who is suspended', { password: PASSWORD, pin: PIN, more: { state: 'suspended' } }],
];

describe.each(REGISTRATION_MODES)('in mode %s a wrong try costs and looks the same', (mode) => {
  const bench = (): PortalBench => {
    const made = portalBench(store);
    made.settings = { ...DEFAULT_REGISTRATION, mode };
    return made;
  };

  it('for nobody', async () => {
    expect(await attempt(bench(), { userName: 'nobody at all' })).toEqual(ALIKE);
    expect(await attempt(bench(), { link: 'AAAAAAAAAAAAAAAAAAAAAA' })).toEqual(ALIKE);
    expect(await attempt(bench(), { userName: '' })).toEqual(ALIKE);
    expect(await attempt(bench(), { userName: 'x'.repeat(100_000) })).toEqual(ALIKE);
  });

  it.each(KNOWN)('for somebody %s, also while he may not try', async (_, having) => {
    const made = bench();
    const { userName, link } = await somebody(store, { ...having, invited: true });
    const address = nextAddress();
    for (let round = 0; round < 6; round += 1) {
      expect(await attempt(made, { userName }, address)).toEqual(ALIKE);
      expect(await attempt(made, { link }, address)).toEqual(ALIKE);
    }
  });
});

it('for the holder of a link that leads nowhere any more', async () => {
  const bench = portalBench(store);
  const { link, invitationId } = await somebody(store, { password: PASSWORD, invited: true });
  await store.invitations.move({ ids: [invitationId], to: 'cancelled', at: T0, audit: null });
  expect(await attempt(bench, { link })).toEqual(ALIKE);
  const other = await somebody(store, { password: PASSWORD, invited: true });
  bench.urlVersion = 2;
  expect(await attempt(bench, { link: other.link })).toEqual(ALIKE);
});

describe('how fast a network may go on', () => {
  it('is the same whoever it asks for, and begins anew', async () => {
    const bench = portalBench(store);
    const { userName } = await somebody(store, { password: PASSWORD });
    const [one, other] = [nextAddress(), nextAddress()];
    for (let round = 0; round < 20; round += 1)
      expect((await attempt(bench, { userName: `nobody ${round}` }, one)).result.kind).toBe('refused');
    const waits = { kind: 'slow_down', until: T0 + 10 * MINUTE };
    expect(await attempt(bench, { userName: 'nobody' }, one)).toEqual({
      result: waits,
      verified: [],
      slept: [],
    });
    expect((await attempt(bench, { userName }, one)).result).toEqual(waits);
    const right = { who: { userName }, password: PASSWORD, pin: null };
    expect(await bench.portal.signIn({ ...right, address: one })).toEqual(waits);
    expect(await bench.portal.signIn({ ...right, address: other })).toMatchObject({ kind: 'in' });
    bench.turn(10 * MINUTE);
    expect(await bench.portal.signIn({ ...right, address: one })).toMatchObject({ kind: 'in' });
  });

  it('counts a network of IPv6, not its addresses, and holders of links apart', async () => {
    const bench = portalBench(store);
    const { link } = await somebody(store, { password: PASSWORD, invited: true });
    for (let round = 0; round < 20; round += 1)
      await attempt(bench, { userName: 'nobody' }, `2001:db8:0:7::${round.toString(16)}`);
    const next = (who: Who, address: string) =>
      attempt(bench, who, address).then(({ result }) => result.kind);
    expect(await next({ userName: 'nobody' }, '2001:DB8:0:7:ffff::1')).toBe('slow_down');
    expect(await next({ userName: 'nobody' }, '2001:db8:0:8::1')).toBe('refused');
    expect(await next({ link }, '2001:db8:0:7::1')).toBe('refused');
  });
});

it('a directory that is slow makes “no” slow for everybody, for a while', async () => {
  const slow = async () => {
    bench.turn(4 * SECOND);
    return 'wrong' as const;
  };
  const bench: PortalBench = portalBench(store, { checkDirectory: slow });
  const { userName } = await somebody(store, { source: 'ldap' });
  expect((await attempt(bench, { userName })).slept).toEqual([]);
  expect((await attempt(bench, { userName: 'nobody' })).slept).toEqual([4 * SECOND]);
  bench.turn(10 * MINUTE);
  expect((await attempt(bench, { userName: 'nobody' })).slept).toEqual([600]);
});

it('who gets in takes nobody’s turn: a class may come by one address', async () => {
  const bench = portalBench(store);
  const { userName } = await somebody(store, { password: PASSWORD });
  const address = nextAddress();
  const right = { who: { userName }, password: PASSWORD, pin: null, address };
  for (let pupil = 0; pupil < 21; pupil += 1) expect((await bench.portal.signIn(right)).kind).toBe('in');
});

it('requests for a PIN have turns of their own, and say when they are taken', async () => {
  const bench = portalBench(store);
  const address = nextAddress();
  const ask = (name: string) => bench.portal.requestPin({ who: { userName: name }, address });
  for (let turn = 0; turn < 10; turn += 1) expect(await ask(`nobody ${turn}`)).toBeNull();
  const { userName, link } = await somebody(store, { pin: PIN, invited: true });
  expect([await ask('nobody'), await ask(userName)]).toEqual([T0 + HOUR, T0 + HOUR]);
  expect(await bench.portal.requestPin({ who: { link }, address })).toBeNull();
  expect(new Set(bench.slept)).toEqual(new Set([600]));
});

it('a request for a PIN takes the same time whatever came of it', async () => {
  const bench = portalBench(store);
  const { userName } = await somebody(store, { pin: PIN });
  for (const name of [userName, 'nobody', userName])
    await bench.portal.requestPin({ who: { userName: name }, address: nextAddress() });
  expect(bench.slept).toEqual([600, 600, 600]);
});

it('the log tells of a pause once, never of every try, and never what was tried', async () => {
  const bench = portalBench(store);
  const { id, userName } = await somebody(store, { password: PASSWORD });
  for (let round = 0; round < 20; round += 1) await attempt(bench, { userName }, '203.0.113.9');
  const rows = await refusals(id);
  expect(rows.map(({ detail }) => detail)).toEqual([{ what: 'password', network: '203.0.113.9' }]);
  expect(JSON.stringify(rows)).not.toContain(wrong.password);
  bench.turn(DAY);
  for (let round = 0; round < 5; round += 1) await attempt(bench, { userName }, '203.0.113.9');
  expect(await refusals(id)).toHaveLength(1);
});

it('the log tells of each pause of a PIN, and of its end', async () => {
  const bench = portalBench(store);
  bench.settings = { ...DEFAULT_REGISTRATION, mode: 'pin', pinTries: { free: 3, most: 5 } };
  const { id, userName, link } = await somebody(store, { pin: PIN, invited: true });
  for (let round = 0; round < 6; round += 1) {
    await attempt(bench, { userName });
    await attempt(bench, { link });
    bench.turn(HOUR);
  }
  const rows = await refusals(id);
  const pauses = rows.filter(({ detail }) => detail.what === 'pin');
  expect(pauses.map(({ detail }) => detail.way)).toEqual(['name', 'link', 'name', 'link', 'name', 'link']);
  expect(rows.filter(({ detail }) => detail.what === 'pin_cancelled')).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(wrong.pin);
  expect(await store.pins.active(id)).toBeNull();
});

async function refusals(userId: string) {
  const { rows } = await store.audit.list({
    filter: { deeds: ['portal.refused'] },
    before: null,
    limit: 500,
  });
  return rows.filter(({ object }) => object === userId).toReversed();
}

it('hashes two at a time, the others in their turn, also when one fails', async () => {
  const waits: PromiseWithResolvers<boolean>[] = [];
  const secrets = throttled({
    hash: async () => '',
    verify: () => {
      const wait = Promise.withResolvers<boolean>();
      waits.push(wait);
      return wait.promise;
    },
  });
  const all = [1, 2, 3, 4].map((number) => secrets.verify(String(number), null).catch(() => 'failed'));
  expect(waits).toHaveLength(2);
  waits[0]?.reject(new Error('no memory'));
  expect(await all[0]).toBe('failed');
  expect(waits).toHaveLength(3);
  for (let index = 1; index < 4; index += 1) {
    waits[index]?.resolve(true);
    expect(await all[index]).toBe(true);
  }
  expect(await secrets.hash('after')).toBe('');
});
