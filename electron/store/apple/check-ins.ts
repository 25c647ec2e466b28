import { appendAudit } from '../chain/append.ts';
import type { AppleChannelRow, AppleRepository } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';
import { callerFinder, type KnownDevice, ownerFinder, refuse } from './caller.ts';
import { deviceRows } from './device-rows.ts';
import type { FleetTransaction } from './fleet.ts';
import { lifeEnder } from './lives.ts';

type Input<Name extends keyof AppleRepository> = Parameters<AppleRepository[Name]>[0];
type Answer<Name extends keyof AppleRepository> = Awaited<ReturnType<AppleRepository[Name]>>;

/** What messages that only ask are answered with; see AppleRepository for each. */
export function checkInReads(db: Db) {
  const callerOf = callerFinder(db);
  const rowOf = deviceRows<[number]>(db, 'WHERE seq = ?');
  const recognise = (input: Input<'recognise'>): Answer<'recognise'> => {
    const found = callerOf(input);
    if (found.kind === 'refused') return found;
    const [device] = rowOf(found.value.seq);
    return device === undefined ? refuse('not_registered') : { kind: 'ok', device };
  };
  return {
    recognise,
    bootstrapToken: (input: Input<'bootstrapToken'>): Answer<'bootstrapToken'> => {
      const found = recognise(input);
      return found.kind === 'refused' ? found : { kind: 'ok', token: found.device.bootstrapToken };
    },
  };
}

/** Writes of check-ins that do not begin anything; see AppleRepository for each. */
export function checkInWrites(db: Db, transact: FleetTransaction) {
  const callerOf = callerFinder(db);
  const keep = db.prepare<[Uint8Array | null, number, number]>(
    'UPDATE apple_devices SET bootstrap_token = ?, last_seen_at = ? WHERE seq = ?',
  );
  return {
    end: endWriter(db, transact),
    setBootstrapToken: (input: Input<'setBootstrapToken'>): Answer<'setBootstrapToken'> =>
      durably(db, () => {
        const found = callerOf(input);
        if (found.kind === 'refused') return found;
        const { seq, deviceId } = found.value;
        keep.run(input.token, input.at, seq);
        return { kind: 'ok', deviceId };
      }),
  };
}

function endWriter(db: Db, transact: FleetTransaction): (input: Input<'end'>) => Answer<'end'> {
  const ownerOf = ownerFinder(db);
  const byId = db.prepare<[string], KnownDevice>(
    `SELECT seq, device_id AS deviceId, udid, state, life, enrolled_at AS enrolledAt
     FROM apple_devices WHERE device_id = ?`,
  );
  const isLate = lateJudge(db);
  const end = lifeEnder(db);
  const deviceOf = (input: Input<'end'>) => {
    if ('fingerprint' in input) return ownerOf(input);
    const value = byId.get(input.deviceId);
    return value === undefined ? refuse('not_registered') : ({ kind: 'ok', value } as const);
  };
  return (input) =>
    transact(input.at, (fleet): Answer<'end'> => {
      const found = deviceOf(input);
      if (found.kind === 'refused') return found;
      const device = found.value;
      const { event, at, audit } = input;
      const state = isLate(device, input) ? device.state : end(fleet, device, event, at);
      if (state !== device.state && audit)
        appendAudit(db, { ...audit, object: audit.object ?? device.deviceId });
      return { kind: 'ok', deviceId: device.deviceId, state };
    });
}

/** Tells Apple’s word about a token that was replaced since. */
function lateJudge(db: Db): (device: KnownDevice, input: Input<'end'>) => boolean {
  const current = db.prepare<[number], Pick<AppleChannelRow, 'token' | 'tokenAt'>>(
    "SELECT token, token_at AS tokenAt FROM apple_channels WHERE device = ? AND user_guid = ''",
  );
  return ({ seq }, input) => {
    if (input.event !== 'unregistered') return false;
    const { token = null, tokenAt = null } = current.get(seq) ?? {};
    const isOther = 'token' in input && token !== null && input.token !== token;
    return isOther || (tokenAt ?? input.at) > input.at;
  };
}
