import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionService } from '../../../electron/actions/contract.ts';
import {
  type ActionSpecInput,
  actionLimitsSchema,
  actionSpecSchema,
} from '../../../electron/model/action.ts';
import type { Selection } from '../../../electron/model/action-review.ts';
import type { Command } from '../../../electron/model/command.ts';
import { mulberry } from '../../bench/store-fleet.ts';
import { fates, targetsOf } from '../../support/actions-bench.ts';
import { type DemoActions, openDemoActions } from '../../support/demo-actions.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const RESTART = { action: 'restart' as const };
const DISABLE = { action: 'lost_mode_on' as const };

let demo: DemoActions;
let service: ActionService;

beforeEach(async () => {
  demo = await openDemoActions();
  service = demo.service();
  await limit({ writesPerMinute: 600, gravePerDay: 1000 });
});
afterEach(() => demo.end());

const limit = (change: object) => service.setLimits(actionLimitsSchema.parse(change));
const pass = (ms: number) => demo.clock.pass(ms);
const signal = () => new AbortController().signal;

async function give(by: ActionService, spec: ActionSpecInput, on: string[] | Selection): Promise<Command> {
  const found = Array.isArray(on) ? await demo.store.devices.byProviderIds(on) : [];
  const selection = Array.isArray(on) ? { kind: 'ids' as const, ids: found.map(({ id }) => id) } : on;
  const review = await by.review(actionSpecSchema.parse(spec), selection, signal());
  return await by.confirm(review.id, review.typed);
}

/** On a busy machine answers come later by this clock: lets time pass until nothing waits to be sent. */
async function drained(commandId: string): Promise<void> {
  const waiting = async (): Promise<number> => {
    const command = await demo.store.commands.get(commandId);
    return command === null ? 0 : command.counts.queued + command.counts.sending;
  };
  for (let minutes = 0; minutes < 30 && (await waiting()) > 0; minutes += 1) await pass(MINUTE);
}

/** What the organisation itself says was done, by device. */
function done(what: string): string[] {
  return demo.org.control
    .effects()
    .filter((effect) => effect.what === what)
    .map(({ deviceId }) => deviceId);
}

function expectOnce(what: string, frozen: readonly string[]): void {
  const ids = done(what);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !frozen.includes(id))).toEqual([]);
}

/** What the workspace believes and what was done agree, but for what is in doubt. */
async function expectTrue(commandId: string, what: string): Promise<void> {
  const ids = new Set(done(what));
  for (const [id, [state]] of Object.entries(await fates(demo.store, commandId))) {
    if (state === 'acknowledged' || state === 'sent') expect(ids.has(id), id).toBe(true);
    else if (state !== 'unknown') expect(ids.has(id), `${id} ${state}`).toBe(false);
  }
}

describe('lost answers', () => {
  it.each([
    ['lostAnswer', 'after it was done'],
    ['lostRequest', 'before it was done'],
    ['writeError', 'by a server that failed'],
  ] as const)('%s, %s: nothing is sent twice, and what is not known is said', async (name, _when) => {
    const frozen = demo.devices.slice(0, 60);
    demo.org.control.setFault({ name, every: 3, tookEffect: true });
    const { id } = await give(service, RESTART, frozen);
    await pass(3 * MINUTE);
    await drained(id);
    demo.org.control.clearFault();
    expectOnce('REBOOT', frozen);
    await expectTrue(id, 'REBOOT');
    const { counts } = (await demo.store.commands.get(id)) ?? { counts: null };
    expect(counts).toMatchObject({ held: 0, queued: 0, sending: 0 });
    // In doubt, or told by the device itself since.
    const reasons = (await targetsOf(demo.store, id)).map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === 'answer_lost' || reason === 'seen_on_device')).toHaveLength(
      20,
    );
    await pass(2 * DAY);
    expect(done('REBOOT')).toHaveLength(new Set(done('REBOOT')).size);
  });

  it('of whole batches are told by the devices themselves', async () => {
    const frozen = demo.devices.slice(0, 120);
    demo.org.control.setFault({ name: 'lostAnswer', times: 1 });
    const { id } = await give(service, DISABLE, frozen);
    await demo.clock.until(service.follow(id, () => undefined, signal()));
    await pass(20 * MINUTE);
    expectOnce('disable', frozen);
    expect((await demo.store.commands.get(id))?.counts).toMatchObject({ acknowledged: 120 });
    const reasons = (await targetsOf(demo.store, id)).map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === 'seen_on_device')).toHaveLength(50);
  });
});

describe('two programs on one workspace', () => {
  it('and clocks that jump: each target once', { timeout: 200_000 }, async () => {
    const random = mulberry(7);
    const other = demo.service({ origin: 'cli' });
    const frozen = demo.devices.slice(0, 140);
    demo.org.control.setFault({ name: 'lostAnswer', every: 9 });
    const half = await give(service, RESTART, frozen.slice(0, 70));
    const rest = await give(other, RESTART, frozen.slice(70));
    for (let n = 0; n < 40; n++) {
      demo.clock.jump(Math.round((random() - 0.5) * 2 * DAY));
      if (random() < 0.5) other.wake();
      else service.wake();
      await pass(random() * 2 * SECOND);
      if (n === 20) await demo.close(service);
      if (n === 30) service = demo.service();
    }
    demo.org.control.clearFault();
    await pass(2 * MINUTE);
    expectOnce('REBOOT', frozen);
    await expectTrue(half.id, 'REBOOT');
    await expectTrue(rest.id, 'REBOOT');
    for (const { id } of [half, rest])
      expect((await demo.store.commands.get(id))?.counts).toMatchObject({ held: 0, queued: 0, sending: 0 });
  });
});

describe('undoing', () => {
  it('at the very end of the hold sends everything or nothing', { timeout: 200_000 }, async () => {
    let undone = 0;
    const tries = 24;
    for (let n = 0; n < tries; n++) {
      const device = demo.devices[n] ?? '';
      const { id } = await give(service, RESTART, [device]);
      const { holdMs } = (await demo.store.commands.get(id)) ?? { holdMs: 0 };
      // Around the moment it is let go, from either program.
      await pass(holdMs - 6 + n);
      const by = n % 2 === 0 ? service : demo.service({ dispatch: false });
      const worked = await by.undo(id).then(
        () => true,
        () => false,
      );
      if (worked) undone++;
      await pass(5 * SECOND);
      expect(done('REBOOT').includes(device)).toBe(!worked);
    }
    expect(undone).toBeGreaterThan(0);
    expect(undone).toBeLessThan(tries);
  });

  it('right after giving, while two programs look, sends nothing', async () => {
    demo.service();
    const { id } = await give(service, DISABLE, demo.devices.slice(0, 100));
    await service.undo(id);
    await pass(DAY);
    expect(demo.org.control.effects()).toEqual([]);
  });
});

describe('a device that is another one by now', () => {
  it('registered anew, wiped or gone meanwhile is not sent to', async () => {
    const [anew = '', wiped = '', gone = '', same = ''] = demo.devices;
    const wipe = await give(service, { action: 'wipe_users' }, [wiped]);
    const { id } = await give(service, RESTART, [anew, wiped, gone, same]);
    demo.org.control.reenroll(anew);
    demo.org.control.removeDevice(gone);
    await pass(2 * MINUTE);
    expect(await fates(demo.store, id)).toMatchObject({
      [anew]: ['cancelled', 'reregistered'],
      [wiped]: ['cancelled', 'wiped_since'],
      [gone]: ['cancelled', 'gone'],
    });
    expect(done('REBOOT')).toEqual([same]);
    expect(done('WIPE_USERS')).toEqual([wiped]);
    expect((await demo.store.commands.get(wipe.id))?.counts.cancelled).toBe(0);
  });

  it('is not sent to when the wipe’s own answer was lost', async () => {
    const [device = ''] = demo.devices;
    demo.org.control.setFault({ name: 'lostAnswer', times: 1 });
    await give(service, { action: 'wipe_device' }, [device]);
    const { id } = await give(service, RESTART, [device]);
    await pass(2 * MINUTE);
    expect(await fates(demo.store, id)).toEqual({ [device]: ['cancelled', 'wiped_since'] });
    expect(done('REBOOT')).toEqual([]);
  });
});

it('a serial never stands for one that begins with it', async () => {
  const serialOf = (id: string): string => JSON.parse(demo.org.control.record(id)).serialNumber;
  const [device = ''] = demo.devices;
  const serial = serialOf(device);
  const text = [serial.slice(0, -1), serial.toLowerCase(), `${serial}1`, serial.slice(1)].join('\n');
  const selection: Selection = { kind: 'serials', text };
  const review = await service.review({ action: 'wipe_device' }, selection, signal());
  expect(review).toMatchObject({ ready: 0, refused: 4, refusals: [{ refusal: 'unknown_serial', count: 4 }] });
  await expect(service.confirm(review.id, review.typed)).rejects.toMatchObject({
    code: 'action_nothing_ready',
  });
  const exact = await give(service, { action: 'wipe_device' }, { kind: 'serials', text: serial });
  await pass(MINUTE);
  expect(exact.total).toBe(1);
  expect(demo.org.control.effects().map(({ deviceId }) => deviceId)).toEqual([device]);
});
