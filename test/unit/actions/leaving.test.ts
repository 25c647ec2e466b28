import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionService } from '../../../electron/actions/contract.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import { type ActionsBench, fates, give, openActionsBench, reviewOf } from '../../support/actions-bench.ts';
import { all } from '../../support/fake-platform.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const RESTART = { action: 'restart' as const };

let bench: ActionsBench;
let service: ActionService;

beforeEach(async () => {
  bench = await openActionsBench();
  service = bench.service();
});
afterEach(() => bench.end());

/** Has requests go through `send`, which may wait by the clock; `leave` is called where the request leaves. */
function sendBy(send: (leave: () => void, signal: AbortSignal) => Promise<void>): string[] {
  const left: string[] = [];
  const { connection, platform } = bench;
  if (connection === null) throw new Error('no connection');
  bench.connection = {
    ...connection,
    adapter: {
      ...platform,
      send: async (_, orders, signal) => {
        const leave = (): void => {
          left.push(...orders.map(({ target }) => target.facts.providerId));
        };
        await send(leave, signal);
        return all(orders, { state: 'sent', reason: null, message: null });
      },
    },
  };
  return left;
}

describe('a program that is stopped between its right to send and the request', () => {
  it('does not send minutes later what another program holds for cut off', async () => {
    const { clock, store } = bench;
    const left = sendBy(async (leave, signal) => {
      // The whole program stands still, and with it the renewal of its right.
      await clock.sleep(10 * MINUTE);
      signal.throwIfAborted();
      leave();
    });
    const stopped = { ...store, leases: { ...store.leases, renew: async () => true } };
    await bench.close(service);
    service = bench.service({ store: clock.tracked(stopped), pid: process.ppid });
    const { id } = await give(bench, service, RESTART, ['d0']);
    await clock.pass(17 * SECOND);
    const other = bench.service();
    await clock.pass(4 * MINUTE);
    expect(await fates(store, id)).toEqual({ d0: ['unknown', 'cut_off'] });
    await clock.pass(30 * MINUTE);
    expect(left).toEqual([]);
    expect(await fates(store, id)).toEqual({ d0: ['unknown', 'cut_off'] });
    await bench.close(other);
  });

  it('does not send on the word of a renewal that is minutes old', async () => {
    const { clock, store } = bench;
    const left = sendBy(async (leave) => leave());
    let answers = 0;
    const slow = {
      ...store.leases,
      renew: async (input: Parameters<typeof store.leases.renew>[0]) => {
        const ours = await store.leases.renew(input);
        if (answers++ === 0) clock.jump(4 * MINUTE);
        return ours;
      },
    };
    await bench.close(service);
    service = bench.service({ store: clock.tracked({ ...store, leases: slow }) });
    const { id } = await give(bench, service, RESTART, ['d0']);
    await clock.pass(MINUTE);
    expect(left).toEqual(['d0']);
    expect((await store.commands.targets({ commandId: id, offset: 0, limit: 1 })).rows[0]?.attempts).toBe(2);
  });
});

describe('a request that never left', () => {
  it('because its connection had ended is not in doubt', async () => {
    const { store } = bench;
    sendBy(async () => {
      await store.commands.endConnection({ connectionId: bench.connection?.id ?? '', at: bench.clock.now() });
      throw new MusterError('cancelled');
    });
    const { id } = await give(bench, service, RESTART, ['d0', 'd1']);
    await bench.clock.pass(MINUTE);
    expect(await fates(store, id)).toEqual({
      d0: ['cancelled', 'connection_deleted'],
      d1: ['cancelled', 'connection_deleted'],
    });
  });

  it('is told from one that broke in a way nobody knows while the program ends', async () => {
    const { clock, store } = bench;
    const left = sendBy(async (leave, signal) => {
      leave();
      await clock.sleep(MINUTE, signal).catch(() => undefined);
      throw new TypeError('who knows what happened');
    });
    const { id } = await give(bench, service, RESTART, ['d0']);
    await clock.pass(18 * SECOND);
    await bench.close(service);
    expect(left).toEqual(['d0']);
    expect(await fates(store, id)).toEqual({ d0: ['unknown', 'answer_lost'] });
  });
});

it('nothing leaves once another program has deleted the connection, though this one has not heard of it', async () => {
  const { clock, platform, store, connection } = bench;
  // The platform sleeps by the clock, so what it does must not stop the clock.
  if (connection !== null) bench.connection = { ...connection, adapter: platform };
  platform.onLook = () => clock.sleep(20_000);
  const { id } = await give(bench, service, RESTART, ['d0', 'd1']);
  await clock.pass(20_000);
  expect((await fates(store, id)).d0).toEqual(['sending', null]);
  await store.connections.remove(connection?.id ?? '');
  await clock.pass(10 * MINUTE);
  expect(platform.requests).toEqual([]);
  expect(await fates(store, id)).toEqual({
    d0: ['cancelled', 'connection_deleted'],
    d1: ['cancelled', 'connection_deleted'],
  });
});

it('what two reviews have found free goes out once', async () => {
  const { clock, platform, store } = bench;
  platform.onSend = (_, orders) => all(orders, { state: 'sent', reason: null, message: null });
  const other = bench.service({ dispatch: false });
  const seen = await reviewOf(bench, service, RESTART, ['d0', 'd1']);
  const alsoSeen = await reviewOf(bench, other, RESTART, ['d1', 'd2']);
  const first = await service.confirm(seen.id, null);
  const second = await other.confirm(alsoSeen.id, null);
  await clock.pass(MINUTE);
  expect(platform.requests.flatMap(({ ids }) => ids).sort()).toEqual(['d0', 'd1', 'd2']);
  const twice = [(await fates(store, first.id)).d1, (await fates(store, second.id)).d1];
  expect(twice.toSorted()).toEqual([
    ['cancelled', 'in_flight'],
    ['sent', null],
  ]);
});
