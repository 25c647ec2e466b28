import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/model/errors.ts';
import type { MailOutcome } from '../../../../electron/model/mail-job.ts';
import type { Outbox } from '../../../../electron/registration/outbox/outbox.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import { auditDraft } from '../../../support/command-fixtures.ts';
import { type RegistrationBench, registrationBench } from '../../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../../support/store-fixtures.ts';
import { keptHere, put } from '../../../support/user-fixtures.ts';
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let clock: VirtualClock;
let bench: RegistrationBench;
let outboxes: Outbox[];
let round = 0;
let start: number;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
beforeEach(() => {
  // Each test has users and days of its own.
  round += 1;
  start = T0 + round * 10 * 24 * HOUR;
  clock = createVirtualClock(start);
  bench = registrationBench(clock.tracked(store), clock);
  outboxes = [];
});
afterEach(async () => {
  await clock.until(Promise.all(outboxes.map((outbox) => outbox.close())));
  const { rows } = await store.mails.list({ states: ['queued'], offset: 0, limit: 500 });
  const audit = auditDraft('mails.cancelled');
  await store.mails.cancel({ ids: rows.map(({ id }) => id), at: clock.now(), audit });
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DOWN: MailOutcome = { kind: 'later', error: 'ECONNREFUSED', all: true };
const program = (): Outbox => {
  const outbox = bench.outbox();
  outboxes.push(outbox);
  return outbox;
};
/** Mails that need no PIN: nothing outside this thread takes part but the store. */
const queue = async (count: number, from = 0): Promise<void> => {
  for (let place = from; place < from + count; place++) {
    const name = `u${place}-${round}`;
    await put(store, keptHere(name, { email: `${name}@example.org` }));
    const password = { hash: 'none', temporary: false, setAt: start, expiresAt: null };
    await store.access.setPassword({
      userId: `id-${name}`,
      password,
      session: null,
      spends: null,
      audit: null,
    });
    await bench.invitations.create(
      { users: { ids: [`id-${name}`] }, send: 'mail', again: false },
      () => undefined,
      new AbortController().signal,
    );
  }
};
const states = async () =>
  (await store.mails.list({ offset: 0, limit: 500 })).rows
    .filter(({ to }) => to.endsWith(`-${round}@example.org`))
    .reverse()
    .map(({ state }) => state);
const taken = () => bench.post.taken.map(({ mail }) => mail.to.name.split('-')[0]);
/** Minutes since the beginning at which something was handed over. */
const minutes = (times: number[]) => times.map((at) => Math.round((at - start) / MINUTE));

describe('what waits', () => {
  it('leaves in its order, one at a time, never faster than the pace', async () => {
    await queue(5);
    bench.perMinute = 4;
    program().start();
    await clock.pass(2 * MINUTE);
    expect(taken()).toEqual(['u0', 'u1', 'u2', 'u3', 'u4']);
    const times = bench.post.taken.map(({ at }) => at - start);
    expect(times).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
    expect(bench.post.atOnce).toBe(1);
    expect(await states()).toEqual(new Array(5).fill('sent'));
  });

  it('keeps the pace over a restart, and whatever the clock does', async () => {
    await queue(4);
    bench.perMinute = 1;
    const first = program();
    first.start();
    await clock.pass(1000);
    await clock.until(first.close());
    const second = program();
    second.start();
    await clock.pass(MINUTE - 2000);
    expect(taken()).toEqual(['u0']);
    await clock.pass(1500);
    expect(taken()).toEqual(['u0', 'u1']);
    clock.jump(5 * HOUR);
    second.wake();
    await clock.pass(MINUTE - 2000);
    expect(taken()).toHaveLength(2);
    await clock.pass(2000);
    expect(taken()).toHaveLength(3);
    clock.jump(-10 * HOUR);
    second.wake();
    await clock.pass(MINUTE - 2000);
    expect(taken()).toHaveLength(3);
    await clock.pass(3 * MINUTE);
    expect(taken()).toHaveLength(4);
  });

  it('is sent as soon as it is queued, when the outbox is told', async () => {
    const outbox = program();
    outbox.start();
    await clock.pass(1000);
    await queue(1);
    outbox.wake();
    await clock.pass(1000);
    expect(taken()).toEqual(['u0']);
  });

  it('is worked through by one program at a time', async () => {
    await queue(6);
    bench.perMinute = 6;
    const two = [program(), program()];
    for (const outbox of two) outbox.start();
    await clock.pass(5 * MINUTE);
    expect(taken()).toHaveLength(6);
    expect(new Set(taken()).size).toBe(6);
    const times = bench.post.taken.map(({ at }) => at);
    for (const [place, at] of times.entries())
      expect(at - (times[place - 1] ?? 0)).toBeGreaterThanOrEqual(10_000);
  });

  it('is drained by a program that does not stay, which counts what it sent', async () => {
    await queue(3);
    bench.perMinute = 2;
    const seen: number[] = [];
    bench.post.next.push(() => ({ kind: 'refused', error: '550 no such user' }));
    const drained = program().drain(new AbortController().signal, (sent) => seen.push(sent));
    expect(await clock.until(drained)).toBe(2);
    expect(seen).toEqual([1, 2]);
    expect(await states()).toEqual(['failed', 'sent', 'sent']);
  });
});

describe('a program that ends', () => {
  it('while a mail is being handed over waits for it, and leaves the others', async () => {
    await queue(2);
    const { promise, resolve } = Promise.withResolvers<MailOutcome>();
    bench.post.next.push(() => promise);
    const outbox = program();
    outbox.start();
    await clock.pass(1000);
    const closing = outbox.close();
    resolve({ kind: 'sent' });
    await clock.until(closing);
    expect(await states()).toEqual(['sent', 'queued']);
  });

  it('at once leaves one mail of which nobody knows; it is never sent again, the others are', async () => {
    await queue(3);
    bench.perMinute = 6;
    const { promise, resolve } = Promise.withResolvers<MailOutcome>();
    bench.post.next.push(() => promise);
    program().start();
    await clock.pass(1000);
    expect(await states()).toEqual(['sending', 'queued', 'queued']);
    // The first program is stopped: its right to send runs out, and it wakes up too late.
    const second = program();
    second.start();
    await clock.pass(10 * MINUTE);
    expect(await states()).toEqual(['unknown', 'sent', 'sent']);
    resolve({ kind: 'sent' });
    await clock.pass(MINUTE);
    expect(await states()).toEqual(['unknown', 'sent', 'sent']);
    expect(bench.post.tried.map(({ to }) => to.name.split('-')[0])).toEqual(['u0', 'u1', 'u2']);
  });

  it('is told so when the broken connection leaves it open whether a mail was taken', async () => {
    await queue(2);
    bench.post.next.push(() => ({ kind: 'unknown', error: 'connection lost' }));
    bench.post.next.push(() => {
      throw new Error('out of the blue');
    });
    program().start();
    await clock.pass(HOUR);
    expect(await states()).toEqual(['unknown', 'unknown']);
    expect(bench.post.tried).toHaveLength(2);
  });
});

describe('a server that is down', () => {
  it('keeps everything queued, is seen, and is tried again ever less often', async () => {
    await queue(3);
    const tries: number[] = [];
    bench.post.always = () => {
      tries.push(clock.now());
      return DOWN;
    };
    const outbox = program();
    outbox.start();
    await clock.pass(1000);
    expect(outbox.trouble()).toMatchObject({
      error: { code: 'mail_unreachable', details: { reason: 'ECONNREFUSED' } },
      at: start,
      nextAt: start + MINUTE,
    });
    expect(await store.mails.standing()).toMatchObject({ queued: 3, nextAt: start + MINUTE });
    await clock.pass(3 * HOUR);
    expect(minutes(tries)).toEqual([0, 1, 3, 8, 23, 53, 113, 173]);
    expect(await states()).toEqual(['queued', 'queued', 'queued']);
    bench.post.always = () => ({ kind: 'sent' });
    await store.mails.hurry(clock.now());
    outbox.wake();
    await clock.pass(MINUTE);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
    expect(outbox.trouble()).toBeNull();
  });

  it('is not asked less often because more mails were queued meanwhile', async () => {
    await queue(1);
    bench.post.always = () => DOWN;
    const outbox = program();
    outbox.start();
    await clock.pass(10_000);
    for (const place of [1, 2, 3]) {
      await queue(1, place);
      outbox.wake();
      await clock.pass(5000);
    }
    expect(outbox.trouble()?.nextAt).toBe(start + MINUTE);
  });

  it('for three days makes a mail fail', async () => {
    await queue(1);
    bench.post.always = () => DOWN;
    program().start();
    for (const state of ['queued', 'failed']) {
      await clock.pass(MINUTE / 2);
      clock.jump(36 * HOUR);
      await clock.pass(2 * MINUTE);
      expect(await states()).toEqual([state]);
    }
  });

  it('is tried in time although the clock was set back by days', async () => {
    await queue(1);
    bench.post.next.push(() => DOWN);
    const outbox = program();
    outbox.start();
    await clock.pass(1000);
    clock.jump(-72 * HOUR);
    await clock.pass(2 * MINUTE);
    expect(await states()).toEqual(['sent']);
  });
});

describe('nothing is even tried', () => {
  it.each([
    'mail_not_set',
    'vault_locked',
  ] as const)('for %s, which is told until it is mended', async (code) => {
    await queue(1);
    // A program that has not needed the key of links yet.
    bench = registrationBench(clock.tracked(store), clock);
    if (code === 'mail_not_set') bench.perMinute = null;
    else bench.vault.locked = new MusterError(code);
    const outbox = program();
    outbox.start();
    await clock.pass(5 * MINUTE);
    expect(outbox.trouble()).toMatchObject({ error: { code } });
    expect(await states()).toEqual(['queued']);
    expect((await store.mails.list({ states: ['queued'], offset: 0, limit: 5 })).rows[0]?.tries).toBe(0);
    expect(await clock.until(outbox.drain(new AbortController().signal, () => undefined))).toBe(0);
    bench.perMinute = 60;
    bench.vault.locked = null;
    outbox.wake();
    await clock.pass(1000);
    expect(await states()).toEqual(['sent']);
    expect(outbox.trouble()).toBeNull();
  });
});
