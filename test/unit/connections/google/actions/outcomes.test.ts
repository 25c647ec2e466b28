import { describe, expect, it } from 'vitest';
import { createGoogleActions } from '../../../../../electron/connections/google/actions/adapter.ts';
import type { ActionApi } from '../../../../../electron/connections/google/actions/api.ts';
import type { DeviceCommand } from '../../../../../electron/connections/google/api/write-answers.ts';
import { type ActionSpecInput, actionSpecSchema } from '../../../../../electron/model/action.ts';
import type { Target } from '../../../../../electron/model/command.ts';
import { MusterError } from '../../../../../electron/model/errors.ts';
import { createManualClock } from '../../../../support/manual-clock.ts';

const SENT_AT = Date.UTC(2026, 10, 21, 8);
const ENROLLED = '2026-01-05T08:00:00.000Z';
const signal = new AbortController().signal;

const TARGET: Target = {
  id: 1,
  commandId: 'c1',
  facts: {
    deviceId: 'local',
    providerId: 'd1',
    serial: 'S1',
    model: null,
    user: null,
    orgUnitId: 'here',
    orgUnitPath: '/Here',
    providerStatus: 'ACTIVE',
    osVersion: null,
    enrolledAt: Date.parse(ENROLLED),
    vanishedAt: null,
    annotations: { assetId: null, user: null, location: null, notes: null },
    platform: 'chromeos',
    supervised: null,
  },
  change: null,
  state: 'sent',
  reason: null,
  message: null,
  attempts: 1,
  sentAt: SENT_AT,
  endedAt: null,
  checkedAt: null,
  nextCheckAt: null,
  providerCommandId: null,
  providerState: null,
  providerResult: null,
  expiresAt: null,
};

/** An adapter over a provider that knows one device and one command. */
function bench(device: Record<string, unknown> | null, command: Partial<DeviceCommand> | null = null) {
  const clock = createManualClock(SENT_AT);
  const offset = { ms: 0 };
  const never = async (): Promise<never> => {
    throw new Error('must not be sent');
  };
  const record = { deviceId: 'd1', status: 'ACTIVE', orgUnitId: 'here', lastEnrollmentTime: ENROLLED };
  const empty = { state: null, result: null, errorMessage: null, expiresAt: null };
  const api: ActionApi = {
    getDevice: async () => (device === null ? null : JSON.stringify({ ...record, ...device })),
    getCommand: async () => (command === null ? null : { ...empty, ...command }),
    clockOffset: () => offset.ms,
    changeStatus: never,
    issueCommand: never,
    moveToUnit: never,
    patchDevice: never,
  };
  return { adapter: createGoogleActions({ api, clock }), clock, offset };
}

const spec = (input: ActionSpecInput) => actionSpecSchema.parse(input);
const RESTART = spec({ action: 'restart' });
const MOVE = spec({ action: 'move_unit', orgUnitId: 'there', orgUnitPath: '/There' });
const MINUTE = 60_000;

describe('following a command', () => {
  const ISSUED = { ...TARGET, providerCommandId: '7' };
  it.each<[Partial<DeviceCommand>, object]>([
    [
      { state: 'EXECUTED_BY_CLIENT', result: 'SUCCESS' },
      { state: 'acknowledged', reason: null },
    ],
    [
      { state: 'EXECUTED_BY_CLIENT', result: 'FAILURE', errorMessage: 'No room' },
      { state: 'failed', reason: 'device_failed', message: 'No room' },
    ],
    [
      { state: 'EXECUTED_BY_CLIENT', result: 'IGNORED' },
      { state: 'failed', reason: 'device_ignored' },
    ],
    [{ state: 'EXECUTED_BY_CLIENT' }, { state: 'unknown', reason: 'no_result' }],
    [
      { state: 'EXECUTED_BY_CLIENT', result: 'PARTIAL' },
      { state: 'unknown', reason: 'no_result', providerResult: 'PARTIAL' },
    ],
    [{ state: 'EXPIRED' }, { state: 'expired', reason: 'device_expired' }],
    [{ state: 'CANCELLED' }, { state: 'cancelled', reason: 'provider_cancelled' }],
    [
      { state: 'PENDING', expiresAt: 5 },
      { state: 'sent', providerState: 'PENDING', expiresAt: 5 },
    ],
    [{ state: 'SENT_TO_CLIENT' }, { state: 'sent', providerState: 'SENT_TO_CLIENT' }],
    [{ state: 'HELD_BY_MOON' }, { state: 'sent', providerState: 'HELD_BY_MOON' }],
  ])('%j', async (command, outcome) => {
    expect(await bench({}, command).adapter.follow(RESTART, ISSUED, signal)).toMatchObject(outcome);
  });

  it('tells nothing that is known already', async () => {
    const { adapter } = bench({}, { state: 'ACKED_BY_CLIENT', expiresAt: 5 });
    const known = { ...ISSUED, providerState: 'ACKED_BY_CLIENT', expiresAt: 5 };
    expect(await adapter.follow(RESTART, known, signal)).toBeNull();
  });

  it('that Google does not know gives it a moment, then is in doubt', async () => {
    const { adapter, clock } = bench({}, null);
    expect(await adapter.follow(RESTART, ISSUED, signal)).toBeNull();
    clock.advance(2 * MINUTE);
    expect(await adapter.follow(RESTART, ISSUED, signal)).toMatchObject({
      state: 'unknown',
      reason: 'no_word',
    });
  });
});

describe('following a write', () => {
  it('that shows itself late is done', async () => {
    const { adapter } = bench({ orgUnitId: 'there' });
    const outcome = await adapter.follow(MOVE, TARGET, signal);
    expect(outcome).toMatchObject({ state: 'acknowledged' });
    expect(JSON.parse(outcome?.document ?? '')).toMatchObject({ orgUnitId: 'there' });
  });

  it('that never shows itself is not', async () => {
    const { adapter, clock } = bench({ orgUnitPath: '/Here' });
    expect(await adapter.follow(MOVE, TARGET, signal)).toBeNull();
    clock.advance(2 * MINUTE);
    expect(await adapter.follow(MOVE, TARGET, signal)).toMatchObject({
      state: 'failed',
      reason: 'not_verified',
      message: '/Here',
    });
  });

  it('to a device Google never knew has failed', async () => {
    expect(await bench(null).adapter.follow(MOVE, TARGET, signal)).toMatchObject({
      state: 'failed',
      reason: 'gone',
    });
  });
});

describe('reconciling a write', () => {
  const DOUBT: Target = { ...TARGET, state: 'unknown', reason: 'answer_lost' };
  it.each<[ActionSpecInput, Record<string, unknown>]>([
    [{ action: 'lost_mode_on' }, { status: 'DISABLED' }],
    [{ action: 'lost_mode_off' }, { status: 'ACTIVE' }],
    [{ action: 'deprovision', reason: 'retiring_device' }, { status: 'DEPROVISIONED' }],
    [MOVE, { orgUnitId: 'there' }],
    [{ action: 'annotate', changes: { user: 'Ada', notes: '' } }, { annotatedUser: 'Ada' }],
  ])('%j is proven by the record', async (input, device) => {
    expect(await bench(device).adapter.reconcile(spec(input), DOUBT, signal)).toMatchObject({
      state: 'acknowledged',
      reason: 'seen_on_device',
    });
  });

  it('is disproven by the record only once the request has surely ended', async () => {
    const { adapter, clock } = bench({ status: 'ACTIVE' });
    const lost = spec({ action: 'lost_mode_on' });
    expect(await adapter.reconcile(lost, DOUBT, signal)).toBeNull();
    clock.advance(2 * MINUTE);
    expect(await adapter.reconcile(lost, { ...DOUBT, reason: 'cut_off' }, signal)).toBeNull();
    expect(await adapter.reconcile(lost, DOUBT, signal)).toMatchObject({
      state: 'failed',
      reason: 'seen_on_device',
      message: 'ACTIVE',
    });
    clock.advance(8 * MINUTE);
    expect(await adapter.reconcile(lost, { ...DOUBT, reason: 'cut_off' }, signal)).toMatchObject({
      state: 'failed',
    });
  });

  it('of each device’s own values goes by those', async () => {
    const { adapter } = bench({ annotatedUser: 'Ada' });
    const own = { ...DOUBT, change: { user: 'Ada' } };
    const annotate = spec({ action: 'annotate', changes: null });
    expect(await adapter.reconcile(annotate, own, signal)).toMatchObject({ state: 'acknowledged' });
  });

  it('of a device that is gone proves nothing', async () => {
    const { adapter, clock } = bench(null);
    clock.advance(60 * MINUTE);
    expect(await adapter.reconcile(spec({ action: 'lost_mode_on' }), DOUBT, signal)).toBeNull();
  });

  it('never takes another device’s record for proof', async () => {
    const { adapter } = bench({ deviceId: 'd2', status: 'DISABLED' });
    await expect(adapter.reconcile(spec({ action: 'lost_mode_on' }), DOUBT, signal)).rejects.toMatchObject({
      code: 'google_bad_answer',
    });
  });
});

describe('reconciling a command', () => {
  const DOUBT: Target = { ...TARGET, state: 'unknown', reason: 'answer_lost' };
  const rebooted = (ms: number) => ({ osUpdateStatus: { rebootTime: new Date(SENT_AT + ms).toISOString() } });

  it('a restart is proven by one after the sending', async () => {
    expect(await bench(rebooted(MINUTE)).adapter.reconcile(RESTART, DOUBT, signal)).toMatchObject({
      state: 'acknowledged',
    });
    expect(await bench(rebooted(-MINUTE)).adapter.reconcile(RESTART, DOUBT, signal)).toBeNull();
  });

  it('by Google’s clock, however wrong ours is', async () => {
    const { adapter, offset } = bench(rebooted(MINUTE));
    offset.ms = 60 * MINUTE;
    expect(await adapter.reconcile(RESTART, DOUBT, signal)).toBeNull();
    offset.ms = -60 * MINUTE;
    expect(await adapter.reconcile(RESTART, DOUBT, signal)).toMatchObject({ state: 'acknowledged' });
  });

  it.each([
    { action: 'wipe_device' },
    { action: 'wipe_users' },
  ] as const)('%j is proven by a new enrolment', async (input) => {
    const again = bench({ lastEnrollmentTime: '2026-11-21T09:00:00.000Z' });
    expect(await again.adapter.reconcile(spec(input), DOUBT, signal)).toMatchObject({
      state: 'acknowledged',
      reason: 'seen_on_device',
    });
    const same = bench({ ...rebooted(MINUTE), recentUsers: [], status: 'DEPROVISIONED' });
    same.clock.advance(365 * 24 * 60 * MINUTE);
    expect(await same.adapter.reconcile(spec(input), DOUBT, signal)).toBeNull();
  });

  it('whose id is known is asked for again', async () => {
    const known = { ...DOUBT, providerCommandId: '7' };
    const done = bench({}, { state: 'EXECUTED_BY_CLIENT', result: 'SUCCESS' });
    expect(await done.adapter.reconcile(RESTART, known, signal)).toMatchObject({ state: 'acknowledged' });
    const odd = bench({}, { state: 'EXECUTED_BY_CLIENT', result: 'PARTIAL' });
    expect(await odd.adapter.reconcile(RESTART, known, signal)).toBeNull();
  });
});

describe('one request', () => {
  it('takes no more targets than the platform does, and some', async () => {
    const { adapter } = bench({});
    const order = { target: TARGET, change: null };
    await expect(adapter.send(RESTART, [order, order], signal)).rejects.toBeInstanceOf(MusterError);
    await expect(adapter.send(RESTART, [], signal)).rejects.toBeInstanceOf(MusterError);
  });
});
