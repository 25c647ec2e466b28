import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_REGISTRATION } from '../../../../electron/model/registration-settings.ts';
import type { RegistrationService } from '../../../../electron/registration/contract.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import { createManualClock, type ManualClock } from '../../../support/manual-clock.ts';
import { type PortalBench, portalBench, somebody } from '../../../support/portal.ts';
import { registrationBench } from '../../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../../support/store-fixtures.ts';

const folder = temporaryFolder();
/** Two programs over one file: pages are served here. */
let here: Store;
let there: Store;
let clock: ManualClock;
let bench: PortalBench;
let asked: string[];
let own: RegistrationService;
let others: RegistrationService;

beforeAll(async () => {
  here = await openTestStore(`${folder.path}/cache.sqlite`);
  there = await openTestStore(`${folder.path}/cache.sqlite`);
});
beforeEach(async () => {
  await there.settings.delete('registration');
  await there.settings.delete('registration.url');
  clock = createManualClock(T0);
  asked = [];
  const told = listening(here, asked);
  own = registrationBench(told, clock).registration;
  others = registrationBench(there, clock).registration;
  bench = portalBench(told, { registration: own });
});
afterAll(async () => {
  await here.close();
  await there.close();
  folder.remove();
});

/** The store; what it is asked is noted. */
function listening(store: Store, calls: string[]): Store {
  const noted = <Room extends object>(name: string, room: Room): Room =>
    new Proxy(room, {
      get: (target, key, self) => {
        calls.push(`${name}.${String(key)}`);
        return Reflect.get(target, key, self);
      },
    });
  const { invitations, users, access, settings, pins } = store;
  return {
    ...store,
    invitations: noted('invitations', invitations),
    users: noted('users', users),
    access: noted('access', access),
    settings: noted('settings', settings),
    pins: noted('pins', pins),
  };
}

describe('the page behind a link, after another program', () => {
  it('made the URL anew, explains that at once', async () => {
    const { link } = await somebody(here, { invited: true });
    expect(await bench.portal.openLink(link)).toMatchObject({ kind: 'open' });
    await others.regenerate();
    expect(await bench.portal.openLink(link)).toEqual({ kind: 'outdated' });
  });

  it('cancelled the invitation, says so at once', async () => {
    const { link, invitationId } = await somebody(here, { invited: true });
    expect(await bench.portal.openLink(link)).toMatchObject({ kind: 'open' });
    await there.invitations.move({ ids: [invitationId], to: 'cancelled', at: T0, audit: null });
    expect(await bench.portal.openLink(link)).toEqual({ kind: 'cancelled' });
  });

  it('decided that PINs are asked for, or gave a password, asks for it at once', async () => {
    const { link, id } = await somebody(here, { invited: true, password: 'quiet harbour lantern' });
    const asks = async () => {
      const fate = await bench.portal.openLink(link);
      return fate.kind === 'open' && fate.asks;
    };
    expect(await asks()).toEqual({ pin: false, password: 'own' });
    await others.save({ ...DEFAULT_REGISTRATION, mode: 'pin_and_password' });
    expect(await asks()).toEqual({ pin: true, password: 'own' });
    await there.access.removePassword({ userId: id, audit: null });
    expect(await asks()).toEqual({ pin: true, password: 'none' });
  });
});

it('the page behind a link costs the store one reading, and a write the first time it is opened', async () => {
  const { link } = await somebody(here, { invited: true });
  asked.length = 0;
  await bench.portal.openLink(link);
  expect(asked).toEqual(['invitations.behind', 'invitations.move']);
  asked.length = 0;
  await bench.portal.openLink(link);
  expect(asked).toEqual(['invitations.behind']);
});

describe('the sign-in page', () => {
  const mode = async () => (await bench.portal.entrance()).mode;

  it('is right at once when settings are saved here', async () => {
    expect(await mode()).toBe('password');
    await own.save({ ...DEFAULT_REGISTRATION, mode: 'pin' });
    expect(await mode()).toBe('pin');
  });

  it('is a quarter of a second behind another program at most', async () => {
    expect(await mode()).toBe('password');
    await others.save({ ...DEFAULT_REGISTRATION, mode: 'pin' });
    clock.advance(250);
    expect(await mode()).toBe('pin');
  });

  it('is read once for all who ask within that time', async () => {
    asked.length = 0;
    await Promise.all([mode(), mode(), mode()]);
    clock.advance(249);
    await mode();
    expect(asked).toEqual(['settings.get']);
  });
});
