import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createSyncSchedule,
  EVERY_MS,
  JITTER_MS,
  LOOK_MS,
  type SyncSchedule,
} from '../../../electron/jobs/sync-schedule.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import type { SyncRun } from '../../../electron/model/sync-run.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { newRun, T0 } from '../../support/store-fixtures.ts';

let schedules: SyncSchedule[] = [];
afterEach(() => {
  for (const schedule of schedules) schedule.stop();
  schedules = [];
});

/** A schedule over a list of runs, with a sync that takes no time. */
function bench(runs: SyncRun[], connectedAt = 0) {
  const clock = createManualClock(T0);
  const listeners = new Set<(run: SyncRun) => void>();
  const started: number[] = [];
  const state = { running: false, refuse: null as MusterError | null };
  const ended = (run: SyncRun): void => {
    runs.unshift(run);
    for (const listener of listeners) listener(run);
  };
  const sync = {
    run: async (): Promise<SyncRun> => {
      if (state.refuse !== null) throw state.refuse;
      started.push(clock.now());
      const at = clock.now();
      const run = { ...newRun(`run-${at}`, at), state: 'complete' as const, endedAt: at };
      ended(run);
      return run;
    },
    running: () => state.running,
    onEnded: (listener: (run: SyncRun) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const schedule = createSyncSchedule({
    sync,
    runs: { list: async () => runs },
    connectionId: 'c',
    connectedAt,
    clock,
    random: { fraction: () => 0.5 },
  });
  schedules.push(schedule);
  return { clock, schedule, started, state, ended };
}

/** Lets the clock run, looking as often as the schedule does. */
async function pass(clock: ReturnType<typeof createManualClock>, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= LOOK_MS) {
    clock.advance(Math.min(left, LOOK_MS));
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await turn();
}

function runOf(change: Partial<SyncRun>): SyncRun {
  return { ...newRun('first', T0 - 1000), state: 'complete', endedAt: T0, ...change };
}

const PAUSE = EVERY_MS + JITTER_MS / 2;

describe('the hourly schedule', () => {
  it('starts nothing before a first run was started by hand, and says so', async () => {
    const { clock, schedule, started } = bench([]);
    schedule.start();
    await pass(clock, 3 * EVERY_MS);
    expect(started).toEqual([]);
    expect(schedule.nextRunAt()).toBeNull();
  });

  it('runs an hour and a little after the last end, again and again', async () => {
    const { clock, schedule, started } = bench([runOf({})]);
    schedule.start();
    await settle();
    expect(schedule.nextRunAt()).toBe(T0 + PAUSE);
    await pass(clock, PAUSE - LOOK_MS);
    expect(started).toEqual([]);
    await pass(clock, 2 * LOOK_MS);
    expect(started).toHaveLength(1);
    await pass(clock, PAUSE + LOOK_MS);
    expect(started).toHaveLength(2);
  });

  it('takes up a first run that ends while it watches', async () => {
    const { clock, schedule, ended, started } = bench([]);
    schedule.start();
    await settle();
    ended(runOf({}));
    await settle();
    expect(schedule.nextRunAt()).toBe(T0 + PAUSE);
    await pass(clock, PAUSE + LOOK_MS);
    expect(started).toHaveLength(1);
  });

  it('survives a restart: what was due meanwhile starts at once', async () => {
    const { schedule, started } = bench([
      runOf({ startedAt: T0 - 3 * EVERY_MS, endedAt: T0 - 3 * EVERY_MS }),
    ]);
    schedule.start();
    await settle();
    expect(started).toEqual([T0]);
  });

  it('resumes a run that was cut off at once', async () => {
    const { schedule, started } = bench([runOf({ state: 'interrupted', endedAt: null })]);
    schedule.start();
    await settle();
    expect(started).toEqual([T0]);
  });

  it('looks at once after the machine slept', async () => {
    const { clock, schedule, started } = bench([runOf({})]);
    schedule.start();
    await settle();
    clock.advance(8 * EVERY_MS);
    schedule.wake();
    await settle();
    expect(started).toEqual([T0 + 8 * EVERY_MS]);
  });

  it('never starts a second run beside one that is on', async () => {
    const { clock, schedule, started, state } = bench([runOf({})]);
    state.running = true;
    schedule.start();
    await pass(clock, 3 * EVERY_MS);
    expect(started).toEqual([]);
    state.running = false;
    await pass(clock, LOOK_MS);
    expect(started).toHaveLength(1);
  });

  it.each([
    'reconnect_needed',
    'permission_lost',
    'api_disabled',
  ] as const)('waits for the admin after %s', async (reason) => {
    const { clock, schedule, started } = bench([runOf({ state: 'failed', reason })]);
    schedule.start();
    await pass(clock, 3 * EVERY_MS);
    expect(started).toEqual([]);
    expect(schedule.nextRunAt()).toBeNull();
  });

  it('goes on at once when the connection was renewed since', async () => {
    const { schedule, started } = bench([runOf({ state: 'failed', reason: 'reconnect_needed' })], T0);
    schedule.start();
    await settle();
    expect(started).toEqual([T0]);
  });

  it('runs as soon as the network is back after a run failed without it', async () => {
    const { schedule, started } = bench([runOf({ state: 'failed', reason: 'offline' })]);
    schedule.start();
    await settle();
    expect(started).toEqual([]);
    schedule.wake();
    await settle();
    expect(started).toEqual([T0]);
  });

  it('tries again a minute later when another program holds the sync, without piling up', async () => {
    const { clock, schedule, started, state } = bench([runOf({})]);
    state.refuse = new MusterError('sync_running');
    schedule.start();
    await pass(clock, PAUSE + 5 * LOOK_MS);
    expect(started).toEqual([]);
    state.refuse = null;
    await pass(clock, 2 * LOOK_MS);
    expect(started).toHaveLength(1);
  });

  it('is not held up by a last run that a fast clock wrote into the future', async () => {
    const future = T0 + 30 * 24 * EVERY_MS;
    const { clock, schedule, started } = bench([runOf({ startedAt: future, endedAt: future })]);
    schedule.start();
    await pass(clock, PAUSE + 2 * LOOK_MS);
    expect(started).toHaveLength(1);
  });

  it('starts nothing once stopped', async () => {
    const { clock, schedule, started } = bench([runOf({})]);
    schedule.start();
    await settle();
    schedule.stop();
    await pass(clock, 3 * EVERY_MS);
    expect(started).toEqual([]);
  });
});
