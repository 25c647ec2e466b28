import { describe, expect, it } from 'vitest';
import { judge } from '../../../../../electron/connections/google/actions/judge.ts';
import { type ActionSpecInput, actionSpecSchema } from '../../../../../electron/model/action.ts';

const FACTS = {
  providerStatus: 'ACTIVE',
  osVersion: '112.0.1',
  orgUnitId: 'here',
  annotations: { assetId: null, user: 'Ada', location: null, notes: null },
  platform: 'chromeos' as const,
  supervised: null,
  vanishedAt: null,
};

const SPECS: Record<string, ActionSpecInput> = {
  restart: { action: 'restart' },
  wipe_users: { action: 'wipe_users' },
  wipe_device: { action: 'wipe_device' },
  lost_mode_on: { action: 'lost_mode_on' },
  lost_mode_off: { action: 'lost_mode_off' },
  deprovision: { action: 'deprovision', reason: 'retiring_device' },
  move_unit: { action: 'move_unit', orgUnitId: 'there', orgUnitPath: '/There' },
  annotate: { action: 'annotate', changes: { user: 'Grace' } },
};

function verdicts(facts: Partial<typeof FACTS> | { vanishedAt: number } | { providerStatus: null }) {
  return Object.fromEntries(
    Object.entries(SPECS).map(([name, spec]) => [
      name,
      judge(actionSpecSchema.parse(spec), { ...FACTS, ...facts }, null),
    ]),
  );
}

it('an active device takes everything but the end of a lost mode it is not in, at any OS version', () => {
  const { lost_mode_off, ...others } = verdicts({});
  expect(lost_mode_off).toBe('not_in_lost_mode');
  expect(Object.values(others).every((refusal) => refusal === null)).toBe(true);
});

it('a device in lost mode takes no commands', () => {
  expect(verdicts({ providerStatus: 'DISABLED' })).toEqual({
    restart: 'in_lost_mode',
    wipe_users: 'in_lost_mode',
    wipe_device: 'in_lost_mode',
    lost_mode_on: 'already',
    lost_mode_off: null,
    deprovision: null,
    move_unit: null,
    annotate: null,
  });
});

it.each(['PRE_PROVISIONED', 'RETURN_ARRIVED', 'SOMETHING_NEW'])('a device in %s takes nothing', (status) => {
  expect(new Set(Object.values(verdicts({ providerStatus: status })))).toEqual(new Set(['not_managed']));
});

it('neither does one without a status, a deprovisioned one, or one that is gone', () => {
  expect(new Set(Object.values(verdicts({ providerStatus: null })))).toEqual(new Set(['not_managed']));
  const { deprovision, ...others } = verdicts({ providerStatus: 'DEPROVISIONED' });
  expect(deprovision).toBe('already');
  expect(new Set(Object.values(others))).toEqual(new Set(['not_managed']));
  expect(new Set(Object.values(verdicts({ vanishedAt: 1 })))).toEqual(new Set(['vanished']));
});

describe('what would change nothing', () => {
  it('a move to where it is', () => {
    const spec = actionSpecSchema.parse({ action: 'move_unit', orgUnitId: 'here', orgUnitPath: '/Renamed' });
    expect(judge(spec, FACTS, null)).toBe('already');
  });

  it('values it has, its own or the command’s', () => {
    const each = actionSpecSchema.parse({ action: 'annotate', changes: null });
    const all = actionSpecSchema.parse({ action: 'annotate', changes: { user: 'Ada' } });
    expect(judge(each, FACTS, { user: 'Ada' })).toBe('already');
    expect(judge(each, FACTS, { user: 'Ada', notes: 'new' })).toBeNull();
    expect(judge(all, FACTS, null)).toBe('already');
  });
});

it('a value Google would not take whole is refused', () => {
  const each = actionSpecSchema.parse({ action: 'annotate', changes: null });
  expect(judge(each, FACTS, { location: 'x'.repeat(201) })).toBe('value_too_long');
});
