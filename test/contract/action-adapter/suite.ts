import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, type ActionName } from '../../../electron/model/action.ts';
import type { Order, SendResult } from '../../../electron/model/action-adapter.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import type { AdapterHarness, WriteTrouble } from './harness.ts';
import { devicesFor, followToEnd, kept, ordersFor, outcomeIn, specOf } from './ordering.ts';

const nobody = new AbortController().signal;
const MINUTE = 60_000;

interface Platform {
  actions: readonly ActionName[];
  /** Those of them that wait for the device. */
  kept: readonly ActionName[];
  /** What cannot happen on it: where orders go into a queue of our own, nobody refuses, rations or shuts out. */
  spared?: readonly WriteTrouble[];
}

/** What every platform's adapter must do, whatever its protocol. */
export function describeActionAdapter(
  platform: string,
  open: () => Promise<AdapterHarness>,
  { actions, kept: waiting, spared = [] }: Platform,
): void {
  const under = (trouble: WriteTrouble, name: string, test: () => Promise<void>): void => {
    if (!spared.includes(trouble)) it(name, test);
  };
  describe(`the action adapter of ${platform}`, () => {
    let harness: AdapterHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());
    beforeEach(() => harness.conduct('obey'));

    async function give(action: ActionName, count = 1) {
      const spec = specOf(action, harness);
      const ids = await devicesFor(action, count, harness);
      const orders = await ordersFor(ids, harness);
      const [first] = orders;
      const [id] = ids;
      if (first === undefined || id === undefined) throw new Error('no device');
      const before = harness.writes();
      const send = (signal = nobody): Promise<SendResult> => harness.adapter.send(spec, orders, signal);
      const end = async (order: Order, result: SendResult, step = MINUTE) => {
        const outcome = outcomeIn(result, order);
        const told = await followToEnd(harness, spec, kept(order.target, outcome, harness.now()), step);
        return told.at(-1) ?? outcome;
      };
      return { spec, ids, id, orders, first, send, end, written: () => harness.writes() - before };
    }

    it('has the actions of its platform, and of those that wait it says how long', () => {
      expect(ACTIONS.filter((action) => harness.adapter.batchSize(action) !== null)).toEqual(actions);
      expect(ACTIONS.filter((action) => harness.adapter.keptMs(action) !== null)).toEqual(waiting);
    });

    describe.each(actions.map((action) => ({ action })))('$action', ({ action }) => {
      it('is done once by one request, and the device shows it', async () => {
        const { spec, ids, orders, send, end, written } = await give(
          action,
          Math.min(3, harness.adapter.batchSize(action) ?? 1),
        );
        const result = await send();
        for (const order of orders) {
          expect(await end(order, result)).toMatchObject({ state: 'acknowledged', reason: null });
        }
        expect(written()).toBe(1);
        for (const id of ids) expect(harness.effects(id)).toEqual([action]);
        const [id = ''] = ids;
        const after = await harness.adapter.look(id, nobody);
        if (after === null || waiting.includes(action)) return;
        expect(harness.adapter.judge(spec, { ...after.facts, vanishedAt: null }, null)).not.toBeNull();
      });

      it.each<WriteTrouble>([
        'lost_answer',
        'lost_request',
        'failed_after',
        'failed_before',
      ])('is in doubt after %s, told from the device, and never repeated', async (trouble) => {
        const { spec, id, first, send, written } = await give(action);
        harness.trouble(trouble);
        const outcome = outcomeIn(await send(), first);
        expect(outcome).toMatchObject({ state: 'unknown', reason: 'answer_lost' });
        const doubtful = kept(first.target, outcome, harness.now());
        const effects = harness.effects(id);
        harness.pass(15 * MINUTE);
        const found = await harness.adapter.reconcile(spec, doubtful, nobody);
        const truth = effects.length > 0 ? 'acknowledged' : 'failed';
        if (waiting.includes(action)) expect([undefined, truth]).toContain(found?.state);
        else expect(found).toMatchObject({ state: truth, reason: 'seen_on_device' });
        expect(written()).toBe(1);
        expect(harness.effects(id)).toEqual(effects);
      });

      under(
        'refuses',
        'that the provider refuses has failed, in the provider’s words, and did nothing',
        async () => {
          const { id, first, send, written } = await give(action);
          harness.trouble('refuses');
          expect(outcomeIn(await send(), first)).toMatchObject({
            state: 'failed',
            reason: 'refused',
            message: expect.stringMatching(/\w/),
          });
          expect(written()).toBe(1);
          expect(harness.effects(id)).toEqual([]);
        },
      );

      under(
        'rate_limited',
        'that comes too early did nothing, and is done when it is sent again',
        async () => {
          const { id, first, send, end } = await give(action);
          harness.trouble('rate_limited');
          const early = await send();
          expect(early).toMatchObject({
            kind: 'not_sent',
            why: 'rate_limited',
            error: { name: 'MusterError' },
          });
          expect(harness.effects(id)).toEqual([]);
          harness.pass(early.kind === 'not_sent' ? (early.afterMs ?? MINUTE) : 0);
          expect(await end(first, await send())).toMatchObject({ state: 'acknowledged' });
          expect(harness.effects(id)).toEqual([action]);
        },
      );

      it('without a network did nothing', async () => {
        const { id, send } = await give(action);
        await harness.online(false);
        const result = await send();
        await harness.online(true);
        expect(result).toMatchObject({ kind: 'not_sent', why: 'offline', error: { name: 'MusterError' } });
        expect(harness.effects(id)).toEqual([]);
      });

      under('barred', 'by an account that is shut out did nothing', async () => {
        const { id, send } = await give(action);
        harness.trouble('barred');
        expect(await send()).toMatchObject({ kind: 'barred', error: { name: 'MusterError' } });
        expect(harness.effects(id)).toEqual([]);
      });

      it('called off before it left is not sent', async () => {
        const { id, send, written } = await give(action);
        const off = AbortSignal.abort(new MusterError('cancelled'));
        await expect(send(off)).rejects.toMatchObject({ code: 'cancelled' });
        expect(written()).toBe(0);
        expect(harness.effects(id)).toEqual([]);
      });
    });

    describe.each(waiting.map((action) => ({ action })))('$action, left to the device,', ({ action }) => {
      it.each([
        ['fail', 'device_failed'],
        ['ignore', 'device_ignored'],
      ] as const)('fails when devices %s', async (conduct, reason) => {
        harness.conduct(conduct);
        const { first, send, end } = await give(action);
        expect(await end(first, await send())).toMatchObject({ state: 'failed', reason });
      });

      it('says when it will expire, and does', async () => {
        harness.conduct('stay_away');
        const { spec, first, send } = await give(action);
        const sent = kept(first.target, outcomeIn(await send(), first), harness.now());
        const told = await followToEnd(harness, spec, sent, (harness.adapter.keptMs(action) ?? 0) / 4);
        const [announced] = [sent, ...told].filter(({ expiresAt }) => typeof expiresAt === 'number');
        expect(announced).toMatchObject({ state: 'sent' });
        expect(told.at(-1)).toMatchObject({ state: 'expired', reason: 'device_expired' });
      });
    });

    it('knows a device that is gone no more', async () => {
      const [id = ''] = await harness.active(1);
      harness.vanish(id);
      expect(await harness.adapter.look(id, nobody)).toBeNull();
    });

    it('reads a device with the facts it is judged by, and its whole record', async () => {
      const [id = ''] = await harness.active(1);
      const fresh = await harness.adapter.look(id, nobody);
      expect(fresh?.facts).toMatchObject({ providerId: id, providerStatus: expect.any(String) });
      expect(Object.keys(fresh?.facts.annotations ?? {})).toEqual(['assetId', 'user', 'location', 'notes']);
      expect(JSON.parse(fresh?.document ?? '')).toBeTypeOf('object');
    });
  });
}
