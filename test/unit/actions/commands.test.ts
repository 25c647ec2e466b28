import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionService } from '../../../electron/actions/contract.ts';
import type { TargetOutcome } from '../../../electron/model/action-adapter.ts';
import {
  type ActionsBench,
  deedsOf,
  fates,
  give,
  limitTo,
  openActionsBench,
  targetsOf,
} from '../../support/actions-bench.ts';
import { all } from '../../support/fake-platform.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const RESTART = { action: 'restart' as const };
const TEN = Array.from({ length: 10 }, (_, n) => `d${n}`);
const lost: TargetOutcome = { state: 'unknown', reason: 'answer_lost', message: null };

let bench: ActionsBench;
let service: ActionService;

beforeEach(async () => {
  bench = await openActionsBench();
  service = bench.service();
});
afterEach(() => bench.end());

const pass = (ms: number) => bench.clock.pass(ms);
const sent = () => bench.platform.requests.length;
const signal = () => new AbortController().signal;

describe('a command that is on', () => {
  it('is paused and goes on where it was', async () => {
    await limitTo(service, { writesPerMinute: 60 });
    const { id } = await give(bench, service, RESTART, TEN);
    await pass(19.5 * SECOND);
    const before = sent();
    expect(before).toBeGreaterThan(2);
    expect(await service.pause(id)).toMatchObject({ paused: 'admin' });
    await pass(60 * MINUTE);
    // One that had its turn already may still have left.
    expect(sent()).toBeLessThanOrEqual(before + 1);
    expect(await service.resume(id)).toMatchObject({ paused: null });
    await pass(MINUTE);
    expect(sent()).toBe(10);
    expect(new Set(bench.platform.requests.flatMap(({ ids }) => ids)).size).toBe(10);
    expect(await deedsOf(bench.store)).toEqual([
      'limits.changed',
      'command.created',
      'command.released',
      'command.paused',
      'command.resumed',
      'command.ended',
    ]);
  });

  it('is cancelled where nothing has gone out yet', async () => {
    await limitTo(service, { writesPerMinute: 10 });
    const { id } = await give(bench, service, RESTART, TEN);
    await pass(30 * SECOND);
    const gone = sent();
    const [last] = (await targetsOf(bench.store, id)).slice(-1);
    expect(await service.cancel(id, [last?.id ?? 0])).toMatchObject({ counts: { cancelled: 1 } });
    await service.cancel(id);
    await pass(10 * MINUTE);
    expect(sent()).toBeLessThanOrEqual(gone + 1);
    const states = Object.values(await fates(bench.store, id)).map(([state]) => state);
    expect(states.filter((state) => state === 'acknowledged')).toHaveLength(sent());
    expect(states.filter((state) => state === 'cancelled')).toHaveLength(10 - sent());
    await expect(service.cancel(id)).rejects.toMatchObject({ code: 'command_not_queued' });
  });

  it('does not keep a small one waiting behind it', async () => {
    await limitTo(service, { writesPerMinute: 10 });
    await give(bench, service, RESTART, TEN.slice(0, 9));
    await pass(20 * SECOND);
    const small = await give(bench, service, { action: 'wipe_users' }, ['d9']);
    await pass(35 * SECOND);
    expect(await fates(bench.store, small.id)).toEqual({ d9: ['acknowledged', null] });
    expect(sent()).toBeLessThan(9);
  });
});

describe('an outcome in doubt', () => {
  const doubtful = async () => {
    bench.platform.onSend = (_, orders) => all(orders, lost);
    const { id } = await give(bench, service, RESTART, ['d0']);
    await pass(20 * SECOND);
    const [target] = await targetsOf(bench.store, id);
    return { id, targetId: target?.id ?? 0 };
  };

  it('is read off the device when the admin asks', async () => {
    const { targetId } = await doubtful();
    expect(await service.reconcile(targetId, signal())).toMatchObject({ state: 'unknown' });
    bench.platform.onReconcile = () => ({ state: 'failed', reason: 'seen_on_device', message: null });
    expect(await service.reconcile(targetId, signal())).toMatchObject({
      state: 'failed',
      reason: 'seen_on_device',
    });
    await expect(service.reconcile(targetId, signal())).rejects.toMatchObject({ code: 'target_not_unknown' });
    expect(sent()).toBe(1);
  });

  it('is followed on when the device tells that it is on its way', async () => {
    const { id, targetId } = await doubtful();
    bench.platform.onReconcile = () => ({ state: 'sent', reason: null, message: null });
    expect(await service.reconcile(targetId, signal())).toMatchObject({ state: 'sent' });
    bench.platform.onFollow = () => ({ state: 'acknowledged', reason: null, message: null });
    await pass(10 * MINUTE);
    expect(await fates(bench.store, id)).toEqual({ d0: ['acknowledged', null] });
  });

  it.each([
    [true, 'acknowledged'],
    [false, 'failed'],
  ] as const)('is settled by the admin’s word (%s)', async (happened, state) => {
    const { id, targetId } = await doubtful();
    expect(await service.settle(targetId, happened)).toMatchObject({ state, reason: 'settled_by_admin' });
    await expect(service.settle(targetId, happened)).rejects.toMatchObject({ code: 'target_not_unknown' });
    expect(await deedsOf(bench.store)).toContain('target.settled');
    await pass(60 * MINUTE);
    expect(sent()).toBe(1);
    expect(await bench.store.commands.attention()).toMatchObject({ unknown: 0, failed: happened ? 0 : 1 });
    await service.dismiss(id);
    expect(await bench.store.commands.attention()).toMatchObject({ commands: 0, failed: 0 });
  });
});

describe('two programs on one workspace', () => {
  it('send each target once, whoever does it, and both hear of it', async () => {
    const other = bench.service({ origin: 'cli' });
    await limitTo(service, { writesPerMinute: 60 });
    const mine = await give(bench, service, RESTART, TEN.slice(0, 5));
    const theirs = await give(bench, other, { action: 'wipe_users' }, TEN.slice(5));
    const ends = [
      service.follow(theirs.id, () => undefined, signal()),
      other.follow(mine.id, () => undefined, signal()),
    ];
    await bench.clock.until(Promise.all(ends));
    expect(sent()).toBe(10);
    const times = bench.platform.requests.map(({ at }) => at);
    for (const [n, at] of times.entries()) {
      if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
    }
  });

  it('go on with what the other has left', async () => {
    const other = bench.service();
    await limitTo(service, { writesPerMinute: 10 });
    const { id } = await give(bench, service, RESTART, TEN);
    await pass(40 * SECOND);
    const before = sent();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(10);
    await bench.close(service);
    await bench.clock.until(other.follow(id, () => undefined, signal()));
    expect(sent()).toBe(10);
    expect(new Set(bench.platform.requests.flatMap(({ ids }) => ids)).size).toBe(10);
  });
});

describe('the limits', () => {
  it('have defaults, are kept, and every change is in the log', async () => {
    expect(await service.limits()).toEqual({
      undoSeconds: 15,
      typeNumberOver: 5,
      targetsPerCommand: 10_000,
      gravePerDay: 250,
      writesPerMinute: 300,
    });
    const changed = { ...(await service.limits()), undoSeconds: 30 };
    expect(await service.setLimits(changed)).toEqual(changed);
    await service.setLimits(changed);
    expect(await bench.service().limits()).toEqual(changed);
    const { rows } = await bench.store.audit.list({ filter: {}, before: null, limit: 9 });
    expect(rows).toMatchObject([{ deed: 'limits.changed', detail: { undoSeconds: '15 → 30' } }]);
    expect((await give(bench, service, RESTART, ['d0'])).holdMs).toBe(30_000);
  });

  it('that cannot be read are the defaults', async () => {
    await bench.store.settings.set('actions.limits', '{"undoSeconds":1}');
    expect(await service.limits()).toMatchObject({ undoSeconds: 15 });
  });
});

it('following a command that is not there is refused', async () => {
  await expect(service.follow('none', () => undefined, signal())).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(service.pause('none')).rejects.toMatchObject({ code: 'not_found' });
});
