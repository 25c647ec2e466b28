import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { type Browser, openBrowser, type Page } from '../../support/served/browser.ts';
import { type Invited, inviteAll } from '../../support/served/invited.ts';
import { type Program, startListening } from '../../support/served/program.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { openTestStore } from '../../support/store-fixtures.ts';
import { deathAt, listenMortal } from './support/programs.ts';

/** Moments of setting a password by a PIN; `spends`: whether the PIN is spent then, where that is certain. */
const SETTING = [
  { moment: 'after pins.tryOut', spends: false },
  { moment: 'before access.startSession', spends: false },
  { moment: 'after access.startSession', spends: false },
  { moment: 'before access.setPassword', spends: false },
  { moment: 'during access.setPassword', spends: null },
  { moment: 'after access.setPassword', spends: true },
] as const;
/** Moments of giving a code for the phone, where a PIN is all that is asked for. */
const HANDING = [
  { moment: 'before tickets.issue', spends: false },
  { moment: 'during tickets.issue', spends: null },
  { moment: 'after tickets.issue', spends: true },
] as const;
const PASSWORD = 'a quiet lantern in harbour';

let workspace: ServedWorkspace;
let invited: Invited[];
let open: Browser[];
beforeAll(async () => {
  const names = Array.from(
    { length: SETTING.length + HANDING.length },
    (_, at) => `user${at}@school.example`,
  );
  workspace = await makeServedWorkspace({ people: names });
  invited = await workspace.inside(inviteAll);
});
afterAll(() => workspace.remove());
beforeEach(() => {
  open = [];
});
afterEach(() => {
  for (const browser of open) browser.close();
});

function browse(): Browser {
  const browser = openBrowser(workspace);
  open.push(browser);
  return browser;
}

async function inStore<Result>(look: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openTestStore(`${workspace.folder}/muster.db`);
  return await look(store).finally(store.close);
}

/** Goes as far as it goes; answers the browser, which keeps what it was given. */
async function goUntilDeath(
  { link, pin }: Invited,
  moment: string,
  more: (browser: Browser) => Promise<Page>,
): Promise<Browser> {
  const program = await listenMortal(workspace, deathAt(moment));
  const browser = browse();
  const way = browser.send(`/i/${link}`, { pin }).then(() => more(browser));
  await expect(way, moment).rejects.toThrow();
  expect(await program.ended, program.errors()).toBeNull();
  return browser;
}

/** Which PINs are spent; nothing else may be half done. */
async function spentOf(people: readonly Invited[]): Promise<boolean[]> {
  return await inStore(async (store) => {
    expect(await store.checkIntegrity()).toEqual([]);
    expect((await store.audit.verify()).broken).toBeNull();
    const spent: boolean[] = [];
    for (const { userId } of people) {
      const password = await store.access.password(userId);
      const pin = await store.pins.active(userId);
      const tickets = await store.tickets.ofUser(userId);
      // What a PIN is spent for is there, or it is not spent.
      expect(pin === null).toBe(password !== null || tickets.length > 0);
      spent.push(pin === null);
    }
    return spent;
  });
}

/** Lets each of these go on the way until the program dies at a moment of it. */
async function goAll(
  people: readonly Invited[],
  moments: readonly { moment: string; spends: boolean | null }[],
  way: (browser: Browser) => Promise<Page>,
): Promise<{ one: Invited; browser: Browser; spent: boolean; moment: string }[]> {
  const gone: { one: Invited; browser: Browser; moment: string; spends: boolean | null }[] = [];
  for (const [index, { moment, spends }] of moments.entries()) {
    const one = people[index];
    if (one === undefined) throw new Error('too few');
    gone.push({ one, moment, spends, browser: await goUntilDeath(one, moment, way) });
  }
  const spent = await spentOf(people);
  return gone.map(({ spends, ...each }, index) => {
    const isSpent = spent[index] ?? false;
    if (spends !== null) expect(isSpent, each.moment).toBe(spends);
    return { ...each, spent: isSpent };
  });
}

async function listening<Result>(work: (program: Program) => Promise<Result>): Promise<Result> {
  const program = await startListening(workspace);
  const result = await work(program).finally(program.kill);
  expect(program.errors()).toBe('');
  return result;
}

const setPassword = (browser: Browser): Promise<Page> =>
  browser.send('/next/password', { password: PASSWORD, repeat: PASSWORD });

it(`${SETTING.length} kills while a password is set by a PIN: spent is spent, unspent is good`, async () => {
  const ended = await goAll(invited.slice(0, SETTING.length), SETTING, setPassword);
  await listening(async () => {
    for (const { one, browser, spent, moment } of ended) {
      const { link, pin } = one;
      if (!spent) {
        const again = browse();
        expect((await again.send(`/i/${link}`, { pin })).headers.location, moment).toBe('/next');
        expect((await setPassword(again)).headers.location, moment).toBe('/next');
      } else {
        // The browser that got no answer asks once more and goes on.
        expect((await browser.get('/next')).headers.location, moment).toBe('/device');
      }
      const thief = browse();
      expect((await thief.send(`/i/${link}`, { pin })).headers.location, moment).toBe(`/i/${link}`);
      expect((await thief.get('/next')).headers.location).toBe('/go');
      const owner = browse();
      expect((await owner.send(`/i/${link}`, { password: PASSWORD })).headers.location, moment).toBe('/next');
    }
  });
});

it(`${HANDING.length} kills while a PIN is spent on a code for the phone`, async () => {
  await workspace.inside(async ({ register: { registration } }) =>
    registration.save({ ...(await registration.settings()), mode: 'pin' }),
  );
  const ended = await goAll(invited.slice(SETTING.length), HANDING, (browser) => browser.send('/me/qr'));
  await listening(async () => {
    for (const { one, browser, spent, moment } of ended) {
      const { link, pin } = one;
      const again = browse();
      const leads = (await again.send(`/i/${link}`, { pin })).headers.location;
      expect(leads, moment).toBe(spent ? `/i/${link}` : '/next');
      // The session in which it was spent gets another code in the place of the one nobody saw.
      expect((await browser.send('/me/qr')).headers.location, moment).toBe('/me/qr');
      expect((await browse().send(`/i/${link}`, { pin })).headers.location, moment).toBe(`/i/${link}`);
    }
  });
});

it('a kill gives no try back', async () => {
  const one = invited.at(-1);
  if (one === undefined) throw new Error('too few');
  const { pin } = await workspace.inside(({ register }) => register.invitations.newPin(one.invitationId));
  const wrong = pin === '00000000' ? '11111111' : '00000000';
  for (let tries = 1; tries <= 2; tries++) {
    const program = await listenMortal(workspace, deathAt('after pins.tryOut'));
    await expect(browse().send(`/i/${one.link}`, { pin: wrong })).rejects.toThrow();
    await program.ended;
    const kept = await inStore((store) => store.pins.active(one.userId));
    expect(kept?.wrong).toEqual({ link: tries, name: 0 });
  }
});
