import {
  type ActionSpec,
  type Command,
  noCounts,
  type Target,
  type TargetCounts,
} from '../../../../electron/bridge/domain';

export const AT = new Date(2026, 10, 21, 16, 42).getTime();

/** A command of the given counts. */
export function sampleCommand({
  counts = {},
  ...change
}: Partial<Omit<Command, 'counts'>> & { counts?: Partial<TargetCounts> } = {}): Command {
  const all = { ...noCounts(), ...counts };
  return {
    id: 'c1',
    spec: { action: 'restart', delaySeconds: 0 },
    connectionId: 'g',
    account: 'admin@riverside.example',
    actor: 'ana',
    origin: 'window',
    createdAt: AT,
    holdMs: 15_000,
    holdUntil: null,
    paused: null,
    retryOf: null,
    total: Object.values(all).reduce((sum, count) => sum + count, 0),
    counts: all,
    endedAt: null,
    ...change,
  };
}

/** A target as it is when nothing has happened to it. */
export function sampleTarget({
  facts = {},
  ...change
}: Partial<Omit<Target, 'facts'>> & { facts?: Partial<Target['facts']> } = {}): Target {
  return {
    id: 1,
    commandId: 'c1',
    facts: {
      deviceId: 'd1',
      providerId: 'p-1',
      serial: '5CD2304117',
      model: 'HP x360 11 G4 EE',
      user: 'elodie@riverside.example',
      orgUnitId: 'u1',
      orgUnitPath: '/Schools/North',
      providerStatus: 'ACTIVE',
      osVersion: '144.0.1',
      enrolledAt: AT,
      vanishedAt: null,
      annotations: { assetId: 'A-1', user: null, location: 'Lab', notes: null },
      platform: 'chromeos',
      supervised: null,
      ...facts,
    },
    change: null,
    state: 'queued',
    reason: null,
    message: null,
    attempts: 0,
    sentAt: null,
    endedAt: null,
    checkedAt: null,
    nextCheckAt: null,
    providerCommandId: null,
    providerState: null,
    providerResult: null,
    expiresAt: null,
    ...change,
  };
}

export const ANNOTATE: ActionSpec = { action: 'annotate', changes: { assetId: 'A-2', location: '' } };
