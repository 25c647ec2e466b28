import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DemoOrganisation } from '../../../../../electron/demo/server.ts';
import type { ActionName } from '../../../../../electron/model/action.ts';
import type { Order, TargetOutcome } from '../../../../../electron/model/action-adapter.ts';
import { openGoogleHarness } from '../../../../contract/action-adapter/google-harness.ts';
import type { AdapterHarness } from '../../../../contract/action-adapter/harness.ts';
import { kept, ordersFor, outcomeIn, specOf } from '../../../../contract/action-adapter/ordering.ts';

const nobody = new AbortController().signal;
const MINUTE = 60_000;

let harness: AdapterHarness & { org: DemoOrganisation };
beforeAll(async () => {
  harness = await openGoogleHarness();
});
beforeEach(() => harness.org.control.clearFault());
afterAll(() => harness.close());

async function sendTo(action: ActionName, orders: readonly Order[]): Promise<TargetOutcome[]> {
  const result = await harness.adapter.send(specOf(action, harness), orders, nobody);
  return orders.map((order) => outcomeIn(result, order));
}

/** The same orders with the first going to a device Google does not know. */
function withStranger([first, ...others]: readonly Order[]): Order[] {
  if (first === undefined) return [];
  const facts = { ...first.target.facts, providerId: 'no-such-device' };
  return [{ ...first, target: { ...first.target, facts } }, ...others];
}

describe('a batch of devices', () => {
  it('has an outcome for each', async () => {
    const ids = await harness.lost(3);
    const orders = await ordersFor(ids, harness);
    harness.org.control.setFault({ name: 'licenceExhausted', after: 1, times: 1 });
    const outcomes = await sendTo('lost_mode_off', withStranger(orders));
    expect(outcomes.map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'refused'],
      ['acknowledged', null],
      ['failed', 'refused'],
    ]);
    expect(outcomes.map(({ message }) => message)).toEqual([
      expect.stringContaining('not found'),
      null,
      expect.stringContaining('licenses'),
    ]);
  });

  it('moves fifty with one request, and reads each back', async () => {
    const orders = await ordersFor(await harness.active(50), harness);
    harness.org.control.clearJournal();
    const outcomes = await sendTo('move_unit', orders);
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['acknowledged']));
    const asked = harness.org.control.journal().map(({ endpoint }) => endpoint);
    expect(asked.filter((endpoint) => endpoint === 'moveDevicesToOu')).toHaveLength(1);
    expect(asked.filter((endpoint) => endpoint === 'get')).toHaveLength(50);
  });
});

describe('what Google takes without doing it', () => {
  it('a move is found out, and fails', async () => {
    const [order] = await ordersFor(await harness.active(1), harness);
    if (order === undefined) throw new Error('no device');
    harness.org.control.setFault({ name: 'moveIgnored' });
    const [outcome] = await sendTo('move_unit', [order]);
    expect(outcome).toMatchObject({ state: 'sent' });
    const target = kept(order.target, outcome ?? fail(), harness.now());
    const spec = specOf('move_unit', harness);
    expect(await harness.adapter.follow(spec, target, nobody)).toBeNull();
    harness.pass(3 * MINUTE);
    expect(await harness.adapter.follow(spec, target, nobody)).toMatchObject({
      state: 'failed',
      reason: 'not_verified',
      message: order.target.facts.orgUnitPath,
    });
  });

  it('an annotation too, whatever the answer shows', async () => {
    const [order] = await ordersFor(await harness.active(1), harness);
    if (order === undefined) throw new Error('no device');
    harness.org.control.setFault({ name: 'patchIgnored' });
    const [outcome] = await sendTo('annotate', [order]);
    const target = kept(order.target, outcome ?? fail(), harness.now());
    harness.pass(3 * MINUTE);
    expect(await harness.adapter.follow(specOf('annotate', harness), target, nobody)).toMatchObject({
      state: 'failed',
      reason: 'not_verified',
    });
  });

  it('a move to a device Google does not know has failed', async () => {
    const [order] = withStranger(await ordersFor(await harness.active(1), harness));
    if (order === undefined) throw new Error('no device');
    const [outcome] = await sendTo('move_unit', [order]);
    expect(outcome).toMatchObject({ state: 'sent' });
    const target = kept(order.target, outcome ?? fail(), harness.now());
    expect(await harness.adapter.follow(specOf('move_unit', harness), target, nobody)).toMatchObject({
      state: 'failed',
      reason: 'gone',
    });
  });
});

it('a unit renamed meanwhile is still the one meant', async () => {
  const [order] = await ordersFor(await harness.active(1), harness);
  if (order === undefined) throw new Error('no device');
  harness.org.control.renameUnit('/Kiosks', 'Terminals');
  const [outcome] = await sendTo('move_unit', [order]);
  harness.org.control.renameUnit('/Terminals', 'Kiosks');
  expect(outcome).toMatchObject({ state: 'acknowledged' });
});

it('a write that was taken is verified later when the network breaks off before reading back', async () => {
  const orders = await ordersFor(await harness.active(3), harness);
  harness.org.control.setFault({ name: 'networkCut', endpoint: 'get' });
  expect(await sendTo('move_unit', orders)).toEqual(
    orders.map(() => ({ state: 'sent', reason: null, message: null })),
  );
});

it.each<[ActionName, number]>([
  ['restart', 5],
  ['wipe_device', 20],
])('the answer to a %s is lost, and the device tells that it was done', async (action, minutes) => {
  const [order] = await ordersFor(await harness.active(1), harness);
  if (order === undefined) throw new Error('no device');
  harness.trouble('lost_answer');
  const [outcome] = await sendTo(action, [order]);
  const target = kept(order.target, outcome ?? fail(), harness.now());
  harness.pass(minutes * MINUTE);
  const found = await harness.adapter.reconcile(specOf(action, harness), target, nobody);
  expect(found).toMatchObject({ state: 'acknowledged', reason: 'seen_on_device' });
  expect(JSON.parse(found?.document ?? '')).toMatchObject({ deviceId: target.facts.providerId });
});

it('the reason of a deprovisioning reaches the record', async () => {
  const [order] = await ordersFor(await harness.active(1), harness);
  if (order === undefined) throw new Error('no device');
  await sendTo('deprovision', [order]);
  const fresh = await harness.adapter.look(order.target.facts.providerId, nobody);
  expect(fresh?.facts.providerStatus).toBe('DEPROVISIONED');
  expect(fresh?.document).toContain('deprovisionReasonRetiringDevice');
});

it('a role that ends at a unit fails its devices, and bars nobody', async () => {
  const [order] = await ordersFor(await harness.active(1), harness);
  if (order === undefined) throw new Error('no device');
  harness.org.control.setRole('/Kiosks');
  const [outcome] = await sendTo('restart', [order]);
  harness.org.control.setRole(null);
  expect(outcome).toMatchObject({ state: 'failed', reason: 'refused', message: expect.any(String) });
});

it('a session that was ended bars everything', async () => {
  const [order] = await ordersFor(await harness.active(1), harness);
  if (order === undefined) throw new Error('no device');
  harness.org.control.setFault({ name: 'tokenRejected', endpoint: 'write' });
  const result = await harness.adapter.send(specOf('restart', harness), [order], nobody);
  expect(result).toMatchObject({ kind: 'barred', pause: 'reconnect_needed' });
  expect(harness.effects(order.target.facts.providerId)).toEqual([]);
});

function fail(): never {
  throw new Error('no outcome');
}
