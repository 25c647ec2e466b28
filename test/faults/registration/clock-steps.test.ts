import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_REGISTRATION } from '../../../electron/model/registration-settings.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import {
  DAY,
  HOUR,
  nextAddress,
  PASSWORD,
  PIN,
  type PortalBench,
  portalBench,
  type Somebody,
  somebody,
} from '../../support/portal.ts';
import { openTestStore, temporaryFolder } from '../../support/store-fixtures.ts';

const STEPS: [string, number][] = [
  ['forward by a day', DAY],
  ['back by a week', -7 * DAY],
];

const folder = temporaryFolder();
let store: Store;
let bench: PortalBench;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/muster.db`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
beforeEach(() => {
  bench = portalBench(store);
});

const byLink = (one: Somebody, pin: string | null, password: string | null = null, address = nextAddress()) =>
  bench.portal.signIn({ who: { link: one.link }, password, pin, address });

async function sessionOf(one: Somebody, password = PASSWORD): Promise<string> {
  const result = await byLink(one, null, password);
  if (result.kind !== 'in') throw new Error(result.kind);
  return result.token;
}

describe.each(STEPS)('a clock that is set %s', (_, step) => {
  it('keeps a PIN and a link good, and a spent PIN spent', async () => {
    const one = await somebody(store, { pin: PIN, invited: true });
    bench.turn(step);
    expect(await bench.portal.openLink(one.link)).toMatchObject({ kind: 'open' });
    const result = await byLink(one, PIN);
    if (result.kind !== 'in') throw new Error(result.kind);
    await bench.portal.setPassword(result.token, { password: 'another quiet lantern', current: null });
    for (const back of [0, -step, step, -2 * step]) {
      bench.turn(back);
      expect(await byLink(one, PIN)).toEqual({ kind: 'refused' });
    }
  });

  it('keeps nobody out for longer than the longest pause', async () => {
    const one = await somebody(store, { pin: PIN, invited: true });
    for (let tries = 0; tries < 7; tries++) await byLink(one, '00000000');
    expect(await byLink(one, PIN)).toEqual({ kind: 'refused' });
    bench.turn(step);
    await byLink(one, '00000000');
    bench.turn(HOUR);
    expect(await byLink(one, PIN)).toMatchObject({ kind: 'in' });
  });

  it('gives no wrong try back', async () => {
    const one = await somebody(store, { pin: PIN, invited: true });
    for (let tries = 0; tries < DEFAULT_REGISTRATION.pinTries.most; tries++) {
      await byLink(one, '00000000');
      bench.turn(tries % 2 === 0 ? step : HOUR - step);
    }
    bench.turn(2 * HOUR);
    expect((await store.pins.active(one.id))?.wrong.link).toBeGreaterThanOrEqual(
      DEFAULT_REGISTRATION.pinTries.most - 1,
    );
  });

  it('gives a network its turns again after their window, not after the step', async () => {
    const one = await somebody(store, { password: PASSWORD, invited: true });
    const address = nextAddress();
    const byName = (password: string) =>
      bench.portal.signIn({ who: { userName: one.userName }, password, pin: null, address });
    for (let turn = 0; turn < 20; turn++) await byName(`not ${PASSWORD}`);
    expect(await byName(PASSWORD)).toMatchObject({ kind: 'slow_down' });
    bench.turn(step);
    bench.turn(HOUR);
    expect(await byName(PASSWORD)).toMatchObject({ kind: 'in' });
  });

  it('ends a session or keeps it as long as any, never for days', async () => {
    const one = await somebody(store, { password: PASSWORD, invited: true });
    const session = await sessionOf(one);
    bench.turn(step);
    // An hour without use ends it in any case.
    bench.turn(HOUR);
    expect(await bench.portal.visit(session, 'en')).toBeNull();
    expect(await sessionOf(one)).not.toBe(session);
  });

  it('leaves no code for another device that is good for days', async () => {
    const one = await somebody(store, { password: PASSWORD, invited: true });
    const { url } = await bench.portal.handover(await sessionOf(one));
    bench.turn(step);
    bench.turn(HOUR);
    const token = url.split('/').at(-1) ?? '';
    expect(await bench.portal.lookAtHandover(token)).toBeNull();
    expect(await bench.portal.takeHandover(token, 'a device')).toEqual({ kind: 'refused' });
  });

  it('lets a new PIN be asked for', async () => {
    const one = await somebody(store, { invited: true });
    const ask = () => bench.portal.requestPin({ who: { link: one.link }, address: nextAddress() });
    await ask();
    const { rows } = await store.mails.list({ states: ['queued'], offset: 0, limit: 500 });
    const ids = rows.map(({ id }) => id);
    await store.mails.cancel({ ids, at: bench.now(), audit: auditDraft('mails.cancelled') });
    bench.turn(step);
    bench.turn(HOUR);
    await ask();
    expect(bench.woken).toBe(2);
  });
});
