import {
  type Annotations,
  type Command,
  commandSchema,
  noCounts,
  type ReviewRow,
} from '../../../../electron/bridge/domain';

/** A row of a review of a device with these annotations. */
export function rowOf(annotations: Partial<Annotations>, part: Partial<ReviewRow> = {}): ReviewRow {
  return {
    facts: {
      deviceId: 'd1',
      providerId: 'p1',
      serial: '5CD2304117',
      model: 'HP x360 11 G4 EE',
      user: null,
      orgUnitId: 'u1',
      orgUnitPath: '/Schools',
      providerStatus: 'ACTIVE',
      osVersion: '144.0',
      enrolledAt: null,
      vanishedAt: null,
      annotations: { assetId: null, user: null, location: null, notes: null, ...annotations },
      platform: 'chromeos',
      supervised: null,
    },
    given: null,
    change: null,
    refusal: null,
    ...part,
  };
}

/** A restart of ten devices, held until `holdUntil`. */
export function heldCommand(id: string, part: Partial<Command> = {}): Command {
  return commandSchema.parse({
    id,
    spec: { action: 'restart', delaySeconds: 0 },
    connectionId: 'c1',
    account: 'admin@riverside.example',
    actor: 'ana',
    origin: 'window',
    createdAt: 1000,
    holdMs: 15_000,
    holdUntil: 16_000,
    paused: null,
    retryOf: null,
    total: 10,
    counts: { ...noCounts(), held: 10 },
    endedAt: null,
    ...part,
  });
}
