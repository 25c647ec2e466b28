import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionService } from '../../../electron/actions/contract.ts';
import type { Selection } from '../../../electron/model/action-review.ts';
import {
  type ActionsBench,
  fates,
  give,
  idsOf,
  limitTo,
  openActionsBench,
  reviewOf,
  someDevices,
} from '../../support/actions-bench.ts';
import { smallRecord } from '../../support/fake-platform.ts';
import { CONNECTION, syncAll, T0 } from '../../support/store-fixtures.ts';

let bench: ActionsBench;
let service: ActionService;

async function open(records?: Parameters<typeof openActionsBench>[0]): Promise<void> {
  bench = await openActionsBench(records);
  service = bench.service({ dispatch: false });
}
beforeEach(() => open());
afterEach(() => bench.end());

const serials = (text: string): Selection => ({ kind: 'serials', text });
const annotations = (text: string): Selection => ({ kind: 'annotations', text });

/** What a review says of each line: a device id or what was given, with the refusal. */
async function linesOf(on: Selection, spec: Parameters<typeof reviewOf>[2] = { action: 'restart' }) {
  const review = await reviewOf(bench, service, spec, on);
  const read = async (which: 'ready' | 'refused') =>
    (await service.reviewRows({ reviewId: review.id, which, offset: 0, limit: 500 })).rows;
  const rows = [...(await read('ready')), ...(await read('refused'))];
  return rows.map(({ facts, given, refusal }) => [
    given ?? facts?.providerId,
    facts?.providerId ?? null,
    refusal,
  ]);
}

describe('a list of serials', () => {
  beforeEach(async () => {
    await bench.end();
    await open([
      smallRecord('one', { serialNumber: 'ABC' }),
      smallRecord('two', { serialNumber: 'ABC1' }),
      smallRecord('three', { serialNumber: 'TWICE' }),
      smallRecord('four', { serialNumber: 'TWICE' }),
      smallRecord('five', { serialNumber: 'OLD', status: 'DEPROVISIONED' }),
    ]);
  });

  it('matches exactly: ABC is not ABC1, nor abc, nor AB', async () => {
    expect(await linesOf(serials('serialNumber\n ABC \nabc\nAB\n'))).toEqual([
      ['ABC', 'one', null],
      ['abc', null, 'unknown_serial'],
      ['AB', null, 'unknown_serial'],
    ]);
  });

  it('refuses what names several devices, comes twice, or is not managed', async () => {
    expect(await linesOf(serials('TWICE;ABC1;ABC1;OLD'))).toEqual([
      ['ABC1', 'two', null],
      ['TWICE', null, 'ambiguous_serial'],
      ['ABC1', 'two', 'listed_twice'],
      ['OLD', 'five', 'not_managed'],
    ]);
  });

  it('knows a device that has vanished, and prefers one that has not', async () => {
    await syncAll(bench.store, 'run-2', [
      [smallRecord('one', { serialNumber: 'ABC' }), smallRecord('four', { serialNumber: 'TWICE' })],
    ]);
    expect(await linesOf(serials('ABC1\nTWICE'))).toEqual([
      ['TWICE', 'four', null],
      ['ABC1', 'two', 'vanished'],
    ]);
  });
});

describe('a CSV of annotations', () => {
  const writing = { action: 'annotate' as const, changes: null };

  it('previews each device’s own change and refuses what makes none or is too long', async () => {
    const text = `serial,location,notes\nS-d0,Room 1,\nS-d1,,-\nS-d2,${'x'.repeat(201)},a\nS-d3,,\nS-d9x,a,b`;
    const review = await reviewOf(bench, service, writing, annotations(text));
    const { rows } = await service.reviewRows({ reviewId: review.id, which: 'ready', offset: 0, limit: 9 });
    expect(rows.map(({ facts, change }) => [facts?.providerId, change])).toEqual([
      ['d0', { location: 'Room 1' }],
    ]);
    expect(review.refusals).toEqual([
      { refusal: 'already', count: 2 },
      { refusal: 'value_too_long', count: 1 },
      { refusal: 'unknown_serial', count: 1 },
    ]);
  });

  it('does not take a device whose serial is another than the one beside its id', async () => {
    const text = 'deviceId,serial,notes\nd0,S-d0,a\nd1,S-d2,a';
    expect(await linesOf(annotations(text), writing)).toEqual([
      ['d0', 'd0', null],
      ['d1', 'd1', 'unknown_serial'],
    ]);
  });

  it('is refused as a whole with the line that cannot be read', async () => {
    await expect(linesOf(annotations('serial,notes\nS-d0,"open'), writing)).rejects.toMatchObject({
      code: 'list_unreadable',
      details: { line: 2, problem: 'quote_open' },
    });
  });

  it('goes with no other action, and no annotate goes without values', async () => {
    const csv = annotations('serial,notes\nS-d0,a');
    await expect(linesOf(csv)).rejects.toMatchObject({ code: 'bad_input' });
    await expect(linesOf(serials('S-d0'), writing)).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('a review', () => {
  it('freezes a filter, with what is refused and how long it takes', async () => {
    await bench.end();
    await open([...someDevices(120), smallRecord('lost', { status: 'DISABLED' })]);
    await limitTo(service, { writesPerMinute: 60, gravePerDay: 500 });
    const review = await reviewOf(bench, service, { action: 'lost_mode_on' }, { kind: 'filter', filter: {} });
    expect(review).toMatchObject({
      ready: 120,
      refused: 1,
      refusals: [{ refusal: 'already', count: 1 }],
      estimate: { requests: 3 },
      keptMs: null,
      undoSeconds: 15,
      typed: 120,
      cap: null,
      dataAt: T0,
      retryOf: null,
    });
    const restart = await reviewOf(bench, service, { action: 'restart' }, { kind: 'filter', filter: {} });
    expect(restart).toMatchObject({ typed: null, keptMs: 600_000, estimate: { requests: 120 } });
    expect(restart.estimate.ms).toBeGreaterThan(119_000);
    expect(restart.estimate.ms).toBeLessThan(125_000);
  });

  it('counts what is queued before it', async () => {
    await limitTo(service, { writesPerMinute: 10 });
    await give(bench, service, { action: 'restart' }, ['d0', 'd1', 'd2', 'd3', 'd4']);
    const review = await reviewOf(bench, service, { action: 'restart' }, ['d5']);
    expect(Math.round(review.estimate.ms / 6000)).toBe(6);
  });

  it('refuses devices on which the same is on its way, or an outcome is in doubt', async () => {
    const command = await give(bench, service, { action: 'restart' }, ['d0', 'd1']);
    expect(await linesOf(serials('S-d0\nS-d2'))).toEqual([
      ['S-d2', 'd2', null],
      ['S-d0', 'd0', 'in_flight'],
    ]);
    await service.cancel(command.id);
    expect(await linesOf(serials('S-d0'))).toEqual([['S-d0', 'd0', null]]);
  });

  it('knows whether the unit of a move exists, and tells its path as it is', async () => {
    const to = (orgUnitId: string) => ({ action: 'move_unit' as const, orgUnitId, orgUnitPath: '/old name' });
    const review = await reviewOf(bench, service, to('id:lab'), ['d0']);
    expect(review).toMatchObject({ ready: 1, spec: { orgUnitPath: '/Lab' } });
    expect(await linesOf(serials('S-d0'), to('id:none'))).toEqual([['S-d0', 'd0', 'no_such_unit']]);
  });

  it('says when it is too much for the admin’s own limits', async () => {
    await limitTo(service, { gravePerDay: 5, targetsPerCommand: 8 });
    const nine = Array.from({ length: 9 }, (_, n) => `d${n}`);
    expect((await reviewOf(bench, service, { action: 'restart' }, nine)).cap).toEqual({
      name: 'targets_per_command',
      limit: 8,
      used: 0,
      wanted: 9,
    });
    await give(bench, service, { action: 'wipe_users' }, ['d0', 'd1', 'd2']);
    const wipe = await reviewOf(bench, service, { action: 'wipe_users' }, ['d3', 'd4', 'd5']);
    expect(wipe.cap).toEqual({ name: 'grave_per_day', limit: 5, used: 3, wanted: 3 });
    await expect(service.confirm(wipe.id, wipe.typed)).rejects.toMatchObject({ code: 'action_capped' });
    expect((await reviewOf(bench, service, { action: 'restart' }, ['d3', 'd4', 'd5'])).cap).toBeNull();
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const reviewing = service.review(
      { action: 'restart', delaySeconds: 0 },
      { kind: 'filter', filter: {} },
      stop.signal,
    );
    stop.abort();
    await expect(reviewing).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is kept with the latest seven others', async () => {
    const first = await reviewOf(bench, service, { action: 'restart' }, ['d0']);
    for (let n = 1; n < 8; n++) await reviewOf(bench, service, { action: 'restart' }, ['d1']);
    const rows = { reviewId: first.id, which: 'ready' as const, offset: 0, limit: 9 };
    expect((await service.reviewRows(rows)).total).toBe(1);
    await reviewOf(bench, service, { action: 'restart' }, ['d1']);
    await expect(service.reviewRows(rows)).rejects.toMatchObject({ code: 'review_gone' });
  });

  it('is gone with the life of its connection', async () => {
    const review = await reviewOf(bench, service, { action: 'restart' }, ['d0']);
    if (bench.connection !== null) bench.connection = { ...bench.connection, generation: 2 };
    await expect(service.confirm(review.id, null)).rejects.toMatchObject({ code: 'review_gone' });
    bench.connection = null;
    await expect(reviewOf(bench, service, { action: 'restart' }, ['d0'])).rejects.toMatchObject({
      code: 'connection_not_found',
    });
  });
});

describe('a confirmation', () => {
  it('makes a command of exactly the ready rows, once', async () => {
    const review = await reviewOf(bench, service, { action: 'restart' }, ['d1', 'd0', 'd1']);
    // What the fleet has become since changes nothing.
    await syncAll(bench.store, 'run-2', [[smallRecord('d0', { status: 'DISABLED' })]]);
    const command = await service.confirm(review.id, null);
    expect(command).toMatchObject({ total: 2, counts: { held: 2 }, holdMs: 15_000, actor: 'anna' });
    expect(Object.keys(await fates(bench.store, command.id))).toEqual(['d1', 'd0']);
    await expect(service.confirm(review.id, null)).rejects.toMatchObject({ code: 'review_gone' });
  });

  it('is not made twice by two presses', async () => {
    const review = await reviewOf(bench, service, { action: 'restart' }, ['d0']);
    const both = await Promise.allSettled([
      service.confirm(review.id, null),
      service.confirm(review.id, null),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await bench.store.commands.list({ limit: 9 })).toHaveLength(1);
  });

  it('of a grave action on many asks for their number', async () => {
    const many = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5'];
    const review = await reviewOf(bench, service, { action: 'deprovision', reason: 'retiring_device' }, many);
    await expect(service.confirm(review.id, null)).rejects.toMatchObject({ code: 'action_wrong_number' });
    await expect(service.confirm(review.id, 5)).rejects.toMatchObject({ code: 'action_wrong_number' });
    expect(await service.confirm(review.id, 6)).toMatchObject({ total: 6 });
  });

  it('of nothing is refused', async () => {
    const review = await reviewOf(bench, service, { action: 'restart' }, serials('nobody'));
    await expect(service.confirm(review.id, null)).rejects.toMatchObject({ code: 'action_nothing_ready' });
  });

  it('of what failed tries those again, each with its own change', async () => {
    const csv = annotations('serial,notes\nS-d0,a\nS-d1,b\nS-d2,c');
    const first = await give(bench, service, { action: 'annotate', changes: null }, csv);
    const targets = (await bench.store.commands.targets({ commandId: first.id, offset: 0, limit: 9 })).rows;
    await bench.store.commands.release({ commandId: first.id, at: T0, audit: draft() });
    const { targets: claimed } = (await bench.store.commands.claim(claimAll())) ?? { targets: [] };
    const outcome = { state: 'failed' as const, reason: 'refused' as const, message: null };
    await bench.store.commands.move({
      moves: claimed.slice(0, 2).map(({ target }) => ({ id: target.id, outcome })),
      at: T0,
    });
    const again = await reviewOf(
      bench,
      service,
      { action: 'annotate', changes: null },
      { kind: 'failed', commandId: first.id, targets: [targets[1]?.id ?? 0] },
    );
    expect(again).toMatchObject({ ready: 1, retryOf: first.id });
    const { rows } = await service.reviewRows({ reviewId: again.id, which: 'ready', offset: 0, limit: 9 });
    expect(rows).toMatchObject([{ facts: { providerId: 'd1' }, change: { notes: 'b' } }]);
    expect((await service.confirm(again.id, null)).retryOf).toBe(first.id);
  });
});

it('freezes fifty thousand devices without holding the thread', { timeout: 120_000 }, async () => {
  await bench.end();
  await open(someDevices(50_000));
  await limitTo(service, { targetsPerCommand: 50_000 });
  // Other work of the thread gets its turn between the stretches of a thousand.
  let turns = 0;
  const timer = setInterval(() => turns++);
  const review = await reviewOf(bench, service, { action: 'restart' }, { kind: 'filter', filter: {} });
  clearInterval(timer);
  expect(review.ready).toBe(50_000);
  expect(turns).toBeGreaterThan(50);
  expect(await idsOf(bench.store, ['d49999'])).toHaveLength(1);
});

function draft() {
  return {
    at: T0,
    actor: 'anna',
    account: null,
    origin: 'window' as const,
    host: 'desk',
    deed: 'command.released' as const,
    object: null,
    detail: {},
    result: 'done',
  };
}

function claimAll() {
  return { connectionId: CONNECTION.id, generation: 1, limits: { annotate: 50 }, owner: 'test', at: T0 };
}
