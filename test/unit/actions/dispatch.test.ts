import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionService } from '../../../electron/actions/contract.ts';
import type { TargetOutcome } from '../../../electron/model/action-adapter.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import {
  type ActionsBench,
  deedsOf,
  fates,
  give,
  limitTo,
  openActionsBench,
  someDevices,
  targetsOf,
} from '../../support/actions-bench.ts';
import { all, smallRecord } from '../../support/fake-platform.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const RESTART = { action: 'restart' as const };

let bench: ActionsBench;
let service: ActionService;

beforeEach(async () => {
  bench = await openActionsBench();
  service = bench.service();
});
afterEach(() => bench.end());

const pass = (ms: number) => bench.clock.pass(ms);
const sentIds = () => bench.platform.requests.flatMap(({ ids }) => ids);
const command = async (id: string) => {
  const found = await bench.store.commands.get(id);
  if (found === null) throw new Error('no command');
  return found;
};
const taken: TargetOutcome = { state: 'sent', reason: null, message: null, providerCommandId: '7' };

describe('a held command', () => {
  it('is sent when its time is over, and not a moment sooner', async () => {
    const { id } = await give(bench, service, RESTART, ['d0']);
    await pass(14.9 * SECOND);
    expect(bench.platform.requests).toEqual([]);
    expect((await command(id)).counts.held).toBe(1);
    await pass(2 * SECOND);
    expect(sentIds()).toEqual(['d0']);
    expect(await fates(bench.store, id)).toEqual({ d0: ['acknowledged', null] });
    expect((await command(id)).endedAt).not.toBeNull();
    expect(await deedsOf(bench.store)).toEqual(['command.created', 'command.released', 'command.ended']);
    expect(bench.told.commands).toContain(id);
  });

  it('is never sent once undone', async () => {
    const { id } = await give(bench, service, RESTART, ['d0', 'd1']);
    await pass(14.9 * SECOND);
    expect(await service.undo(id)).toMatchObject({ counts: { cancelled: 2, held: 0 } });
    await pass(DAY);
    expect(bench.platform.requests).toEqual([]);
    await expect(service.undo(id)).rejects.toMatchObject({ code: 'command_not_held' });
    expect(await deedsOf(bench.store)).toEqual(['command.created', 'command.undone']);
  });

  it.each([
    ['forward', DAY],
    ['back', -DAY],
  ])('is held as long when the clock is set %s', async (_, jump) => {
    await give(bench, service, RESTART, ['d0']);
    await pass(2 * SECOND);
    bench.clock.jump(jump);
    service.wake();
    await pass(12.5 * SECOND);
    expect(bench.platform.requests).toEqual([]);
    await pass(3 * SECOND);
    expect(sentIds()).toEqual(['d0']);
  });

  it('is held anew after a restart', async () => {
    await give(bench, service, RESTART, ['d0']);
    await pass(10 * SECOND);
    await bench.close(service);
    await bench.reopen();
    await pass(DAY);
    bench.service();
    await pass(14 * SECOND);
    expect(bench.platform.requests).toEqual([]);
    await pass(3 * SECOND);
    expect(sentIds()).toEqual(['d0']);
  });

  it('is not sent by a program that only looks', async () => {
    await bench.close(service);
    const looking = bench.service({ dispatch: false });
    await give(bench, looking, RESTART, ['d0']);
    await pass(5 * MINUTE);
    expect(bench.platform.requests).toEqual([]);
    bench.service();
    await pass(MINUTE);
    expect(sentIds()).toEqual(['d0']);
  });
});

describe('before a request leaves', () => {
  const frozen = ['d0', 'd1', 'd2'];
  const outcomeOf = async (spec: Parameters<typeof give>[2], on: string[] = frozen) => {
    const { id } = await give(bench, service, spec, on);
    return async () => {
      await pass(MINUTE);
      return await fates(bench.store, id);
    };
  };

  it('devices that are gone, registered anew or no longer fit are left out', async () => {
    const ended = await outcomeOf({ action: 'lost_mode_on' });
    bench.platform.devices.delete('d0');
    bench.platform.devices.set('d1', smallRecord('d1', { lastEnrollmentTime: '2026-11-20T07:00:00.000Z' }));
    expect(await ended()).toEqual({
      d0: ['cancelled', 'gone'],
      d1: ['cancelled', 'reregistered'],
      d2: ['acknowledged', null],
    });
    const again = await outcomeOf({ action: 'lost_mode_on' }, ['d3']);
    bench.platform.devices.set('d3', smallRecord('d3', { status: 'DEPROVISIONED' }));
    expect(await again()).toEqual({ d3: ['cancelled', 'not_managed'] });
    expect(sentIds()).toEqual(['d2']);
  });

  it('a value that somebody else has changed is not written over', async () => {
    const ended = await outcomeOf({ action: 'annotate', changes: { notes: 'ours' } });
    bench.platform.devices.set('d0', smallRecord('d0', { notes: 'theirs' }));
    bench.platform.devices.set('d1', smallRecord('d1', { annotatedUser: 'somebody@else' }));
    bench.platform.devices.set('d2', smallRecord('d2', { notes: 'ours' }));
    expect(await ended()).toEqual({
      d0: ['failed', 'conflict'],
      d1: ['acknowledged', null],
      d2: ['cancelled', 'already'],
    });
    expect(sentIds()).toEqual(['d1']);
  });

  it('a device that was wiped since is left out', async () => {
    await limitTo(service, { writesPerMinute: 1 });
    const wipe = await give(bench, service, { action: 'wipe_device' }, ['d0']);
    const restart = await give(bench, service, RESTART, ['d0', 'd1']);
    await pass(10 * MINUTE);
    expect(await fates(bench.store, wipe.id)).toEqual({ d0: ['acknowledged', null] });
    expect(await fates(bench.store, restart.id)).toEqual({
      d0: ['cancelled', 'wiped_since'],
      d1: ['acknowledged', null],
    });
    expect(bench.platform.requests.map(({ action, ids }) => [action, ...ids])).toEqual([
      ['wipe_device', 'd0'],
      ['restart', 'd1'],
    ]);
  });

  it('a connection of another life lets nothing through', async () => {
    const ended = await outcomeOf(RESTART);
    if (bench.connection !== null) bench.connection = { ...bench.connection, generation: 2 };
    expect(await ended()).toEqual({ d0: ['queued', null], d1: ['queued', null], d2: ['queued', null] });
    expect(bench.platform.requests).toEqual([]);
  });
});

describe('a device that may not be read', () => {
  const forbidden = (...ids: string[]) => {
    bench.platform.onLook = (id) => {
      if (ids.includes(id)) throw new MusterError('google_permission_lost', { account: 'a' });
    };
  };

  it('fails by itself: the role of an administrator may end at a unit', async () => {
    forbidden('d0', 'd2');
    const { id } = await give(bench, service, RESTART, ['d0', 'd1', 'd2', 'd3']);
    await pass(MINUTE);
    expect(await fates(bench.store, id)).toEqual({
      d0: ['failed', 'refused'],
      d1: ['acknowledged', null],
      d2: ['failed', 'refused'],
      d3: ['acknowledged', null],
    });
    expect(bench.told.barred).toEqual([]);
  });

  it('is one of many when the account has lost its permission: the rest waits for a person', async () => {
    const ten = Array.from({ length: 10 }, (_, n) => `d${n}`);
    forbidden(...ten);
    const { id } = await give(bench, service, RESTART, ten);
    await pass(10 * MINUTE);
    expect(await command(id)).toMatchObject({ paused: 'permission_lost', counts: { failed: 5, queued: 5 } });
    expect(bench.told.barred).toContain('permission_lost');
    expect(bench.platform.requests).toEqual([]);
  });
});

describe('the pace', () => {
  it('is kept to the request, one at a time, from the first', async () => {
    await limitTo(service, { writesPerMinute: 20 });
    const { id } = await give(
      bench,
      service,
      RESTART,
      Array.from({ length: 10 }, (_, n) => `d${n}`),
    );
    await bench.clock.until(service.follow(id, () => undefined, new AbortController().signal));
    const times = bench.platform.requests.map(({ at }) => at);
    expect(times).toHaveLength(10);
    for (const [n, at] of times.entries()) {
      if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(3000);
    }
    // Slow answers do not slow it down.
    expect((times[9] ?? 0) - (times[0] ?? 0)).toBeLessThan(31_000);
  });

  it('is kept however long the devices take to be read', async () => {
    await limitTo(service, { writesPerMinute: 30 });
    let looks = 0;
    bench.platform.onLook = () => bench.clock.sleep((looks++ % 3) * 1500);
    // The platform sleeps by the clock, so what it does must not stop the clock.
    if (bench.connection !== null) bench.connection = { ...bench.connection, adapter: bench.platform };
    const { id } = await give(
      bench,
      service,
      RESTART,
      Array.from({ length: 10 }, (_, n) => `d${n}`),
    );
    await bench.clock.until(service.follow(id, () => undefined, new AbortController().signal));
    const times = bench.platform.requests.map(({ at }) => at);
    expect(times).toHaveLength(10);
    for (const [n, at] of times.entries()) {
      if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(2000);
    }
  });

  it('goes on while answers are slow to come', async () => {
    await limitTo(service, { writesPerMinute: 60 });
    bench.platform.onSend = async (_, orders) => {
      await bench.clock.sleep(5 * SECOND);
      return all(orders, taken);
    };
    // The platform sleeps by the clock, so what it does must not stop the clock.
    if (bench.connection !== null) bench.connection = { ...bench.connection, adapter: bench.platform };
    await give(bench, service, RESTART, ['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7']);
    await pass(15 * SECOND + 9 * SECOND);
    expect(bench.platform.requests.length).toBe(8);
  });

  it('sends what belongs together in one request', async () => {
    await bench.end();
    bench = await openActionsBench(someDevices(120));
    service = bench.service();
    const ids = Array.from({ length: 120 }, (_, n) => `d${n}`);
    const { id } = await give(bench, service, { action: 'lost_mode_on' }, ids);
    await bench.clock.until(service.follow(id, () => undefined, new AbortController().signal));
    expect(bench.platform.requests.map((request) => request.ids.length)).toEqual([50, 50, 20]);
    expect(sentIds()).toEqual(ids);
  });

  it('begins anew with a pause in another program, so that both together keep it', async () => {
    await limitTo(service, { writesPerMinute: 2 });
    await give(bench, service, RESTART, ['d0', 'd1', 'd2']);
    await pass(50 * SECOND);
    expect(bench.platform.requests).toHaveLength(1);
    await bench.close(service);
    service = bench.service();
    await pass(3 * MINUTE);
    const times = bench.platform.requests.map(({ at }) => at);
    expect(times).toHaveLength(3);
    for (const n of [1, 2]) expect((times[n] ?? 0) - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(30 * SECOND);
  });

  it('is told: how much is queued, and how long that takes', async () => {
    await limitTo(service, { writesPerMinute: 6 });
    await give(bench, service, RESTART, ['d0', 'd1', 'd2', 'd3', 'd4', 'd5']);
    expect(await service.pace()).toEqual({ queued: 0, leftMs: null, waitingUntil: null });
    await pass(16 * SECOND);
    const { queued, leftMs } = await service.pace();
    expect(queued).toBe(5);
    expect(Math.round((leftMs ?? 0) / 10_000)).toBe(5);
  });
});

describe('an answer', () => {
  it('that never comes leaves the outcome in doubt, and nothing is sent again', async () => {
    bench.platform.onSend = (_, orders) =>
      all(orders, { state: 'unknown', reason: 'answer_lost', message: 'timed out' });
    const { id } = await give(bench, service, RESTART, ['d0', 'd1']);
    await pass(3 * DAY);
    expect(sentIds()).toEqual(['d0', 'd1']);
    expect(await fates(bench.store, id)).toEqual({
      d0: ['unknown', 'answer_lost'],
      d1: ['unknown', 'answer_lost'],
    });
    bench.platform.onReconcile = () => ({ state: 'acknowledged', reason: 'seen_on_device', message: null });
    await pass(2 * DAY);
    expect((await command(id)).counts).toMatchObject({ acknowledged: 2, unknown: 0 });
    expect(sentIds()).toEqual(['d0', 'd1']);
  });

  it('that asks for a pause gives everything back and is waited out', async () => {
    let refused = 0;
    bench.platform.onSend = (_, orders) => {
      if (refused++ > 1) return all(orders, taken);
      const error = new MusterError('google_rate_limited');
      return { kind: 'not_sent', why: 'rate_limited', afterMs: 90_000, error };
    };
    const { id } = await give(bench, service, RESTART, ['d0']);
    await pass(17 * SECOND);
    expect(await fates(bench.store, id)).toEqual({ d0: ['queued', null] });
    expect((await service.pace()).waitingUntil).toBeGreaterThan(bench.clock.now() + 80 * SECOND);
    await pass(89 * SECOND);
    expect(bench.platform.requests).toHaveLength(2);
    await pass(2 * MINUTE);
    expect(bench.platform.requests).toHaveLength(3);
    expect(await fates(bench.store, id)).toEqual({ d0: ['sent', null] });
    expect((await service.pace()).waitingUntil).toBeNull();
  });

  it('that the network is away is waited out until it is back', async () => {
    bench.platform.onSend = () => {
      const error = new MusterError('google_offline');
      return { kind: 'not_sent', why: 'offline', afterMs: 10 * MINUTE, error };
    };
    const { id } = await give(bench, service, RESTART, ['d0']);
    await pass(20 * SECOND);
    bench.platform.onSend = (_, orders) => all(orders, taken);
    service.wake();
    await pass(SECOND);
    expect(await fates(bench.store, id)).toEqual({ d0: ['sent', null] });
  });

  it('that bars the account stops everything until a person acts', async () => {
    bench.platform.onSend = () => {
      const error = new MusterError('google_reconnect_needed');
      return { kind: 'barred', pause: 'reconnect_needed', error };
    };
    const { id } = await give(bench, service, RESTART, ['d0', 'd1', 'd2']);
    await pass(DAY);
    expect(bench.told.barred).toContain('reconnect_needed');
    expect(await command(id)).toMatchObject({ paused: 'reconnect_needed', counts: { queued: 3 } });
    const tried = bench.platform.requests.length;
    expect(tried).toBeLessThan(4);
    // He signs in again: the connection has another life, and what waited for it goes on by itself.
    bench.platform.onSend = (_, orders) => all(orders, taken);
    if (bench.connection !== null) bench.connection = { ...bench.connection, generation: 2 };
    const stored = await bench.store.connections.google();
    if (stored !== null) await bench.store.connections.saveGoogle({ ...stored, generation: 2 });
    service.wake();
    await pass(MINUTE);
    expect((await command(id)).counts).toMatchObject({ sent: 3 });
  });

  it('for single devices is kept for each', async () => {
    bench.platform.onSend = (_, orders) => ({
      kind: 'answered',
      outcomes: new Map(
        orders
          .slice(0, 2)
          .map(({ target }, n): [number, TargetOutcome] => [
            target.id,
            n === 0
              ? { state: 'acknowledged', reason: null, message: null }
              : { state: 'failed', reason: 'refused', message: 'no licence' },
          ]),
      ),
    });
    const { id } = await give(bench, service, { action: 'lost_mode_on' }, ['d0', 'd1', 'd2']);
    await pass(17 * SECOND);
    expect(await fates(bench.store, id)).toEqual({
      d0: ['acknowledged', null],
      d1: ['failed', 'refused'],
      d2: ['unknown', 'answer_lost'],
    });
    expect((await targetsOf(bench.store, id))[1]?.message).toBe('no licence');
  });

  it('brings the device’s record up to date', async () => {
    const document = JSON.stringify(smallRecord('d0', { notes: 'new' }));
    bench.platform.onSend = (_, orders) =>
      all(orders, { state: 'acknowledged', reason: null, message: null, document });
    await give(bench, service, { action: 'annotate', changes: { notes: 'new' } }, ['d0']);
    await pass(MINUTE);
    expect((await bench.store.devices.find({ providerId: 'd0' }))[0]?.notes).toBe('new');
    // Where the answer has no record, the device is read.
    bench.platform.onSend = (_, orders) => {
      bench.platform.devices.set('d1', smallRecord('d1', { status: 'DISABLED' }));
      return all(orders, { state: 'acknowledged', reason: null, message: null });
    };
    await give(bench, service, { action: 'lost_mode_on' }, ['d1']);
    await pass(MINUTE);
    expect((await bench.store.devices.find({ providerId: 'd1' }))[0]?.providerStatus).toBe('DISABLED');
    expect(bench.told.devices).toBeGreaterThan(1);
  });
});

describe('what was sent', () => {
  beforeEach(() => {
    bench.platform.onSend = (_, orders) => all(orders, taken);
  });

  it('is followed to its end, at growing distances', async () => {
    const asked: number[] = [];
    bench.platform.onFollow = ({ sentAt }) => {
      asked.push(bench.clock.now() - (sentAt ?? 0));
      return asked.length < 6 ? null : { state: 'acknowledged', reason: null, message: null };
    };
    const { id } = await give(bench, service, RESTART, ['d0']);
    const changes: string[] = [];
    const note = ({ counts }: Awaited<ReturnType<typeof command>>) => {
      const [state] = Object.entries(counts).find(([, count]) => count > 0) ?? [];
      if (state !== undefined && changes.at(-1) !== state) changes.push(state);
    };
    const done = await bench.clock.until(service.follow(id, note, new AbortController().signal));
    expect(done.counts.acknowledged).toBe(1);
    // Three seconds after the sending, then each time at about twice the age.
    for (const [n, age] of asked.entries())
      expect(Math.abs(age / (3 * SECOND * 2 ** n) - 1), `${n}`).toBeLessThan(0.1);
    expect(asked).toHaveLength(6);
    expect(changes.at(-1)).toBe('acknowledged');
    expect(changes).toContain('sent');
  });

  it('is followed on after a restart', async () => {
    const { id } = await give(bench, service, RESTART, ['d0']);
    await pass(MINUTE);
    await bench.close(service);
    await bench.reopen();
    bench.platform.onFollow = () => ({ state: 'failed', reason: 'device_failed', message: 'no' });
    await pass(DAY);
    service = bench.service();
    await pass(MINUTE);
    expect(await fates(bench.store, id)).toEqual({ d0: ['failed', 'device_failed'] });
    expect(bench.platform.requests).toHaveLength(1);
  });

  it('expires by the provider’s word alone; long silent after its limit it is in doubt', async () => {
    const expiresAt = bench.clock.now() + 10 * MINUTE;
    bench.platform.onSend = (_, orders) => all(orders, { ...taken, expiresAt });
    const silent = await give(bench, service, RESTART, ['d0']);
    await pass(20 * 60 * MINUTE);
    expect(await fates(bench.store, silent.id)).toEqual({ d0: ['sent', null] });
    const { id } = await give(bench, service, RESTART, ['d1']);
    bench.platform.onFollow = ({ facts }) =>
      facts.providerId === 'd1' ? { state: 'expired', reason: 'device_expired', message: null } : null;
    await pass(6 * 60 * MINUTE);
    expect(await fates(bench.store, id)).toEqual({ d1: ['expired', 'device_expired'] });
    expect(await fates(bench.store, silent.id)).toEqual({ d0: ['unknown', 'no_word'] });
  });

  it('is asked for after a pause when asking is refused', async () => {
    const { id } = await give(bench, service, RESTART, ['d0']);
    let refusals = 0;
    bench.platform.onFollow = () => {
      if (refusals++ < 3) throw new MusterError('google_unavailable', { reason: '503' });
      return { state: 'acknowledged', reason: null, message: null };
    };
    await pass(5 * MINUTE);
    expect(await fates(bench.store, id)).toEqual({ d0: ['acknowledged', null] });
    expect(refusals).toBe(4);
  });
});

describe('the end of the program', () => {
  it('gives back what had not left', async () => {
    bench.platform.onLook = () => bench.clock.sleep(20 * SECOND);
    if (bench.connection !== null) bench.connection = { ...bench.connection, adapter: bench.platform };
    const { id } = await give(bench, service, RESTART, ['d0']);
    await pass(18 * SECOND);
    expect(await fates(bench.store, id)).toEqual({ d0: ['sending', null] });
    await bench.close(service);
    expect(await fates(bench.store, id)).toEqual({ d0: ['queued', null] });
    expect(bench.platform.requests).toEqual([]);
  });

  it('waits a little for an answer that is under way', async () => {
    bench.platform.onSend = async (_, orders) => {
      await bench.clock.sleep(8 * SECOND);
      return all(orders, taken);
    };
    if (bench.connection !== null) bench.connection = { ...bench.connection, adapter: bench.platform };
    const { id } = await give(bench, service, RESTART, ['d0']);
    await pass(18 * SECOND);
    await bench.close(service);
    expect(await fates(bench.store, id)).toEqual({ d0: ['sent', null] });
  });

  it('is not held up by what it costs to wait', async () => {
    await bench.close(service);
    const calls = { leases: 0, commands: 0 };
    const count = <T extends object>(room: T, name: keyof typeof calls): T =>
      new Proxy(room, {
        get: (target, key) => {
          calls[name]++;
          return Reflect.get(target, key);
        },
      });
    const { store, clock } = bench;
    const { commands, leases } = store;
    const counted = { ...store, commands: count(commands, 'commands'), leases: count(leases, 'leases') };
    service = bench.service({ store: clock.tracked(counted) });
    await pass(SECOND);
    const idle = { ...calls };
    await pass(60 * MINUTE);
    // Nothing to do: a look a minute, and nothing is written.
    expect(calls.leases).toBe(idle.leases);
    expect(calls.commands - idle.commands).toBeLessThan(150);
    // A command that is held, and one whose device is off: a few reads each time something is due.
    bench.platform.onSend = (_, orders) => all(orders, taken);
    await give(bench, service, RESTART, ['d0']);
    const held = { ...calls };
    await pass(14 * SECOND);
    expect(calls.commands - held.commands).toBeLessThan(20);
    await pass(60 * MINUTE);
    expect(calls.commands - held.commands).toBeLessThan(1000);
  });
});
