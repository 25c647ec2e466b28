import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createRegistrationClock,
  LOOK_MS,
  type RegistrationClock,
} from '../../../electron/jobs/registration-clock.ts';
import { DEFAULT_REGISTRATION } from '../../../electron/model/registration-settings.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { type RegistrationBench, registrationBench } from '../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let clock: VirtualClock;
let bench: RegistrationBench;
let clocks: RegistrationClock[];
let round = 0;
let ids: string[];
let told: { reminded: number; expired: number; certificates: number; logged: string[] };
let fails: { certificates: boolean; mayRemind: boolean };

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
beforeEach(() => {
  // Each test has users and months of its own.
  round += 1;
  clock = createVirtualClock(T0 + round * 100 * DAY);
  bench = registrationBench(clock.tracked(store), clock);
  told = { reminded: 0, expired: 0, certificates: 0, logged: [] };
  fails = { certificates: false, mayRemind: false };
  clocks = [];
  ids = [];
});
afterEach(async () => {
  await clock.until(Promise.all(clocks.map((each) => each.stop())));
  await bench.invitations.cancel(ids);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

/** The clock of one more program. */
function startClock(reminders: Partial<typeof DEFAULT_REGISTRATION.reminders> = {}): RegistrationClock {
  const kept = clock.tracked(store);
  const made = createRegistrationClock({
    invitations: kept.invitations,
    access: kept.access,
    settings: async () => ({
      ...DEFAULT_REGISTRATION,
      reminders: { ...DEFAULT_REGISTRATION.reminders, ...reminders },
    }),
    mayRemind: async () => !fails.mayRemind,
    devices: async () => undefined,
    certificates: async () => {
      if (fails.certificates) throw new Error('no key');
      told.certificates += 1;
    },
    clock,
    reminded: (count) => {
      told.reminded += count;
    },
    expired: (count) => {
      told.expired += count;
    },
    log: (message) => told.logged.push(message),
  });
  clocks.push(made);
  made.start();
  return made;
}

/** An invitation through which its user signed in just now. */
async function begun(name = 'jo'): Promise<string> {
  const user = `${name}-${round}`;
  await put(store, keptHere(user, { email: `${user}@example.org` }));
  const { ids: made } = await bench.invitations.create(
    { users: { ids: [`id-${user}`] }, send: 'later', again: true },
    () => undefined,
    new AbortController().signal,
  );
  const id = made[0] ?? '';
  ids.push(id);
  await store.invitations.begin({ id, at: clock.now() });
  return id;
}

/** Lets time pass, most of each hour while the machine sleeps. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= HOUR) {
    const awake = Math.min(left, LOOK_MS);
    clock.jump(Math.min(left, HOUR) - awake);
    await clock.pass(awake);
  }
}

/** Says of each mail that waits that it was sent, as an outbox does. */
async function sendAll(): Promise<number> {
  const at = clock.now();
  const claimed = await store.mails.claim({ owner: 'o', at, limit: 100, urlVersion: 1 });
  for (const { job } of claimed)
    await store.mails.settle({ id: job.id, to: 'sent', at, error: null, nextAt: null });
  return claimed.length;
}

/** Hours after which reminders went out, over so many days. */
async function remindersOver(days: number): Promise<number[]> {
  const sent: number[] = [];
  for (let hours = 6; hours <= days * 24; hours += 6) {
    await pass(6 * HOUR);
    if ((await sendAll()) > 0) sent.push(hours);
  }
  return sent;
}

describe('a registration that was begun and not finished', () => {
  it('is reminded of daily, five times at most', async () => {
    const id = await begun();
    startClock();
    expect(await remindersOver(8)).toEqual([24, 48, 72, 96, 120]);
    expect(told.reminded).toBe(5);
    expect(await bench.invitations.get(id)).toMatchObject({ reminders: 5 });
  });

  it('is reminded of once by two programs, and over a restart', async () => {
    await begun();
    const first = startClock();
    startClock();
    await pass(25 * HOUR);
    expect(told.reminded).toBe(1);
    await sendAll();
    await clock.until(first.stop());
    startClock();
    await pass(22 * HOUR);
    expect(told.reminded).toBe(1);
    await pass(4 * HOUR);
    expect(told.reminded).toBe(2);
  });

  it('is reminded of once after a long sleep, at once', async () => {
    await begun();
    const woken = startClock();
    await pass(HOUR);
    clock.jump(4 * DAY);
    woken.wake();
    await clock.pass(1000);
    expect(told.reminded).toBe(1);
    await sendAll();
    await pass(HOUR);
    expect(told.reminded).toBe(1);
  });

  it('is reminded of neither early nor never when the clock is set back', async () => {
    await begun();
    startClock();
    await pass(25 * HOUR);
    await sendAll();
    clock.jump(-30 * DAY);
    await pass(23 * HOUR);
    expect(told.reminded).toBe(1);
    await pass(2 * HOUR);
    expect(told.reminded).toBe(2);
  });

  it('is not reminded of where the admin wants none, or where a reminder would lead nowhere', async () => {
    await begun();
    const off = startClock({ on: false });
    await pass(2 * DAY);
    await clock.until(off.stop());
    fails.mayRemind = true;
    startClock({ everyHours: 1, most: 2 });
    await pass(HOUR);
    expect(told.reminded).toBe(0);
    fails.mayRemind = false;
    await clock.pass(LOOK_MS);
    expect(told.reminded).toBe(1);
  });
});

describe('by the clock', () => {
  it('invitations expire, and it is told', async () => {
    const id = await begun();
    startClock({ on: false });
    await pass(14 * DAY - HOUR);
    expect(told.expired).toBe(0);
    await pass(HOUR + LOOK_MS);
    expect(told.expired).toBe(1);
    expect((await bench.invitations.get(id))?.state).toBe('expired');
  });

  it('certificates are looked at each hour; what fails is tried again, and keeps nothing else from being done', async () => {
    startClock();
    await clock.pass(1000);
    expect(told.certificates).toBe(1);
    await pass(3 * HOUR);
    expect(told.certificates).toBe(4);
    fails.certificates = true;
    await begun();
    await pass(25 * HOUR);
    expect(told.logged[0]).toContain('no key');
    expect(told.reminded).toBe(1);
    fails.certificates = false;
    await clock.pass(LOOK_MS);
    expect(told.certificates).toBe(5);
  });

  it('nothing happens any more once it was stopped', async () => {
    await begun();
    const stopped = startClock();
    await clock.pass(1000);
    await clock.until(stopped.stop());
    stopped.wake();
    await pass(2 * DAY);
    expect(told.reminded).toBe(0);
  });
});
