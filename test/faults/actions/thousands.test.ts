import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { ActionService } from '../../../electron/actions/contract.ts';
import { type ActionSpec, actionLimitsSchema } from '../../../electron/model/action.ts';
import { type Command, isFinal, TARGET_STATES } from '../../../electron/model/command.ts';
import { DEFAULT_SORT } from '../../../electron/model/device-query.ts';
import { give, limitTo, openActionsBench, someDevices } from '../../support/actions-bench.ts';
import { openDemoActions } from '../../support/demo-actions.ts';
import { all } from '../../support/fake-platform.ts';

/** `MUSTER_TARGETS=10000` for the most a command takes. */
const TARGETS = Number(process.env.MUSTER_TARGETS ?? 4000);
const RESTARTS = TARGETS / 20;
/** Google's answer is lost for every so many requests. */
const LOST_EVERY = 97;
const WRITES_PER_MINUTE = 60;
const signal = () => new AbortController().signal;

it(`${TARGETS} targets go through sixty writes a minute to their ends`, { timeout: 290_000 }, async () => {
  const demo = await openDemoActions({ devices: Math.ceil(TARGETS * 1.2) });
  const { clock, store, org } = demo;
  const limits = actionLimitsSchema.parse({ writesPerMinute: WRITES_PER_MINUTE, gravePerDay: 50_000 });
  let service = demo.service();
  await service.setLimits(limits);
  // More than the quota is refused by the organisation itself, as Google does.
  org.control.setFault({ name: 'writeQuota', amount: WRITES_PER_MINUTE });
  org.control.setFault({ name: 'lostAnswer', every: LOST_EVERY });

  const giveTo = async (spec: ActionSpec, providerIds: string[]): Promise<Command> => {
    const ids: string[] = [];
    for (let at = 0; at < providerIds.length; at += 1000)
      for (const { id } of await store.devices.byProviderIds(providerIds.slice(at, at + 1000))) ids.push(id);
    const review = await service.review(spec, { kind: 'ids', ids }, signal());
    return await service.confirm(review.id, review.typed);
  };
  const restart = await giveTo({ action: 'restart', delaySeconds: 0 }, demo.devices.slice(0, RESTARTS));
  const disable = await giveTo({ action: 'lost_mode_on' }, demo.devices.slice(RESTARTS, TARGETS));
  const commandOf = async (id: string): Promise<Command> => {
    const command = await store.commands.get(id);
    if (command === null) throw new Error('no command');
    return command;
  };
  const left = async (): Promise<number> => {
    const both = await Promise.all([restart, disable].map(({ id }) => commandOf(id)));
    return both.reduce((sum, { counts }) => sum + counts.held + counts.queued, 0);
  };
  /** Lets time pass until no more than so many targets wait. */
  const passUntil = async (most: number): Promise<void> => {
    while ((await left()) > most) await clock.pass(10_000);
  };

  await passUntil(TARGETS * 0.8);

  // Paused, nothing goes out for an hour; then it goes on.
  await service.pause(restart.id);
  await service.pause(disable.id);
  await clock.pass(30_000);
  const paused = await left();
  await clock.pass(60 * 60_000);
  expect(await left()).toBe(paused);
  await service.resume(restart.id);
  await service.resume(disable.id);

  await passUntil(TARGETS * 0.5);
  service = await restartProgram(demo, service);

  for (const { id } of [restart, disable]) await clock.until(service.follow(id, () => undefined, signal()));
  const done = await Promise.all([restart, disable].map(({ id }) => commandOf(id)));
  expectEnds(done);

  const effects = org.control.effects();
  expect(new Set(effects.map(({ deviceId }) => deviceId)).size).toBe(effects.length);
  expect(effects.length).toBe(TARGETS);
  expect(org.control.writesPerMinuteSeen()).toBeLessThanOrEqual(WRITES_PER_MINUTE);
  expect(org.control.struck('writeQuota')).toBe(0);
  await demo.end();
});

/** Every target is at its end, or in doubt where an answer was lost. */
function expectEnds(commands: readonly Command[]): void {
  const requests = RESTARTS + (TARGETS - RESTARTS) / 50;
  let [ended, doubtful] = [0, 0];
  for (const { counts, total } of commands) {
    doubtful += counts.unknown;
    for (const state of TARGET_STATES) if (isFinal(state)) ended += counts[state];
    expect(counts.acknowledged + counts.unknown).toBe(total);
  }
  expect(ended + doubtful).toBe(TARGETS);
  expect(doubtful).toBeLessThanOrEqual((requests / LOST_EVERY) * 50);
}

async function restartProgram(
  demo: Awaited<ReturnType<typeof openDemoActions>>,
  service: ActionService,
): Promise<ActionService> {
  await demo.close(service);
  await demo.clock.pass(5 * 60_000);
  return demo.service();
}

it('and memory is as flat at their end as at their beginning', { timeout: 200_000 }, async () => {
  const bench = await openActionsBench(someDevices(TARGETS));
  const { clock, store, platform } = bench;
  platform.onSend = ({ action }, orders) =>
    all(orders, { state: action === 'restart' ? 'sent' : 'acknowledged', reason: null, message: null });
  platform.onFollow = () => ({ state: 'acknowledged', reason: null, message: null });
  const service = bench.service();
  await limitTo(service, { writesPerMinute: WRITES_PER_MINUTE, gravePerDay: 50_000 });
  const ids = await store.devices.ids({
    query: { filter: {}, sort: DEFAULT_SORT },
    offset: 0,
    limit: TARGETS,
  });
  const on = (some: string[]) => ({ kind: 'ids' as const, ids: some });
  const restart = await give(bench, service, { action: 'restart' }, on(ids.slice(0, RESTARTS)));
  const disable = await give(bench, service, { action: 'lost_mode_on' }, on(ids.slice(RESTARTS)));
  const ended = Promise.all(
    [restart, disable].map(({ id }) => service.follow(id, () => undefined, signal())),
  );
  await clock.pass(60_000);
  const before = heapUsed();
  await clock.until(ended);
  // The platform of this test remembers every request: a megabyte is that.
  expect(heapUsed() - before).toBeLessThan(4_000_000);
  await bench.end();
});

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
