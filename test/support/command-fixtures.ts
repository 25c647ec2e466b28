import type { ActionSpec } from '../../electron/model/action.ts';
import type { TargetOutcome } from '../../electron/model/action-adapter.ts';
import type { AuditDraft } from '../../electron/model/audit.ts';
import type { Command, TargetFacts, TargetState } from '../../electron/model/command.ts';
import type { NewTarget, Store } from '../../electron/store/contract.ts';
import { CONNECTION, T0 } from './store-fixtures.ts';

export const RESTART: ActionSpec = { action: 'restart', delaySeconds: 0 };
export const WIPE: ActionSpec = { action: 'wipe_device' };

export function auditDraft(deed: AuditDraft['deed'], more: Partial<AuditDraft> = {}): AuditDraft {
  return {
    at: T0,
    actor: 'jo',
    account: CONNECTION.account,
    origin: 'window',
    host: 'desk',
    deed,
    object: null,
    detail: {},
    result: 'done',
    ...more,
  };
}

/** What is known of a device by its name. */
export function factsOf(name: string, more: Partial<TargetFacts> = {}): TargetFacts {
  return {
    deviceId: `id-${name}`,
    providerId: name,
    serial: `S-${name}`,
    model: 'Model',
    user: `${name}@example.org`,
    orgUnitId: 'u1',
    orgUnitPath: '/North',
    providerStatus: 'ACTIVE',
    osVersion: '144.0',
    enrolledAt: T0 - 1000,
    vanishedAt: null,
    annotations: { assetId: null, user: null, location: null, notes: 'n' },
    platform: 'chromeos',
    supervised: null,
    ...more,
  };
}

export function targetOf(name: string): NewTarget {
  return { facts: factsOf(name), change: null };
}

export interface CommandOptions {
  spec?: ActionSpec;
  at?: number;
  generation?: number;
  targets?: NewTarget[];
}

/** A held command for these devices. */
export function create(
  store: Store,
  id: string,
  names: string[],
  { spec = RESTART, at = T0, generation = 1, targets = names.map(targetOf) }: CommandOptions = {},
): Promise<Command> {
  return store.commands.create({
    command: {
      id,
      spec,
      connectionId: CONNECTION.id,
      account: CONNECTION.account,
      actor: 'jo',
      origin: 'window',
      createdAt: at,
      holdMs: 15_000,
      retryOf: null,
    },
    generation,
    targets,
    audit: auditDraft('command.created', { at, object: id }),
  });
}

/** A command whose hold has ended. */
export async function createQueued(
  store: Store,
  id: string,
  names: string[],
  options: CommandOptions = {},
): Promise<void> {
  await create(store, id, names, options);
  await store.commands.release({
    commandId: id,
    at: options.at ?? T0,
    audit: auditDraft('command.released', { object: id }),
  });
}

export const EVERY_ACTION = {
  restart: 10,
  lost_mode_on: 50,
  lost_mode_off: 50,
  wipe_users: 1,
  wipe_device: 1,
  deprovision: 50,
  move_unit: 50,
  annotate: 1,
};

/** The next claim of this connection. */
export function claim(
  store: Store,
  limits: Parameters<Store['commands']['claim']>[0]['limits'] = EVERY_ACTION,
  owner = 'me',
  at = T0,
): ReturnType<Store['commands']['claim']> {
  return store.commands.claim({ connectionId: CONNECTION.id, generation: 1, limits, owner, at });
}

export function outcome(state: TargetOutcome['state'], more: Partial<TargetOutcome> = {}): TargetOutcome {
  return { state, reason: null, message: null, ...more };
}

/** The states of a command's targets by their devices. */
export async function states(store: Store, commandId: string): Promise<Record<string, TargetState>> {
  const { rows } = await store.commands.targets({ commandId, offset: 0, limit: 500 });
  return Object.fromEntries(rows.map(({ facts, state }) => [facts.providerId, state]));
}
